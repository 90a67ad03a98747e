// The axes of a sweep and the cases that they span. Inside io only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/study/faults.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::io {

inline constexpr const char *kVariantAxis = "variant", *kWeatherAxis = "weather_years";

struct AxisOption {
    std::string value;                   // in words; unique in its axis
    std::vector<Override> sets = {};     // what it changes
    std::optional<std::string> variant;  // of the variant axis alone
    int line = 0;
};

struct SweepAxis {
    std::string name;
    int line = 0;
    std::vector<AxisOption> options;
};

// Every combination of the options, the last axis fastest, named after the values. Faults: two axes that set the same
// thing, more cases or longer names than there may be.
std::vector<SweepCase> span_cases(const std::vector<SweepAxis>& axes, const SweepCase& shared, const std::string& file,
                                  Faults& faults);

// An empty text is told as `none`: an empty choice is that of a case which leaves the study as it is.
SweepChoice choice(const std::string& axis, const std::string& value);

// Of weather years: "4", "1-2-5", "1to10".
std::string weather_words(const std::vector<int>& years);

// Letters, digits, points, dashes and underscores, the first no point or dash.
bool is_safe_name(const std::string& name);

}  // namespace decawatt::io
