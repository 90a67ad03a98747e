// Tariffs of data centres: what an hour's import costs, and demand charges on the highest import of a month.
//
// Costs of an hour are those that the study's perspective counts (model/tariff_blocks.hpp). What demand charges bill in
// a month is a state (peak_states.hpp), above a floor that may be a variable of the border (demand_charges.hpp).
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"
#include "planning/components/peak_states.hpp"

namespace decawatt::planning {

struct ChainAssembly;

struct CenterTariff {
    std::vector<PeakState> peaks;  // of the periods that charge
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
