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
    const double month_factor = chain.cost_factor / chain.view.year.axis.step_h();  // of a MW and month
    const std::vector<int>& month = chain.view.month;
    std::vector<PeakState> peaks;
    if (most_mw <= 0.0) return peaks;
    for (const assets::DemandPeriod& period :
         assets::demand_periods(chain.study(), at(chain.study().data_centers.tariff_of(d)), chain.view.year.axis)) {
        if (!period.is_charged()) continue;
        PeakState state;
        state.name = chain.study().data_centers.name[d] + " " + period.name;
        state.state_row = chain.builder.add_row("peak " + state.name);
        state.import_row = chain.builder.add_row("import below peak " + state.name);
        state.covers = period.covers;
        state.floor = period.minimum_take_frac * most_mw / chain.units.power_mw;
        state.owed.assign(month.size(), 0.0);
        for (std::size_t t = 0; t < month.size(); ++t) {
            const auto m = static_cast<std::size_t>(month[t]);
            if (!ends_month(month, t) || !period.in_month[m]) continue;
            state.owed[t] = month_factor * period.charge_per_mw[m];
            chain.offset += state.owed[t] * state.floor;
        }
        peaks.push_back(std::move(state));
    }
    return peaks;
}

void add_peak_columns(ChainAssembly& chain, std::size_t d, const FlowColumns& connection,
                      std::vector<PeakState>& peaks) {
    const std::vector<int>& month = chain.view.month;
    const double most =
        most_import_mw(chain.study(), chain.layout.investments, d, chain.view.year.year) / chain.units.power_mw;
    // Twice the most: a peak at its bound at the start of a window could not move, and the window had no interior.
    const double bound = 2.0 * most;
    for (PeakState& peak : peaks) {
        Hours rise(month.size(), bound), reset(month.size(), 0.0), distance(month.size(), 0.0);
        for (std::size_t t = 0; t < month.size(); ++t) {
            if (begins_month(month, t)) {
                reset[t] = most;
                rise[t] = bound + most;
            }
            const double shift = exists(connection.shift_border) ? most
                                 : !connection.shift.empty()     ? connection.shift[t]
                                                                 : 0.0;
            distance[t] = peak.floor + shift + (peak.covers[t] ? 0.0 : most);
        }
        chain.builder.add_to_rhs(peak.state_row, reset, -1.0);
        chain.builder.add_to_rhs(peak.import_row, distance, -1.0);
        for (double& upper : distance) upper += bound;
        peak.column = chain.builder.add_column({.name = "peak " + peak.name,
                                                .rows = {{peak.state_row, 1.0}, {peak.import_row, 1.0}},
                                                .state_rows = {{peak.state_row, -1.0}},
                                                .hourly_cost = peak.owed},
                                               Hours(month.size(), bound));
        chain.builder.add_column({.name = "rise of peak " + peak.name, .rows = {{peak.state_row, -1.0}}}, rise);
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
