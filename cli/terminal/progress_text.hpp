// Text of the progress: elapsed and remaining time, one line of a bar or of a log.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace decawatt::cli {

// "8 s", "3 min 20 s", "1 h 05 min"; "less than a second" below one.
std::string duration_text(double seconds);

// Remaining time of a phase from its own recent rate: the share done over the time it took, of the last few reports in
// which it grew. Iterations of the solver gain more digits near the end than at the start, so that the mean since the
// start would be far off.
class RemainingTime {
  public:
    void add(double elapsed_s, double done);
    std::optional<double> seconds() const;  // none before there is a rate

  private:
    struct Report {
        double elapsed_s, done;
    };
    std::deque<Report> reports_;
};

struct ProgressLine {
    std::string phase;
    double done = 0.0;       // share of the phase
    double elapsed_s = 0.0;  // of the phase
    std::optional<double> remaining_s = {};
    std::string detail = {};
};

// "solving    45 %  12 s, about 15 s left  iteration 20, ...": what follows the name, or the bar on a terminal. Times
// appear from the third second on; a short phase has none.
std::string log_line(const ProgressLine& line);
std::string bar_line(const ProgressLine& line);

// At most `width` bytes of a text in UTF-8: a longer line would wrap, and only its last row would be cleared. Cut after
// the last whole part (parts end at ", " or two spaces), or else word, so that no number loses digits; a longer word is
// cut between characters.
std::string cut_to(std::string line, std::size_t width);

}  // namespace decawatt::cli
