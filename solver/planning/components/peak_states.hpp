// Demand charges as states: the highest import of a month so far, which an hour hands to the next.
//
// P_t - P_{t-1} - r_t = -u [t begins a month],    P_t - m_t - s_t = -f - u [t outside the period]
//
// P: peak above the floor f that the minimum take bills, at most the connection u. r ≥ 0: rise; at the start of a month
// it may fall to nothing. s ≥ 0: distance from the import m. The charge is paid in the last hour of the month, or where
// a window ends before it: what a month has reached is remembered from window to window, exactly. A ratchet has
// no place here: what it bills depends on months to come, and operation by windows does not see it.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/asset_names.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct StateEnd;
struct FlowColumns;

struct PeakState {
    std::string name;
    Row state_row = base::none<Row>, import_row = base::none<Row>;
    Hours owed;                // by hour: program cost of the peak in the last hour of a month that charges it, else 0
    std::vector<bool> covers;  // by hour
    Column column = base::none<Column>;
    double floor = 0.0;  // program units
};

std::vector<PeakState> add_peak_rows(ChainAssembly& chain, std::size_t data_center);
void add_peak_columns(ChainAssembly& chain, std::size_t data_center, const FlowColumns& connection,
                      std::vector<PeakState>& peaks);

// A month that is not over owes the charge on what it has reached.
void value_peaks(const StateEnd& end, lp::Vector& duals);

// Sets the columns of peaks to 1.
void mark_peaks(const StateEnd& end, lp::Vector& only_rises);

}  // namespace decawatt::planning
