// Tariffs of data centres: what an hour's import costs, and demand charges on the highest import of a month.
//
// Costs of an hour are those that the study's perspective counts (model/tariff_blocks.hpp). Demand charges have two
// forms. Peaks are states (peak_states.hpp) in the operation of a fixed plan, whose border is decided, and in planning
// without a ratchet and with a connection that is not to be built. Otherwise they are border variables
// (demand_charges.hpp), and of every such data centre
//     Σ import columns = Σ_class z_class,    0 ≤ z_class ≤ M_class (+ the shift of a net column), open in its hours.
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"
#include "planning/components/peak_states.hpp"

namespace decawatt::planning {

struct ChainAssembly;

struct CenterTariff {
    Row peak_row = base::none<Row>;  // of the border form; none: no demand charge
    std::vector<PeakState> peaks;    // of the state form
};

struct TariffColumns {
    std::vector<CenterTariff> centers;  // by data centre; empty: none has a tariff
    std::vector<int> month;             // of every hour, 0 to 11
};

// What a column that imports adds: its cost by hour (program units; empty: none) and the rows that count it.
struct ImportTariff {
    Hours hourly_cost;
    RowEntries rows;
};
ImportTariff import_tariff(const ChainAssembly& chain, std::size_t data_center);

bool has_tariff(const model::Study& study, std::size_t data_center);

// The most that a data centre can import in the year, investments at their limits; in the operation of a fixed plan its
// connection. MW.
double most_import_mw(const model::Study& study, const std::vector<Investment>& investments, std::size_t data_center,
                      int year);

void add_tariff_rows(ChainAssembly& chain);
void add_tariff_columns(ChainAssembly& chain);  // after the columns that import

}  // namespace decawatt::planning
