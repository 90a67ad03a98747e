// The ageing of a study's stores in the terms of the engine of ageing.
#pragma once

#include "ageing/enclosure.hpp"
#include "ageing/linear_fade.hpp"
#include "assets/groups.hpp"

namespace decawatt::assets {

// The use that the linear fade of planning is fitted to where a study states none (assumptions; the plan's own use is
// in its battery health): a cycle of 80 % in five days of six, at a quarter of the capacity an hour, half full on the
// average, cells at the set point, over the life of the store, or so many years where nothing of it may be built.
inline constexpr double kReferenceCyclesPerDay = 2.0 / 3.0, kReferenceDepthFrac = 0.8, kReferenceCRatePerH = 0.25,
                        kReferenceSocFrac = 0.5;
inline constexpr int kReferenceYears = 15;

// Of a store that ages; std::logic_error else.
ageing::Chemistry chemistry_of(const model::StoreAgeing& ageing);
ageing::Enclosure enclosure_of(const model::StoreAgeing& ageing);

// State of charge of the cells at a share of the store's energy.
double cell_soc_frac(const model::StoreAgeing& ageing, double content_frac);

// Fractions of the store's energy lost per year and per full cycle of it: stated, or fitted to the detailed model.
ageing::LinearFade planned_fade(const model::Stores& stores, std::size_t store);

// Energy of a group that ages, installed for good at the start of a year. What was there before the horizon is taken at
// its stated energy at the horizon's start. Ends with the calendar year `last_year`, which may lie behind the horizon.
struct Vintage {
    int first_year, last_year;
    double mwh;
};
std::vector<Vintage> existing_vintages(const model::Study& study, const StoreGroups& groups, std::size_t group);

}  // namespace decawatt::assets
