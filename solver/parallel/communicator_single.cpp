// Communicator without MPI: a single process.
#include <cstdlib>

#include "parallel/communicator.hpp"

namespace decawatt::parallel {

Session::Session(int&, char**&, bool) {}
Session::~Session() = default;
void Session::abort(int exit_status) {
    std::exit(exit_status);
}

Communicator Communicator::world() {
    return alone();
}

void Communicator::share(std::vector<std::vector<double>>&) const {}
void Communicator::share(double*, std::int64_t, int) const {}
void Communicator::share(std::vector<std::uint64_t>&, int) const {}
bool Communicator::agree(bool yes) const {
    return yes;
}

}  // namespace decawatt::parallel
