#include "cli/interrupt.hpp"

#include <csignal>
#include <initializer_list>

namespace decawatt::cli {

namespace {
volatile std::sig_atomic_t signal_seen = 0;  // the one state a signal handler may touch

extern "C" void on_signal(int) {
    signal_seen = 1;
}
}  // namespace

void catch_interrupts() {
    // SIGHUP: the terminal is gone; SIGXCPU: a limit on processor time; SIGUSR1: how Slurm warns before it ends a job.
    for (const int signal : {SIGINT, SIGTERM, SIGUSR1, SIGXCPU}) std::signal(signal, on_signal);
    if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);  // nohup stays in force
    std::signal(SIGXFSZ, SIG_IGN);  // a file size limit then shows as a failed write, with a message
}

bool interrupted() {
    return signal_seen != 0;
}

void end_on_sigterm() {
    std::signal(SIGTERM, SIG_DFL);
}

}  // namespace decawatt::cli
