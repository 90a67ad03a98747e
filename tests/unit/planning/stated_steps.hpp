// Studies in steps of stated lengths, and the same in hours.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "random_study.hpp"
#include "small_study.hpp"

namespace decawatt::tests::stated_steps {

using Lengths = std::vector<std::int64_t>;  // in hours

inline Lengths draw_lengths(Draws& draws, std::size_t count) {
    Lengths hours;
    for (std::size_t t = 0; t < count; ++t) hours.push_back(static_cast<std::int64_t>(draws.between(1.0, 5.999)));
    return hours;
}

// Lets the values of a study be those of steps of these lengths.
inline void state(const Lengths& hours, model::Study& study) {
    Lengths seconds = hours;
    for (std::int64_t& length : seconds) length *= base::kSecondsPerHour;
    study.horizon.lengths = base::StepLengths(seconds);
    study.horizon.hours_per_year = static_cast<int>(std::accumulate(hours.begin(), hours.end(), std::int64_t{0}));
}

// Every value in each hour of its step; of as many years as there are values.
inline std::vector<double> held(std::span<const double> values, const Lengths& hours) {
    std::vector<double> all;
    for (std::size_t t = 0; t < values.size(); ++t)
        all.insert(all.end(), static_cast<std::size_t>(hours[t % hours.size()]), values[t]);
    return all;
}

// A study in hours, with what each step of another holds in all of its hours.
struct Hourly {
    model::Study study;
    profiles::Profiles profiles;
};

inline Hourly in_hours(const SmallStudy& small, const Lengths& hours) {
    Hourly fine{small.study, small.profiles()};
    fine.study.horizon.lengths = {};
    for (auto* prices : {&fine.study.markets.buy_price_per_mwh, &fine.study.markets.sell_price_per_mwh})
        for (std::vector<double>& of_market : *prices) of_market = held(of_market, hours);
    for (model::FixedSeries::Nonfirm& nonfirm : fine.study.fixed.nonfirm) nonfirm.frac = held(nonfirm.frac, hours);
    for (profiles::YearProfiles& year : fine.profiles.years) {
        year.axis = model::year_axis(fine.study, year.year);
        for (base::Series* series :
             {&year.region_demand_mw, &year.data_center_mw, &year.data_center_it_mw, &year.resource_frac}) {
            base::Series all(static_cast<std::size_t>(year.axis.count), series->entities());
            for (std::size_t e = 0; e < series->entities(); ++e)
                std::ranges::copy(held(series->of(e), hours), all.of(e).begin());
            *series = std::move(all);
        }
    }
    return fine;
}

}  // namespace decawatt::tests::stated_steps
