// Correlation between sites by distance.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

double great_circle_km(double latitude_a_deg, double longitude_a_deg, double latitude_b_deg, double longitude_b_deg);

// Turns independent standard normals, one per site, into standard normals with correlation exp(-distance / length): the
// lower Cholesky factor of the correlation matrix. Site i depends on sites 0..i only, so that a site appended to the
// table changes no other.
class SiteCorrelation {
  public:
    SiteCorrelation(const model::Sites& sites, double length_km);

    // In place; one value per site.
    void apply(std::span<double> normals) const;

  private:
    std::size_t count_;
    std::vector<double> factor_;  // row i holds i + 1 entries
};

}  // namespace decawatt::profiles
