// Expansion options of the rows of lines, plants, stores and data centres.
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// The expansion options of a row; years default to those of the horizon. Faults: a limit without a cost or lifetime, a
// yearly limit without a total limit.
model::ExpansionOption read_build(const Row& row, const model::Horizon& horizon);       // of power
model::ExpansionOption read_unit_build(const Row& row, const model::Horizon& horizon);  // of power, with a machine size
model::ExpansionOption read_energy_build(const Row& row, const model::Horizon& horizon);  // of a store's energy

}  // namespace decawatt::io
