// Converts a study, with or without a plan, into the system that the Monte Carlo simulation samples.
#pragma once

#include <string>
#include <vector>

#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/future.hpp"
#include "assets/capacity.hpp"
#include "base/progress.hpp"
#include "model/study.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::adequacy {

struct Assembly {
    System system;
    WeatherLibrary library;
    UncertaintySettings uncertainty;
    std::vector<int> weather_years;  // number of each weather year of the library
    std::vector<std::string> notes;  // printed with the results
};

// The study's existing capacities and the capacity additions of `plan` (null: none).
//
// Plants with an outage class fail unit by unit, and additions of the plan machine by machine (`unit_mw`).
// Unavailability in their profile beyond those outages is modelled as planned maintenance, so that mean availability
// equals the profile. Other plants have the availability of their profile. Solar and wind output is taken from the
// library. Content, limits and losses of stores are those of planning; the energy of a store that fades is the usable
// energy of the plan. Lines carry flows up to their limits, without losses and without regard to reactance. An
// interface must be a single line, or all lines of one region in the same direction. A data centre is a node of its own
// where its connection may bind.
//
// `weather` is read where the study's weather comes from files. Throws base::InputError (time step other than one hour;
// an interface of another kind; too many nodes; an addition of an asset that the study does not list),
// base::Interrupted.
Assembly assemble(const model::Study& study, const assets::ExpansionPlan* plan, const profiles::WeatherSource& weather,
                  const base::Progress& progress);

}  // namespace decawatt::adequacy
