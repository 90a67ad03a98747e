#include <mpi.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>

#include "base/error.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::parallel {

namespace {

void check(int code, const char* what) {
    if (code == MPI_SUCCESS) return;
    char text[MPI_MAX_ERROR_STRING];
    int length = 0;
    MPI_Error_string(code, text, &length);
    throw base::ResourceError(std::string(what) + ": " + std::string(text, static_cast<std::size_t>(length)));
}

}  // namespace

Session::Session(int& argc, char**& argv, bool launched) {
    if (!launched) return;
    int given = 0;
    check(MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &given), "MPI_Init_thread");
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
}

Session::~Session() {
    int started = 0;
    MPI_Initialized(&started);
    if (started) MPI_Finalize();
}

void Session::abort(int exit_status) {
    MPI_Abort(MPI_COMM_WORLD, exit_status);
    std::abort();  // MPI_Abort does not return
}

Communicator Communicator::world() {
    int rank = 0, size = 1, started = 0;
    MPI_Initialized(&started);
    if (!started) return alone();
    check(MPI_Comm_rank(MPI_COMM_WORLD, &rank), "MPI_Comm_rank");
    check(MPI_Comm_size(MPI_COMM_WORLD, &size), "MPI_Comm_size");
    return {rank, size};
}

namespace {
int count_of_message(std::size_t numbers) {  // MPI counts with int
    if (numbers > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw base::ResourceError(std::to_string(numbers) +
                                  " numbers are more than the ranks can share in one message");
    return static_cast<int>(numbers);
}
}  // namespace

// One message of each rank to all: its items, each preceded by its length.
void Communicator::share(std::vector<std::vector<double>>& items) const {
    if (size_ == 1) return;
    std::vector<double> own, all;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (!owns(i, items.size())) continue;
        own.push_back(static_cast<double>(items[i].size()));
        own.insert(own.end(), items[i].begin(), items[i].end());
    }
    const int count = count_of_message(own.size());
    std::vector<int> counts(static_cast<std::size_t>(size_)), places(counts.size(), 0);
    check(MPI_Allgather(&count, 1, MPI_INT, counts.data(), 1, MPI_INT, MPI_COMM_WORLD), "MPI_Allgather");
    std::size_t total = 0;
    for (std::size_t r = 0; r < counts.size(); ++r) {
        places[r] = count_of_message(total);
        total += static_cast<std::size_t>(counts[r]);
    }
    all.resize(static_cast<std::size_t>(count_of_message(total)));
    check(MPI_Allgatherv(own.data(), count, MPI_DOUBLE, all.data(), counts.data(), places.data(), MPI_DOUBLE,
                         MPI_COMM_WORLD),
          "MPI_Allgatherv");
    auto at = all.begin();
    for (std::vector<double>& item : items) {  // ranks own contiguous ranges, so the data is in the order of the items
        const auto length = static_cast<std::ptrdiff_t>(*at++);
        item.assign(at, at + length);
        at += length;
    }
}

void Communicator::share(std::vector<std::uint64_t>& words, int owner) const {
    if (size_ == 1) return;
    std::uint64_t size = words.size();
    check(MPI_Bcast(&size, 1, MPI_UINT64_T, owner, MPI_COMM_WORLD), "MPI_Bcast");
    words.resize(size);
    constexpr std::uint64_t kMost = std::numeric_limits<int>::max();  // a count of MPI is an int
    for (std::uint64_t at = 0; at < size; at += kMost)
        check(MPI_Bcast(words.data() + at, static_cast<int>(std::min(kMost, size - at)), MPI_UINT64_T, owner,
                        MPI_COMM_WORLD),
              "MPI_Bcast");
}

void Communicator::share(double* values, std::int64_t count, int owner) const {
    if (size_ == 1) return;
    constexpr std::int64_t kMost = std::numeric_limits<int>::max() / 2;  // a count of MPI is an int
    for (std::int64_t done = 0; done < count; done += kMost)
        check(MPI_Bcast(values + done, static_cast<int>(std::min(kMost, count - done)), MPI_DOUBLE, owner,
                        MPI_COMM_WORLD),
              "MPI_Bcast");
}

bool Communicator::agree(bool yes) const {
    if (size_ == 1) return yes;
    int mine = yes ? 1 : 0, all = 0;
    check(MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD), "MPI_Allreduce");
    return all != 0;
}

}  // namespace decawatt::parallel
