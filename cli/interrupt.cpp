#include "cli/interrupt.hpp"

#include <csignal>

namespace decawatt::cli {

namespace {
volatile std::sig_atomic_t signal_seen = 0;  // the one state a signal handler may touch

extern "C" void on_signal(int) {
    signal_seen = 1;
}
}  // namespace

void catch_interrupts() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    std::signal(SIGUSR1, on_signal);  // how Slurm warns before it ends a job
    std::signal(SIGXFSZ, SIG_IGN);    // a file size limit then shows as a failed write, with a message
}

bool interrupted() {
    return signal_seen != 0;
}

void end_on_sigterm() {
    std::signal(SIGTERM, SIG_DFL);
}

}  // namespace decawatt::cli
