// Consistency rules that involve several fields of a study.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/study.hpp"

namespace decawatt::model {

// A violated rule. `entry` is the index of the row in the table of that name (plants, stores, lines, data_centers,
// halls, contracts: one row per entry), none if rows are missing from a table; `column` as in docs/study_format.md.
struct Violation {
    std::string table;
    std::optional<std::size_t> entry;
    std::string column, found, expected;
};

// All violated rules. The rules: no asset closes before it is commissioned; a line connects two different regions, and
// a line with a reactance has no loss and no expansion option and is commissioned and closed on 1 January; wind plants
// have a site and a turbine, solar plants a site and a system; coal, gas and oil plants have a fuel, and every fuel a
// price; plants and stores behind a data centre are in its region; every region has a demand, every data centre a hall,
// every interface a limit, every contract a data centre; no contract has the name of a data centre without one;
// must-run plants have no expansion option and no contract; a store with an upgrade is commissioned and closed on 1
// January; mean availability after outages is at least that after outages and maintenance; everything without an hourly
// series from a file has the data that the models need. Never throws.
std::vector<Violation> validate(const Study& study);

// Whether a store has an expansion option for only one of power and energy, which then adds to the existing store.
bool is_upgrade(const Stores& stores, std::size_t store);

// Whether capacity that is commissioned or closed at `instant` is constant within each year of the horizon.
bool is_on_new_year(const Study& study, UtcSeconds instant);

}  // namespace decawatt::model
