#include "cli/terminal/progress_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace decawatt::cli {

namespace {
constexpr int kBarWidth = 30;
constexpr std::size_t kReports = 12;  // of the rate: a dozen iterations, or the last seconds of another phase
constexpr double kShortPhase_s = 3.0;
constexpr double kMinute_s = 60.0, kHour_s = 3600.0;

std::string times(const ProgressLine& line) {
    if (line.elapsed_s < kShortPhase_s) return {};
    const std::string left =
        line.remaining_s ? fmt::format(", about {} left", duration_text(*line.remaining_s)) : std::string{};
    return fmt::format("{}{}  ", duration_text(line.elapsed_s), left);
}

int percent(double done) {
    return static_cast<int>(std::lround(100.0 * std::clamp(done, 0.0, 1.0)));
}
}  // namespace

std::string duration_text(double seconds) {
    if (seconds < 1.0) return "less than a second";
    const double whole = std::round(seconds);
    if (whole < kMinute_s) return fmt::format("{:.0f} s", whole);
    if (whole < kHour_s)
        return fmt::format("{:.0f} min {:02.0f} s", std::floor(whole / kMinute_s), std::fmod(whole, kMinute_s));
    const double minutes = std::round(whole / kMinute_s);
    return fmt::format("{:.0f} h {:02.0f} min", std::floor(minutes / 60.0), std::fmod(minutes, 60.0));
}

void RemainingTime::add(double elapsed_s, double done) {
    const double share = std::clamp(done, 0.0, 1.0);
    if (!reports_.empty() && (share <= reports_.back().done || elapsed_s <= reports_.back().elapsed_s)) return;
    reports_.push_back({elapsed_s, share});
    if (reports_.size() > kReports) reports_.pop_front();
}

std::optional<double> RemainingTime::seconds() const {
    if (reports_.size() < 3) return std::nullopt;
    const Report &first = reports_.front(), &last = reports_.back();
    return (1.0 - last.done) * (last.elapsed_s - first.elapsed_s) / (last.done - first.done);
}

std::string log_line(const ProgressLine& line) {
    return fmt::format("{:<9} {:3} %  {}{}", line.phase, percent(line.done), times(line), line.detail);
}

std::string bar_line(const ProgressLine& line) {
    const int filled = static_cast<int>(std::clamp(line.done, 0.0, 1.0) * kBarWidth);
    return fmt::format("{:<9} [{:=<{}}{:<{}}] {:3} %  {}{}", line.phase, "", filled, "", kBarWidth - filled,
                       percent(line.done), times(line), line.detail);
}

std::string cut_to(std::string line, std::size_t width) {
    if (line.size() <= width) return line;
    for (const char* end : {", ", "  ", " "}) {
        const std::size_t found = line.rfind(end, width);
        if (found == std::string::npos || found == 0) continue;
        line.resize(found);
        return line;
    }
    const auto continues = [&](std::size_t at) { return (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U; };
    while (width > 0 && continues(width)) --width;
    line.resize(width);
    return line;
}

}  // namespace decawatt::cli
