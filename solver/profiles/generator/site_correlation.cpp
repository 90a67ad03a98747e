#include "profiles/generator/site_correlation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kEarthRadiusKm = 6371.0088;  // mean radius, IUGG

std::size_t row_start(std::size_t row) {
    return row * (row + 1) / 2;
}
}  // namespace

double great_circle_km(double latitude_a_deg, double longitude_a_deg, double latitude_b_deg, double longitude_b_deg) {
    constexpr double kRadPerDeg = std::numbers::pi / 180.0;
    const double half_dlat = 0.5 * kRadPerDeg * (latitude_b_deg - latitude_a_deg);
    const double half_dlon = 0.5 * kRadPerDeg * (longitude_b_deg - longitude_a_deg);
    const double cosines = std::cos(kRadPerDeg * latitude_a_deg) * std::cos(kRadPerDeg * latitude_b_deg);
    const double haversine = std::pow(std::sin(half_dlat), 2) + cosines * std::pow(std::sin(half_dlon), 2);
    return 2.0 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, haversine)));
}

SitePlane::SitePlane(const model::Sites& sites) {
    constexpr double kRadPerDeg = std::numbers::pi / 180.0, kWholeTurnDeg = 360.0;
    for (std::size_t s = 0; s < sites.name.size(); ++s) {
        const double turn = std::remainder(sites.longitude_deg[s] - sites.longitude_deg[0], kWholeTurnDeg);
        const double parallel = std::cos(sites.latitude_deg[s] * kRadPerDeg);
        east_km.push_back(kEarthRadiusKm * turn * kRadPerDeg * parallel);
        north_km.push_back(kEarthRadiusKm * (sites.latitude_deg[s] - sites.latitude_deg[0]) * kRadPerDeg);
    }
}

double SitePlane::correlation(const model::Reach& reach, std::size_t a, std::size_t b) const {
    const double km = std::hypot(reach.east_west_stretch * (east_km[a] - east_km[b]), north_km[a] - north_km[b]);
    return std::exp(-std::pow(km / reach.length_km, reach.exponent));
}

SiteCorrelation::SiteCorrelation(const SitePlane& plane, const model::Reach& reach)
    : count_(plane.east_km.size()), factor_(row_start(count_)) {
    // A small independent part keeps the matrix positive definite if two sites coincide, or nearly coincide with a
    // smooth correlation.
    constexpr double kShared = 1.0 - 1e-6;
    for (std::size_t i = 0; i < count_; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = i == j ? 1.0 : kShared * plane.correlation(reach, i, j);
            for (std::size_t k = 0; k < j; ++k) rest -= factor_[row_start(i) + k] * factor_[row_start(j) + k];
            if (i == j) base::expects(rest > 0.0, "the correlation between sites is positive definite");
            factor_[row_start(i) + j] = i == j ? std::sqrt(rest) : rest / factor_[row_start(j) + j];
        }
}

void SiteCorrelation::apply(std::vector<double>& values, std::size_t length) const {
    base::expects(values.size() == count_ * length, "there is one column per site");
    // Blocks of time that fit in the cache for all sites: the work grows with the square of the number of sites.
    constexpr std::size_t kStretch = 128;
    for (std::size_t begin = 0; begin < length; begin += kStretch) {
        const std::size_t end = std::min(length, begin + kStretch);
        for (std::size_t i = count_;
             i-- > 0;) {  // in descending order: row i needs the original values of earlier sites
            double* const own = values.data() + i * length;
            const double* const shares = factor_.data() + row_start(i);
            for (std::size_t t = begin; t < end; ++t) own[t] *= shares[i];
            for (std::size_t k = 0; k < i; ++k) {
                const double* const other = values.data() + k * length;
                for (std::size_t t = begin; t < end; ++t) own[t] += shares[k] * other[t];
            }
        }
    }
}

}  // namespace decawatt::profiles
