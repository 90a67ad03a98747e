#include "adequacy/simulation/surplus_window.hpp"

namespace decawatt::adequacy {

using base::at;

SurplusWindow::SurplusWindow(const System& system, const OutageTables& tables)
    : centers_(&system.centers),
      library_(&tables.library()),
      units_(unit_entities(system), system.region.size(), kHours, tables),
      rows_(variable_rows(system)),
      variables_(variable_entities(system, rows_), rows_.size(), kHours, tables),
      surplus_mw_(system.region.size() * kStride) {}

void SurplusWindow::start(std::uint32_t seed, const Future& future) {
    units_.start(seed, future);
    variables_.start(seed, future);
}

void SurplusWindow::fill(const Future& future, const YearHours& hours) {
    const std::int64_t begin = library_->first_hour(hours.year) + hours.first;
    units_.window(begin, hours.count);
    variables_.window(begin, hours.count);
    add_units_and_load(future, hours);
    subtract_centers(future, hours);
    add_weather(future, hours);
}

void SurplusWindow::add_units_and_load(const Future& future, const YearHours& hours) {
    const WeatherIndex weather = future.weather[hours.year];
    const std::size_t nodes = surplus_mw_.size() / kStride;
    const double factor = future.load_factor[hours.year];
    for (std::size_t r = 0; r < nodes; ++r) {
        const float* load = library_->load_mw(weather, hours.year, NodeIndex{r}).data() + hours.first;
        double* surplus = surplus_mw_.data() + r * kStride;
        if (units_.is_constant(r)) {
            const double level = units_.level_mw(r);
            for (std::size_t t = 0; t < hours.count; ++t) surplus[t] = level - factor * static_cast<double>(load[t]);
        } else {
            const double* levels = units_.levels_mw(r).data();
            for (std::size_t t = 0; t < hours.count; ++t)
                surplus[t] = levels[t] - factor * static_cast<double>(load[t]);
        }
    }
}

void SurplusWindow::subtract_centers(const Future& future, const YearHours& hours) {
    const WeatherIndex weather = future.weather[hours.year];
    const double factor = future.center_factor[hours.year];
    for (std::size_t d = 0; d < centers_->count(); ++d) {
        const float* load = library_->center_mw(weather, hours.year, CenterIndex{d}).data() + hours.first;
        double* surplus = surplus_mw_.data() + at(centers_->region[d]) * kStride;
        for (std::size_t t = 0; t < hours.count; ++t) surplus[t] -= factor * static_cast<double>(load[t]);
    }
}

void SurplusWindow::add_weather(const Future& future, const YearHours& hours) {
    const std::int64_t leap_hour = library_->leap_hour(hours.year, hours.first);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const float* frac = library_->output_frac(future.weather[hours.year], rows_[row].resource).data() + leap_hour;
        double* surplus = surplus_mw_.data() + at(rows_[row].region) * kStride;
        if (variables_.is_constant(row)) {
            const double level = variables_.level_mw(row);
            if (level == 0.0) continue;
            for (std::size_t t = 0; t < hours.count; ++t) surplus[t] += level * static_cast<double>(frac[t]);
        } else {
            const double* levels = variables_.levels_mw(row).data();
            for (std::size_t t = 0; t < hours.count; ++t) surplus[t] += levels[t] * static_cast<double>(frac[t]);
        }
    }
}

}  // namespace decawatt::adequacy
