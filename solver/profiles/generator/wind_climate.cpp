#include "profiles/generator/wind_climate.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "profiles/generator/day_curve.hpp"
#include "profiles/weather/distributions.hpp"
#include "profiles/weather/month_curve.hpp"

namespace decawatt::profiles {

using model::Months;

WindClimate wind_climate(const StatedWind& stated, const std::string& site, int year) {
    constexpr double kLeastCv = 0.1;
    const MonthCurve line(stated.mean_m_per_s, year);
    if (!(line.lowest() > 0.0))
        throw base::InputError(
            {{"climate.csv", stated.field, 0, fmt::format("months too different from their neighbours (site {})", site),
              "a mean that a line through mid-months can follow without touching zero"}});
    const auto start = month_starts(year);
    std::vector<double> mean, weight;
    for (std::size_t d = 0; d < start.back(); ++d) {
        mean.push_back(line.at(static_cast<double>(d) + 0.5));
        weight.push_back(mean.back() * mean.back());
    }
    Months cv_square{};
    for (std::size_t m = 0; m < cv_square.size(); ++m) {
        double square = 0.0;
        for (std::size_t d = start[m]; d < start[m + 1]; ++d) square += weight[d];
        square *= (1.0 + stated.year_sd_frac * stated.year_sd_frac) * (1.0 + 0.5 * stated.cycle * stated.cycle) /
                  static_cast<double>(start[m + 1] - start[m]);
        const double wanted = std::pow(stated.mean_m_per_s[m], 2) + std::pow(stated.sd_m_per_s[m], 2);
        cv_square[m] = std::clamp(wanted / square - 1.0, kLeastCv * kLeastCv, stated.most_cv * stated.most_cv);
    }
    WindClimate climate{.scale_m_per_s = std::move(mean), .inverse_shape = {}, .cycle = stated.cycle};
    double last = 0.0, inverse = 0.0, gamma = 1.0;
    for (const double square : month_plateaus(cv_square, year, weight, kLeastCv * kLeastCv)) {
        if (square != last) inverse = 1.0 / weibull_shape(std::sqrt(square)), gamma = std::tgamma(1.0 + inverse);
        climate.scale_m_per_s[climate.inverse_shape.size()] /= gamma;
        climate.inverse_shape.push_back(inverse);
        last = square;
    }
    return climate;
}

WindClimate wind_climate_10m(const model::Sites& sites, std::size_t site, double year_sd_frac, int year) {
    constexpr double kMostCv = 2.0;
    return wind_climate({sites.wind_10m_mean_m_per_s[site], sites.wind_10m_sd_m_per_s[site], kWindCycle10m, kMostCv,
                         year_sd_frac, "wind_10m_mean_m_per_s"},
                        sites.name[site], year);
}

WindClimate wind_climate_100m(const model::Sites& sites, std::size_t site, double year_sd_frac, int year) {
    constexpr double kMostCv = 0.6399;  // shape 1.6: sqrt(Gamma(2.25) / Gamma(1.625)^2 - 1)
    Months sd = sites.wind_100m_mean_m_per_s[site];
    for (std::size_t m = 0; m < sd.size(); ++m)
        sd[m] *= sites.wind_10m_sd_m_per_s[site][m] / sites.wind_10m_mean_m_per_s[site][m];
    return wind_climate(
        {sites.wind_100m_mean_m_per_s[site], sd, kWindCycle100m, kMostCv, year_sd_frac, "wind_100m_mean_m_per_s"},
        sites.name[site], year);
}

}  // namespace decawatt::profiles
