#include "cli/terminal/sweep_progress.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/terminal/interrupt.hpp"
#include "cli/terminal/progress_text.hpp"
#include "cli/terminal/terminal.hpp"
#include "cli/terminal/terminal_width.hpp"

namespace decawatt::cli {

namespace {
constexpr std::chrono::milliseconds kPause{100};
}  // namespace

SweepProgress::SweepProgress(bool quiet) : quiet_(quiet), terminal_(rewrites_lines()), last_() {}

SweepProgress::~SweepProgress() {
    erase_line();
}

app::SweepCallbacks SweepProgress::callbacks() {
    return {.stop = interrupted,
            .begin = [this](std::size_t cases) { cases_ = cases; },
            .progress =
                [this](const std::string& name, const std::string& phase, double done) {
                    show(name, phase, done);
                    return !interrupted();
                },
            .finished = [this](const app::CaseOutcome& outcome) { finished(outcome); }};
}

void SweepProgress::show(const std::string& name, const std::string& phase, double done) {
    if (quiet_ || !terminal_) return;
    at_work_[name] = fmt::format("{} {:.0f} %", phase, 100.0 * std::clamp(done, 0.0, 1.0));
    if (const auto now = std::chrono::steady_clock::now(); now - last_ > kPause) {
        last_ = now;
        draw();
    }
}

void SweepProgress::draw() {
    std::string line = fmt::format("{} of {}", finished_, cases_);
    for (const auto& [name, state] : at_work_) line += fmt::format(" | {} {}", name, state);
    show_line(cut_to(line, terminal_width() - 1), false);
}

void SweepProgress::finished(const app::CaseOutcome& outcome) {
    ++finished_;
    at_work_.erase(outcome.name);
    if (quiet_) return;
    print_error("{} of {}: {}: {}, {} iterations, {:.1f} s\n", finished_, cases_, outcome.name, outcome.status,
                outcome.iterations, outcome.seconds);
    if (terminal_) draw();
}

}  // namespace decawatt::cli
