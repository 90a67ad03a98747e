#include "model/fixed_series.hpp"

#include "base/error.hpp"

namespace decawatt::model {

const std::vector<double>* fixed_demand_mw(const Study& study, RegionIndex region) {
    for (const FixedSeries::Demand& series : study.fixed.demand)
        if (series.region == region) return &series.mw;
    return nullptr;
}

const std::vector<double>* fixed_available_frac(const Study& study, PlantIndex plant) {
    for (const FixedSeries::Availability& series : study.fixed.availability)
        if (series.plant == plant) return &series.frac;
    return nullptr;
}

const std::vector<double>* fixed_load_mw(const Study& study, DataCenterIndex data_center) {
    for (const FixedSeries::Load& series : study.fixed.load)
        if (series.data_center == data_center) return &series.mw;
    return nullptr;
}

const std::vector<double>* fixed_nonfirm_frac(const Study& study, DataCenterIndex data_center) {
    for (const FixedSeries::Nonfirm& series : study.fixed.nonfirm)
        if (series.data_center == data_center) return &series.frac;
    return nullptr;
}

std::int64_t hours_before(const Study& study, int year) {
    std::int64_t hours = 0;
    for (int before = study.horizon.first_year; before < year; ++before) hours += year_axis(study, before).count;
    return hours;
}

std::span<const double> hours_of_year(const Study& study, const std::vector<double>& series, int year) {
    const std::int64_t first = hours_before(study, year), count = year_axis(study, year).count;
    base::expects(first + count <= static_cast<std::int64_t>(series.size()), "a fixed series has the horizon's hours");
    return std::span(series).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
}

double mean_over_horizon(const Study& study, const std::vector<double>& series) {
    if (series.empty()) return 0.0;
    const base::TimeAxis axis = year_axis(study, study.horizon.first_year);  // stated lengths are those of every year
    const std::size_t steps = axis.is_regular() ? series.size() : axis.lengths.count();
    double sum = 0.0;
    for (std::size_t t = 0; t < series.size(); ++t) sum += axis.step_weight(t % steps) * series[t];
    return sum / static_cast<double>(series.size());
}

}  // namespace decawatt::model
