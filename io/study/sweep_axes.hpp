// The axes of a sweep and the cases that they span. Internal to io.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/study/faults.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::io {

inline constexpr const char *kVariantAxis = "variant", *kWeatherAxis = "weather_years";

struct AxisOption {
    std::string value;                   // as text; unique within its axis
    std::vector<Override> sets = {};     // changes made by the choice
    std::optional<std::string> variant;  // only for the variant axis
    int line = 0;
};

struct SweepAxis {
    std::string name;
    int line = 0;
    std::vector<AxisOption> options;
};

// Every combination of the options, the last axis fastest, named after the values. Faults: two axes that set the same
// value, too many cases, too long names.
std::vector<SweepCase> span_cases(const std::vector<SweepAxis>& axes, const SweepCase& shared, const std::string& file,
                                  Faults& faults);

// The case from which each starts: the last one before it in the list that differs in its choice on `axis` alone. The
// first of each such series has none. The starting points thus depend only on the list, not on the order in which cases
// are solved.
void set_starts(const std::string& axis, std::vector<SweepCase>& cases);

// An empty text is shown as `none`, because an empty choice denotes a case that does not change the study.
SweepChoice choice(const std::string& axis, const std::string& value);

// Text for weather years: "4", "1-2-5", "1to10".
std::string weather_options(const std::vector<int>& years);

// Letters, digits, points, dashes and underscores, not beginning with a point or dash.
bool is_safe_name(const std::string& name);

}  // namespace decawatt::io
