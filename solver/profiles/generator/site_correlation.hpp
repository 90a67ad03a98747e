// Correlation between sites by distance.
#pragma once

#include <cstddef>
#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

double great_circle_km(double latitude_a_deg, double longitude_a_deg, double latitude_b_deg, double longitude_b_deg);

// Places on a plane, in km: the sinusoidal map about the meridian of the first site (north is exact, east is exact
// along each parallel). Distances within a country are accurate to 1 %; in a plane every correlation of model::Reach is
// positive definite.
struct SitePlane {
    std::vector<double> east_km, north_km;
    explicit SitePlane(const model::Sites& sites);

    double correlation(const model::Reach& reach, std::size_t a, std::size_t b) const;
};

// Transforms independent standard normals, one series per site, to standard normals with the correlations of a reach,
// by the lower Cholesky factor of the correlation matrix. Site i depends on sites 0..i only, so that a site appended to
// the table does not change the others.
class SiteCorrelation {
  public:
    SiteCorrelation(const SitePlane& plane, const model::Reach& reach);

    // `values` has one column of `length` per site; transformed in place, row by row.
    void apply(std::vector<double>& values, std::size_t length) const;

  private:
    std::size_t count_;
    std::vector<double> factor_;  // row i has i + 1 entries
};

}  // namespace decawatt::profiles
