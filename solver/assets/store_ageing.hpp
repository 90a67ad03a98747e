// Converts the ageing data of a study's stores to those of solver/ageing.
#pragma once

#include "ageing/enclosure.hpp"
#include "ageing/linear_fade.hpp"
#include "assets/groups.hpp"

namespace decawatt::assets {

// Reference use to which the linear fade of planning is fitted if a study states no fade (assumptions; the use in a
// plan is reported as its battery health): a cycle of 80 % depth on five days of six, at 0.25 C, half full on average,
// cells at the set point, over the lifetime of the store, or over kReferenceYears without an expansion option.
inline constexpr double kReferenceCyclesPerDay = 2.0 / 3.0, kReferenceDepthFrac = 0.8, kReferenceCRatePerH = 0.25,
                        kReferenceSocFrac = 0.5;
inline constexpr int kReferenceYears = 15;

// Throws std::logic_error if the store does not age.
ageing::Chemistry chemistry_of(const model::StoreAgeing& ageing);
ageing::Enclosure enclosure_of(const model::StoreAgeing& ageing);

// State of charge of the cells at a content given as a fraction of the store's energy.
double cell_soc_frac(const model::StoreAgeing& ageing, double content_frac);

// Fractions of the store's energy lost per year and per full cycle of it: stated, or fitted to the detailed model.
ageing::LinearFade planned_fade(const model::Stores& stores, std::size_t store);

// Energy of an ageing group that is installed at the start of a year. Energy from before the horizon has its stated
// amount at the start of the horizon. It is retired after the calendar year `last_year`, which may be after the
// horizon.
struct Vintage {
    int first_year, last_year;
    double mwh;
};
std::vector<Vintage> existing_vintages(const model::Study& study, const StoreGroups& groups, std::size_t group);

}  // namespace decawatt::assets
