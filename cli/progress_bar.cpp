#include "cli/progress_bar.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cli/interrupt.hpp"
#include "cli/terminal.hpp"
#include "cli/terminal_width.hpp"

namespace decawatt::cli {

namespace {
constexpr std::chrono::milliseconds kTerminalPause{100};
constexpr std::chrono::seconds kLogPause{10};
constexpr std::string_view kColour = "\033[36m", kNoColour = "\033[0m";

// A terminal that shows colours, unless its user has disabled them (https://no-color.org).
bool shows_colours(bool terminal) {
    const char *none = std::getenv("NO_COLOR"), *kind = std::getenv("TERM");
    return terminal && (none == nullptr || *none == '\0') && kind != nullptr && std::string_view(kind) != "dumb";
}
}  // namespace

ProgressBar::ProgressBar(bool quiet)
    : quiet_(quiet),
      terminal_(isatty(STDERR_FILENO) == 1),
      coloured_(shows_colours(terminal_)),
      last_(),
      phase_start_() {}

ProgressBar::~ProgressBar() {
    if (!quiet_ && terminal_ && !phase_.empty()) command_terminal(kClearLine);
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
        command_terminal(kClearLine);
        if (coloured_) command_terminal(kColour);
        print_error_text(cut_to(bar_line(line), terminal_width() - 1));
        if (coloured_) command_terminal(kNoColour);
    } else {
        print_error("{}\n", log_line(line));
    }
    std::fflush(stderr);
}

base::Progress ProgressBar::callback() {
    return
        [this](const std::string& phase, double done, const std::string& detail) { return show(phase, done, detail); };
}

}  // namespace decawatt::cli
