// The parts of a result file, one function each. Inside io only; `write_results` calls them in the order of the file.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/write_results.hpp"

namespace decawatt::io {

// What a result is made from; lives as long as the writing.
struct ResultSource {
    const model::Study& study;
    const planning::Plan& plan;
    const Provenance& provenance;
};

void put_global_attributes(Group& root, const ResultSource& source);
void put_entity_coordinates(Group& group, const ResultSource& source);  // names only: every group has its own
void put_year_coordinate(Group& group, const planning::Plan& plan);
void put_entity_tables(Group& root, const ResultSource& source);  // regions, technologies, contracts, efficiencies, ...
void put_series(Group& root, const ResultSource& source, const base::Progress& progress);
void put_capacity(Group&& group, const ResultSource& source);
void put_summary(Group&& group, const ResultSource& source);
void put_costs(Group&& group, const ResultSource& source);  // what the objective is made of
void put_targets(Group&& group, const ResultSource& source);
void put_target_prices(Group& group, const ResultSource& source);  // into /targets
void put_plan(Group&& group, const ResultSource& source);          // builds and what stored energy is worth
void put_whole_units(Group&& group, const ResultSource& source);   // the plan rounded to whole machines
void put_weather(Group&& group, const ResultSource& source);       // figures by weather year; foresight
void put_battery(Group&& group, const ResultSource& source);       // ageing of the stores by the detailed model
void put_certificate(Group&& group, const ResultSource& source);
void put_certificate_figures(Group& group, const lp::Certificate& certificate, const std::string& money);
void put_provenance(Group&& group, const ResultSource& source);
void put_origin(Group& group, const Provenance& provenance);  // into /provenance: all but what it took

// Units as UDUNITS spells them.
inline const std::string kMegawatt = "MW", kMegawattHour = "MW h", kTonne = "t", kFraction = "1", kFlag = "1", kNoUnit;
inline std::string per_energy(const std::string& money) {
    return money + "/(MW h)";
}

}  // namespace decawatt::io
