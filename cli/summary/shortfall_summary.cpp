#include "cli/summary/shortfall_summary.hpp"
#include "cli/terminal/terminal.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace decawatt::cli {

using nlohmann::json;

namespace {

const char* unit(const planning::Shortfall& s) {
    return s.kind == planning::TargetKind::emission ? "t" : "MWh";
}

std::string of_whom(const model::Study& study, const planning::Shortfall& s) {
    if (s.kind == planning::TargetKind::emission) return "";
    return " of " + (s.kind == planning::TargetKind::curtailment ? study.data_centers.name[s.data_center]
                                                                 : study.contracts.name[s.contract]);
}

std::string share_text(const planning::Shortfall& s) {
    if (s.kind == planning::TargetKind::emission) return "";
    return fmt::format(", {:.4f} of {}", s.missed_frac,
                       s.kind == planning::TargetKind::curtailment ? "its hours" : "the load");
}

}  // namespace

json shortfalls_json(const model::Study& study, const std::vector<planning::Shortfall>& shortfalls,
                     const std::vector<planning::Shortfall>& perfect) {
    json all = json::array();
    for (std::size_t i = 0; i < shortfalls.size(); ++i) {
        const planning::Shortfall& s = shortfalls[i];
        const bool windowed = !perfect.empty();
        const double known_whole = windowed ? perfect[i].amount : 0.0;
        if (s.amount <= 0.0 && known_whole <= 0.0) continue;
        json one = {{"target", text(s.kind)},
                    {"year", s.year},
                    {"unit", unit(s)},
                    {"amount", s.amount},
                    {"share", s.missed_frac}};
        if (s.kind == planning::TargetKind::curtailment)
            one["data_center"] = study.data_centers.name[s.data_center];
        else if (s.kind != planning::TargetKind::emission)
            one["contract"] = study.contracts.name[s.contract];
        if (s.weather_year != planning::kMeanOfWeather) one["weather_year"] = s.weather_year;
        if (windowed) one["less_perfect_foresight"] = s.amount - known_whole;
        all.push_back(std::move(one));
    }
    return all;
}

void print_missed(const model::Study& study, const std::vector<planning::Shortfall>& shortfalls,
                  const std::vector<planning::Shortfall>& perfect) {
    for (std::size_t i = 0; i < shortfalls.size(); ++i) {
        const planning::Shortfall& s = shortfalls[i];
        if (s.amount <= 0.0) continue;
        print_out("missed: {}{} {}{}: {:.4g} {}{}", text(s.kind), of_whom(study, s), s.year,
                  s.weather_year == planning::kMeanOfWeather ? ", mean of the weather years"
                                                             : fmt::format(", weather {}", s.weather_year),
                  s.amount, unit(s), share_text(s));
        if (!perfect.empty()) print_out("; with perfect foresight {:.4g} {}", perfect[i].amount, unit(s));
        print_out("\n");
    }
}

}  // namespace decawatt::cli
