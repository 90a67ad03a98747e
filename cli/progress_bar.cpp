#include "cli/progress_bar.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "cli/interrupt.hpp"
#include "cli/terminal.hpp"

namespace decawatt::cli {

namespace {
constexpr int kWidth = 30;
constexpr std::chrono::milliseconds kTerminalPause{100};
constexpr std::chrono::seconds kLogPause{10};
}  // namespace

ProgressBar::ProgressBar(bool quiet) : quiet_(quiet), terminal_(isatty(STDERR_FILENO) == 1), last_() {}

ProgressBar::~ProgressBar() {
    if (!quiet_ && terminal_ && !phase_.empty()) command_terminal(kClearLine);
}

bool ProgressBar::show(const std::string& phase, double done, const std::string& detail) {
    const auto now = std::chrono::steady_clock::now();
    const bool due = phase != phase_ || now - last_ > (terminal_ ? std::chrono::milliseconds(kTerminalPause)
                                                                 : std::chrono::milliseconds(kLogPause));
    if (!quiet_ && due) {
        last_ = now;
        phase_ = phase;
        const double share = std::clamp(done, 0.0, 1.0);
        if (terminal_) {
            const int filled = static_cast<int>(share * kWidth);
            command_terminal(kClearLine);
            print_error("{:<9} [{:=<{}}{:<{}}] {:3.0f} %  {}", phase, "", filled, "", kWidth - filled, 100.0 * share,
                        detail);
        } else {
            print_error("{:<9} {:3.0f} %  {}\n", phase, 100.0 * share, detail);
        }
        std::fflush(stderr);
    }
    return !interrupted();
}

base::Progress ProgressBar::callback() {
    return
        [this](const std::string& phase, double done, const std::string& detail) { return show(phase, done, detail); };
}

}  // namespace decawatt::cli
