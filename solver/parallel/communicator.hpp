// The processes that work on one problem: MPI ranks if the program is built with MPI and started by mpirun, otherwise a
// single process. Items (chains of a program, blocks of samples) are assigned to ranks in contiguous ranges. Data that
// every rank needs of all items is combined in the order of the items, so that results have the same bits for any
// number of ranks.
//
// All calls are collective: every rank must make them, in the same order. A failure of MPI throws base::ResourceError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace decawatt::parallel {

// Initialises and finalises MPI if a launcher (mpirun, srun) started the process; without a launcher, MPI would only
// start helper processes. One per process, in main, before any Communicator.
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

    // Replaces the items that this rank does not own by those of their owners. Sizes may differ and need not be known.
    void share(std::vector<std::vector<double>>& items) const;
    void share(double* values, std::int64_t count, int owner) const;  // one large block, in place
    void share(std::vector<std::uint64_t>& words, int owner) const;   // of any size; it need not be known in advance
    bool agree(bool yes) const;                                       // logical and over all ranks

  private:
    Communicator(int rank, int size) : rank_(rank), size_(size) {}
    int rank_, size_;
};

}  // namespace decawatt::parallel
