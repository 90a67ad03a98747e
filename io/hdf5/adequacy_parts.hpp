// The parts of an adequacy file, one function each. Inside io only; `write_adequacy` calls them.
#pragma once

#include <string>
#include <vector>

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/write_adequacy.hpp"

namespace decawatt::io {

struct AdequacySource {  // lives as long as the writing
    const AdequacyReport& report;
    const adequacy::SamplingSettings& settings;
    const adequacy::Sampling& state;
    const std::vector<EventSource>& all_events;
};

// Places of one kind: how their variables begin, their dimension (empty: the grid, one place without one), labels,
// and places in the tally.
struct PlaceKind {
    std::string prefix, dimension;
    std::vector<std::string> names;
    std::vector<std::size_t> places;
};
std::vector<PlaceKind> kinds_of(const AdequacyReport& report);  // the grid, regions, data centres if any
void put_places(Group& group, const AdequacyReport& report);    // coordinates of the kinds
Dimensions with_place(Dimensions dimensions, const PlaceKind& kind);

void put_metrics(Group&& group, const AdequacySource& source, bool by_year);
void put_loss_probability(Group&& group, const AdequacySource& source);
void put_distribution(Group&& group, const AdequacySource& source);
void put_convergence(Group&& group, const AdequacySource& source);
void put_worst_samples(Group&& group, const AdequacySource& source);
void put_weather_means(Group&& group, const AdequacySource& source);
void put_place_names(Group&& group, const AdequacyReport& report);  // what events count places by
void put_events(Group&& group, const AdequacySource& source, const base::Progress& progress);

}  // namespace decawatt::io
