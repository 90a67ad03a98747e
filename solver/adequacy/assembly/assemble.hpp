// From a study, and a plan where there is one, to the system that Monte Carlo samples.
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
    std::vector<int> weather_years;  // of the library
    std::vector<std::string> notes;  // what a reader of the results should know
};

// The study's existing capacities, with what `plan` (or nobody: null) has built.
//
// Plants with an outage class fail unit by unit, what a plan has built of them machine by machine (`unit_mw`); what
// their profile of availability leaves beyond those outages is planned maintenance, so that the mean is the profile's.
// Others give what their profile says. Sun and wind follow the library. A store's content, limits and losses are the
// plan's; energy of one that fades is what the plan counts on. Lines carry what they can without losses and whatever
// their reactance; an interface is one line or all lines of a region in one sense. A data centre is a node of its own
// where its connection may bind.
//
// `weather` is asked where the study's weather comes from files. Throws base::InputError (another step than an hour; an
// interface of another kind; too many nodes; a build that the study has not), base::Interrupted.
Assembly assemble(const model::Study& study, const assets::ExpansionPlan* plan, const profiles::WeatherSource& weather,
                  const base::Progress& progress);

}  // namespace decawatt::adequacy
