#include "profiles/generator/site_correlation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
std::size_t row_start(std::size_t row) {
    return row * (row + 1) / 2;
}
}  // namespace

double great_circle_km(double latitude_a_deg, double longitude_a_deg, double latitude_b_deg, double longitude_b_deg) {
    constexpr double kEarthRadiusKm = 6371.0088, kRadPerDeg = std::numbers::pi / 180.0;  // mean radius, IUGG
    const double half_dlat = 0.5 * kRadPerDeg * (latitude_b_deg - latitude_a_deg);
    const double half_dlon = 0.5 * kRadPerDeg * (longitude_b_deg - longitude_a_deg);
    const double cosines = std::cos(kRadPerDeg * latitude_a_deg) * std::cos(kRadPerDeg * latitude_b_deg);
    const double haversine = std::pow(std::sin(half_dlat), 2) + cosines * std::pow(std::sin(half_dlon), 2);
    return 2.0 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, haversine)));
}

SiteCorrelation::SiteCorrelation(const model::Sites& sites, double length_km)
    : count_(sites.name.size()), factor_(row_start(count_)) {
    // A hair of independence keeps the matrix definite when two sites share a place.
    constexpr double kShared = 1.0 - 1e-6;
    for (std::size_t i = 0; i < count_; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            const double km = great_circle_km(sites.latitude_deg[i], sites.longitude_deg[i], sites.latitude_deg[j],
                                              sites.longitude_deg[j]);
            double rest = i == j ? 1.0 : kShared * std::exp(-km / length_km);
            for (std::size_t k = 0; k < j; ++k) rest -= factor_[row_start(i) + k] * factor_[row_start(j) + k];
            if (i == j) base::expects(rest > 0.0, "the correlation between sites is positive definite");
            factor_[row_start(i) + j] = i == j ? std::sqrt(rest) : rest / factor_[row_start(j) + j];
        }
}

void SiteCorrelation::apply(std::span<double> normals) const {
    base::expects(normals.size() == count_, "there is one number per site");
    for (std::size_t i = count_; i-- > 0;) {  // downwards: row i needs the numbers before it untouched
        double sum = 0.0;
        for (std::size_t k = 0; k <= i; ++k) sum += factor_[row_start(i) + k] * normals[k];
        normals[i] = sum;
    }
}

}  // namespace decawatt::profiles
