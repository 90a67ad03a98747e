// Rules about a study as a whole, that no single field breaks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/study.hpp"

namespace decawatt::model {

// A broken rule. `entry` is the place in the table of that name (plants, stores, lines, data_centers, halls, contracts:
// one row per entry), none where rows are missing from a table; `column` as in docs/study_format.md.
struct Violation {
    std::string table;
    std::optional<std::size_t> entry;
    std::string column, found, expected;
};

// Every broken rule: nothing closes before it is commissioned; a line joins two regions, and one with a reactance has
// no loss, cannot be built and comes and goes on New Year; wind has a site and a turbine, the sun a site and a system;
// coal, gas and oil have a fuel, and every fuel a price; plants and stores behind a data centre are in its region;
// every region has a demand, every data centre a hall, every interface a limit, every contract a data centre; must-run
// plants are neither to be built nor of a contract; an upgrade comes and goes on New Year; outages leave at least what
// outages and overhauls leave together; what no file gives hour by hour has what the models need. Never throws.
std::vector<Violation> validate(const Study& study);

// A store with only power or only energy to build: what is built joins what is there.
bool is_upgrade(const Stores& stores, std::size_t store);

// Whether capacity that comes or goes at `instant` is constant within each year of the horizon.
bool is_on_new_year(const Study& study, UtcSeconds instant);

}  // namespace decawatt::model
