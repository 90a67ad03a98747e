// Interpolation of monthly statistics by a continuous curve that keeps the monthly means.
#pragma once

#include "model/study.hpp"

namespace decawatt::profiles {

// Piecewise linear through nodes at mid-month, cyclic over the year. The nodes are chosen so that the mean of the line
// over every month equals the given value (a 12 x 12 system, 3/4 on the diagonal): steps between months vanish, and
// monthly means are kept.
class MonthCurve {
  public:
    // `month_mean` in any unit; `year` determines the length of February.
    MonthCurve(const model::Months& month_mean, int year);

    // Value at `day` days (with fraction) after the start of 1 January, 0 <= day <= days of the year.
    double at(double day) const;

    double lowest() const;  // the lowest value of the line, at a node

    // Variance of the line over the days of month `month` (0..11): the contribution of the season to the variance of a
    // month's values.
    double variance_within(std::size_t month) const;

  private:
    model::Months length_d_{}, centre_d_{}, node_{};
    double year_d_ = 0.0;
};

}  // namespace decawatt::profiles
