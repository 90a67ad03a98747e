#include "cli/terminal/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <ctime>
#include <initializer_list>
#include <string_view>

#include "cli/options/options.hpp"
#include "io/unfinished_file.hpp"

namespace decawatt::cli {

namespace {
// The state that a signal handler may touch.
std::atomic<bool> signal_seen = false, timer_runs = true;
static_assert(std::atomic<bool>::is_always_lock_free);
timer_t timer;

extern "C" void on_signal(int signal) {
    signal_seen = true;
    constexpr itimerspec kPatience = {.it_interval = {}, .it_value = {.tv_sec = 0, .tv_nsec = 500'000'000}};
    if (signal != SIGUSR1 && !timer_runs.exchange(true)) ::timer_settime(timer, 0, &kPatience, nullptr);
}

extern "C" void on_timeout(int) {
    constexpr std::string_view kText = "decawatt: stopped; files that were not finished are removed\n";
    io::remove_unfinished_files();
    [[maybe_unused]] const ssize_t ignored = ::write(STDERR_FILENO, kText.data(), kText.size());
    ::_exit(kStopped);
}
}  // namespace

void catch_interrupts() {
    // SIGHUP: the terminal was closed; SIGXCPU: limit on processor time; SIGUSR1: warning of Slurm before the end of a
    // job.
    for (const int signal : {SIGINT, SIGTERM, SIGXCPU, SIGUSR1}) std::signal(signal, on_signal);
    if (std::signal(SIGHUP, on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);  // respects nohup
    std::signal(SIGXFSZ, SIG_IGN);  // exceeding a file size limit is then a failed write, with a message
}

void end_within_a_second() {
    std::signal(SIGALRM, on_timeout);
    if (::timer_create(CLOCK_MONOTONIC, nullptr, &timer) == 0) timer_runs = false;  // no event: SIGALRM
}

bool interrupted() {
    return signal_seen;
}

void end_on_sigterm() {
    std::signal(SIGTERM, SIG_DFL);
}

}  // namespace decawatt::cli
