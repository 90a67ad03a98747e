// Demand charges: what a month bills is a state, which an hour hands to the next.
//
// P_t - P_{t-1} - r_t = -u [t begins a month],    φ + P_t - m_t - s_t = -u [t outside the period]
//
// φ + P: what is billed, with the floor φ of minimum take and ratchet, a constant or a share of a border variable
// (demand_charges.hpp); P is at most twice the connection u, with a ratchet (1 - ρ) W, and there is none where ρ = 1.
// s ≥ 0: distance from the import m. r: change at the start of a month, where P may fall to nothing; within a month P
// is constant. The charge is paid in the last hour of the month.
//
// In operation by windows r ≥ 0 is a rise in every hour, and P the peak so far: the charge is paid where a window ends
// before the month does, and what a month has reached is remembered from window to window, exactly. Windows do not
// decide a ratchet: what it bills depends on months to come.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/asset_names.hpp"
#include "planning/components/demand_charges.hpp"
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
    double constant_floor = 0.0;  // program units
    MinimumDemand floor;          // beside it, where it is decided
    bool is_decided_by_ratchet() const { return floor.bounds_imports && floor.share >= 1.0; }  // no peak of a month
};

std::vector<PeakState> add_peak_rows(ChainAssembly& chain, std::size_t data_center);
void add_peak_columns(ChainAssembly& chain, std::size_t data_center, const FlowColumns& connection,
                      std::vector<PeakState>& peaks);

// A month that is not over owes the charge on what it has reached.
void value_peaks(const StateEnd& end, lp::Vector& duals);

// Sets the columns of peaks to 1.
void mark_peaks(const StateEnd& end, lp::Vector& only_rises);

}  // namespace decawatt::planning
