#include "planning/components/peak_states.hpp"

#include "assets/tariff_periods.hpp"
#include "base/error.hpp"
#include "planning/assembly.hpp"
#include "planning/state_end.hpp"

namespace decawatt::planning {

using base::at;

namespace {

bool begins_month(const std::vector<int>& month, std::size_t t) {
    return t == 0 || month[t] != month[t - 1];
}

bool ends_month(const std::vector<int>& month, std::size_t t) {
    return t + 1 == month.size() || month[t] != month[t + 1];
}

}  // namespace

std::vector<PeakState> add_peak_rows(ChainAssembly& chain, std::size_t d) {
    const double most_mw = most_import_mw(chain.study(), chain.layout.investments, d, chain.view.year.year);
    const double month_factor = chain.cost_factor / chain.axis().mean_step_h();  // of a MW and month
    const std::vector<int>& month = chain.view.month;
    std::vector<PeakState> peaks;
    if (most_mw <= 0.0) return peaks;
    for (const assets::DemandPeriod& period :
         assets::demand_periods(chain.study(), at(chain.study().data_centers.tariff_of(d)), chain.view.year.axis)) {
        if (!period.is_charged()) continue;
        PeakState state;
        state.name = chain.study().data_centers.name[d] + " " + period.name;
        state.floor = chain.layout.demand_charges.floor(chain.index, d, peaks.size());
        if (!state.is_decided_by_ratchet()) state.state_row = chain.builder.add_row("peak " + state.name);
        state.import_row = chain.builder.add_row("import below peak " + state.name);
        state.covers = period.covers;
        if (!exists(state.floor.variable))
            state.constant_floor = period.minimum_take_frac * most_mw / chain.units.power_mw;
        state.owed.assign(month.size(), 0.0);
        for (std::size_t t = 0; t < month.size(); ++t) {
            const auto m = static_cast<std::size_t>(month[t]);
            if (!ends_month(month, t) || !period.in_month[m]) continue;
            state.owed[t] = month_factor * period.charge_per_mw[m];
            chain.offset += state.owed[t] * state.constant_floor;
        }
        peaks.push_back(std::move(state));
    }
    return peaks;
}

namespace {

// The floor that is decided, and what a net flow is shifted by, enter the row of the import with the border.
void add_floor(ChainAssembly& chain, const FlowColumns& connection, const PeakState& peak) {
    if (exists(peak.floor.variable))
        chain.builder.add_to_border_matrix(
            peak.import_row, chain.builder.add_border(0.0, {{peak.floor.variable, peak.floor.share}}), 1.0);
    if (exists(connection.shift_border))
        chain.builder.add_to_border_matrix(peak.import_row, connection.shift_border, 1.0);
}

// P and r. `most`: what can be imported at the most.
void add_peak(ChainAssembly& chain, double most, PeakState& peak) {
    const std::vector<int>& month = chain.view.month;
    // Twice the most: a peak at its bound at the start of a window could not move, and the window had no interior.
    const double bound = 2.0 * most;
    Hours rise(month.size(), chain.layout.demand_charges.windowed ? bound : 0.0), reset(month.size(), 0.0);
    for (std::size_t t = 0; t < month.size(); ++t) {
        if (!begins_month(month, t)) continue;
        reset[t] = most;
        rise[t] = bound + most;
    }
    chain.builder.add_to_rhs(peak.state_row, reset, -1.0);
    ColumnSpec spec{.name = "peak " + peak.name,
                    .rows = {{peak.state_row, 1.0}, {peak.import_row, 1.0}},
                    .state_rows = {{peak.state_row, -1.0}},
                    .hourly_cost = peak.owed,
                    .is_paid_by_stage = true};
    if (peak.floor.bounds_imports)
        spec.scaled_by = chain.builder.add_border(0.0, {{peak.floor.variable, 1.0 - peak.floor.share}});
    peak.column = chain.builder.add_column(spec, Hours(month.size(), exists(spec.scaled_by) ? 1.0 : bound));
    chain.builder.add_column({.name = "rise of peak " + peak.name, .rows = {{peak.state_row, -1.0}}}, rise);
}

}  // namespace

void add_peak_columns(ChainAssembly& chain, std::size_t d, const FlowColumns& connection,
                      std::vector<PeakState>& peaks) {
    const double most =
        most_import_mw(chain.study(), chain.layout.investments, d, chain.view.year.year) / chain.units.power_mw;
    for (PeakState& peak : peaks) {
        Hours distance(chain.view.hours());
        for (std::size_t t = 0; t < distance.size(); ++t)
            distance[t] = peak.constant_floor + (connection.shift.empty() ? 0.0 : connection.shift[t]) +
                          (peak.covers[t] ? 0.0 : most);
        chain.builder.add_to_rhs(peak.import_row, distance, -1.0);
        add_floor(chain, connection, peak);
        if (!peak.is_decided_by_ratchet()) add_peak(chain, most, peak);
        constexpr double kHighest = 5.0;  // of the most: a floor and a peak of twice the most each, and its export
        for (double& upper : distance) upper += kHighest * most;
        chain.builder.add_column({.name = "distance from peak " + peak.name, .rows = {{peak.import_row, -1.0}}},
                                 distance);
    }
}

void value_peaks(const StateEnd& end, lp::Vector& duals) {
    if (end.of_year) return;  // the last month is over
    for (const CenterTariff& center : end.columns.tariffs.centers)
        for (const PeakState& peak : center.peaks) {
            const int row = end.columns.place(peak.state_row);
            const std::vector<int>& month = end.columns.tariffs.month;
            if (row < 0 || begins_month(month, end.stage)) continue;
            std::size_t last = end.stage;
            while (!ends_month(month, last)) ++last;
            duals[row] = peak.owed[last];
        }
}

void mark_peaks(const StateEnd& end, lp::Vector& only_rises) {
    for (const CenterTariff& center : end.columns.tariffs.centers)
        for (const PeakState& peak : center.peaks) only_rises[index_of(peak.column)] = 1.0;
}

}  // namespace decawatt::planning
