// The processes that work on one problem: ranks of MPI where the program is built with it and started by mpirun, or
// this one alone. Items (chains of a program, blocks of samples) are dealt to ranks in contiguous runs; what every rank
// needs to know of all items is shared in the order of the items, so that results have the same bits for any number of
// ranks.
//
// All calls are collective: every rank makes them, in the same order. A failure of MPI throws base::ResourceError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace decawatt::parallel {

// Starts and ends MPI where a launcher (mpirun, srun) started the process: without one, MPI would only start helpers of
// its own. One per process, in main, before any Communicator.
class Session {
  public:
    Session(int& argc, char**& argv, bool launched);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    [[noreturn]] static void abort(int exit_status);  // ends all ranks
};

class Communicator {
  public:
    static Communicator world();  // all ranks of the session
    static Communicator alone() { return {0, 1}; }

    int rank() const { return rank_; }
    int size() const { return size_; }
    int owner(std::size_t item, std::size_t count) const {
        return static_cast<int>(item * static_cast<std::size_t>(size_) / count);
    }
    bool owns(std::size_t item, std::size_t count) const { return owner(item, count) == rank_; }

    // Replaces the items this rank does not own by what their owners hold. Sizes may differ and need not be known.
    void share(std::vector<std::vector<double>>& items) const;
    void share(double* values, std::int64_t count, int owner) const;  // one large block, in place
    void share(std::vector<std::uint64_t>& words, int owner) const;   // of any size, which need not be known
    bool agree(bool yes) const;                                       // whether all ranks say yes

  private:
    Communicator(int rank, int size) : rank_(rank), size_(size) {}
    int rank_, size_;
};

}  // namespace decawatt::parallel
