// Expansion options of the rows of lines, plants, stores and data centres.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// What may be built of a row's thing; the years default to the horizon's. Faults: a limit without a cost or a life, a
// yearly limit without one for all years.
model::ExpansionOption read_build(const Row& row, const model::Horizon& horizon);          // of power
model::ExpansionOption read_unit_build(const Row& row, const model::Horizon& horizon);     // of power in machines
model::ExpansionOption read_nonfirm_build(const Row& row, const model::Horizon& horizon);  // of a non-firm connection
model::ExpansionOption read_energy_build(const Row& row, const model::Horizon& horizon);   // of a store's energy

// The duration of what is built of a store. Where it is fixed, it completes the option of energy from that of power:
// its limit, and a cost of 0. Faults: a fixed duration beside bounds, bounds in the wrong order, a duration of a store
// of which not both power and energy may be built.
model::StoreDuration read_duration(const Row& row, const model::ExpansionOption& power, model::ExpansionOption& energy);

}  // namespace decawatt::io
