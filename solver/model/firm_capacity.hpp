// Rules of on-site generation: firm capacity of a campus or of a region, and limits of a fuel's supply.
#pragma once

#include <cstdint>
#include <vector>

#include "base/index.hpp"
#include "model/connection_terms.hpp"

namespace decawatt::model {

enum class RegionIndex : std::int32_t;
enum class DataCenterIndex : std::int32_t;
enum class FuelIndex : std::int32_t;

// A campus, by its data centre, or a region with all its data centres. One of them is none.
struct Place {
    DataCenterIndex data_center = base::none<DataCenterIndex>;
    RegionIndex region = base::none<RegionIndex>;
    bool operator==(const Place&) const = default;
};

// Credited capacity is at least (1 + margin) × the year's peak load, and beyond it `spare_units` of the largest unit.
// Holds from its year on, until the next rule of the same place.
struct FirmCapacity {
    Place place = {};
    int first_year = 0;
    double margin_frac = 0.0;
    int spare_units = 0;
    double connection_credit_frac = 1.0;  // of the firm part of a campus's connection
    bool connection_is_unit = false;      // whether the connection may be the largest unit that fails
    bool operator==(const FirmCapacity&) const = default;
};

// Heat of a fuel that arrives in an hour at a campus, or in a region.
struct FuelLimit {
    Place place = {};
    FuelIndex fuel = base::none<FuelIndex>;
    double limit_mw_thermal = kNoLimit;
    bool operator==(const FuelLimit&) const = default;
};

}  // namespace decawatt::model
