// Expansion options of the rows of lines, plants, stores and data centres.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// What may be built of a row's thing; the years default to the horizon's. Faults: a limit without a cost or a life, a
// yearly limit without one for all years.
model::ExpansionOption read_build(const Row& row, const model::Horizon& horizon);         // of power
model::ExpansionOption read_unit_build(const Row& row, const model::Horizon& horizon);    // of power in machines
model::ExpansionOption read_energy_build(const Row& row, const model::Horizon& horizon);  // of a store's energy

}  // namespace decawatt::io
