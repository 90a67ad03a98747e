#include "cli/terminal/progress_bar.hpp"

#include <cstdio>
#include <cstdlib>

#include "cli/terminal/interrupt.hpp"
#include "cli/terminal/terminal.hpp"
#include "cli/terminal/terminal_width.hpp"

namespace decawatt::cli {

namespace {
constexpr std::chrono::milliseconds kTerminalPause{100};
constexpr std::chrono::seconds kLogPause{10};

// Users disable colours by a variable (https://no-color.org).
bool colours_allowed() {
    const char* none = std::getenv("NO_COLOR");
    return none == nullptr || *none == '\0';
}
}  // namespace

ProgressBar::ProgressBar(bool quiet)
    : quiet_(quiet), terminal_(rewrites_lines()), coloured_(terminal_ && colours_allowed()), last_(), phase_start_() {}

ProgressBar::~ProgressBar() {
    erase_line();
}

bool ProgressBar::show(const std::string& phase, double done, const std::string& detail) {
    if (quiet_) return !interrupted();
    const auto now = std::chrono::steady_clock::now();
    const bool new_phase = phase != phase_;
    if (new_phase) {
        phase_ = phase;
        phase_start_ = now;
        remaining_ = {};
    }
    const double elapsed_s = std::chrono::duration<double>(now - phase_start_).count();
    remaining_.add(elapsed_s, done);
    if (new_phase || now - last_ > (terminal_ ? kTerminalPause : std::chrono::milliseconds(kLogPause))) {
        last_ = now;
        print({.phase = phase,
               .done = done,
               .elapsed_s = elapsed_s,
               .remaining_s = remaining_.seconds(),
               .detail = detail});
    }
    return !interrupted();
}

void ProgressBar::print(const ProgressLine& line) const {
    if (terminal_) {
        show_line(cut_to(bar_line(line), terminal_width() - 1), coloured_);
    } else {
        print_error("{}\n", log_line(line));
        std::fflush(stderr);
    }
}

base::Progress ProgressBar::callback() {
    return
        [this](const std::string& phase, double done, const std::string& detail) { return show(phase, done, detail); };
}

}  // namespace decawatt::cli
