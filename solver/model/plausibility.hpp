// Warnings about valid but unusual values, which suggest a wrong unit, decimal point or sign. Invalid values are faults
// (validate.hpp).
#pragma once

#include <string>
#include <vector>

#include "model/study.hpp"
#include "model/usual_ranges.hpp"

namespace decawatt::model {

// One value outside the usual range. `row` names the row by its keys joined with '/', as overrides do; it is empty for
// a key of study.toml, whose section is `table`, and for a table as a whole.
struct PlausibilityWarning {
    std::string table, row, column;
    std::string found;   // with its unit
    std::string usual;   // the usual range, with a possible cause of the deviation
    std::string source;  // of the range

    std::string path() const;  // plants.north gas.efficiency_frac, as `--set` and [check] accepts take it
};

// Warnings that need no hourly series, in the order of study.toml and the tables: discount rate, value of unserved
// energy, coordinates against UTC offset, climate and one another, demand, prices, emission factors, efficiencies,
// costs, lifetimes, halls, stores, photovoltaic systems, hub heights. Costs are judged in US dollars (units_per_usd);
// those of an unknown currency are not judged.
std::vector<PlausibilityWarning> plausibility_warnings(const Study& study);

}  // namespace decawatt::model
