// Amounts that a project states for its operating years.
#pragma once

#include <vector>

namespace decawatt::finance {

// One value: it holds in year 1 and grows by `escalation_frac` on top of inflation each year. Several: one for each
// year from year 1 on as stated (nominal), and zero after the last.
struct Schedule {
    std::vector<double> value = {0.0};
    double escalation_frac = 0.0;
};

// Values of the years 1 to `years`, with 0 at year 0. One value grows by inflation + escalation, which are added as in
// SAM, not compounded.
std::vector<double> by_year(const Schedule& schedule, int years, double inflation_frac);

// One value for every year from 1 on, or the stated ones and zero after the last; 0 at year 0.
std::vector<double> by_year(const std::vector<double>& values, int years);

// Output over that of year 1: 1, 1-d, (1-d)^2 for one rate of loss; 1 - d_t for several.
std::vector<double> remaining_output(const std::vector<double>& loss_frac, int years);

}  // namespace decawatt::finance
