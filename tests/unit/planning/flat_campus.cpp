#include "flat_campus.hpp"

#include <algorithm>

#include "flat_program.hpp"

namespace decawatt::tests {

namespace {

class FlatCampus {
  public:
    explicit FlatCampus(const Campus& campus) : c_(campus) {}

    CampusResult run() {
        sun_ = lp_.column(c_.sun_cost, c_.sun_limit_mw);
        power_ = lp_.column(c_.power_cost, c_.power_limit_mw);
        energy_ = lp_.column(c_.energy_cost, c_.energy_limit_mwh);
        connection_ = lp_.column(c_.connection_cost, c_.connection_limit_mw);
        nonfirm_ = lp_.column(c_.nonfirm_cost, c_.nonfirm_limit_mw);
        for (std::size_t t = 0; t < c_.load_mw.size(); ++t) add_hour(t);
        for (std::size_t t = 0; t < c_.load_mw.size(); ++t) add_store(t);
        for (std::size_t t = 1; t < c_.load_mw.size(); ++t) add_ramp(t);
        if (!c_.candidate.empty()) add_budget();
        for (const CampusPeriod& period : c_.periods) add_period(period);
        lp_.solve();
        return result();
    }

  private:
    struct Hour {
        int buy, sell, import, firm, nonfirm, export_, sun, charge, discharge, content, unserved, unserved_outside;
    };

    void add_hour(std::size_t t) {
        const double h = c_.step_h;
        Hour x{lp_.column(h * c_.buy_price[t], c_.buy_limit_mw),
               lp_.column(-h * c_.sell_price[t], c_.sell_limit_mw),
               lp_.column(h * c_.import_cost[t]),
               lp_.column(0.0),
               lp_.column(0.0),
               lp_.column(0.0, c_.export_limit_mw),
               lp_.column(-h * c_.sun_credit),
               lp_.column(0.0),
               lp_.column(h * c_.cycling_cost),
               lp_.column(0.0),
               lp_.column(h * c_.unserved_cost, c_.load_mw[t]),
               lp_.column(h * c_.unserved_cost, c_.demand_mw[t])};
        lp_.equal(c_.demand_mw[t], {x.buy, x.sell, x.import, x.export_, x.unserved_outside},
                  {1.0, -1.0, -1.0, 1.0, 1.0});
        lp_.equal(0.0, {x.import, x.firm, x.nonfirm}, {1.0, -1.0, -1.0});
        lp_.equal(c_.load_mw[t], {x.import, x.export_, x.sun, x.discharge, x.charge, x.unserved},
                  {1.0, -1.0, 1.0, 1.0, -1.0, 1.0});
        lp_.at_least(0.0, {sun_, x.sun}, {c_.sun_frac[t], -1.0});
        lp_.at_least(0.0, {power_, x.charge}, {1.0, -1.0});
        lp_.at_least(0.0, {power_, x.discharge}, {1.0, -1.0});
        lp_.at_least(0.0, {energy_, x.content}, {1.0, -1.0});
        const double available = c_.available_frac[t];
        import_limit_.push_back(lp_.at_least(-c_.connection_mw, {connection_, x.firm}, {1.0, -1.0}));
        const int curtailed = lp_.at_least(-available * c_.nonfirm_mw, {nonfirm_, x.nonfirm}, {available, -1.0});
        if (available < 1.0) curtailment_rows_.push_back(curtailed);
        lp_.at_least(-c_.connection_mw - c_.nonfirm_mw, {connection_, nonfirm_, x.export_}, {1.0, 1.0, -1.0});
        hours_.push_back(x);
    }

    // What the non-firm part loses from one stage to the next may fall at once.
    void add_ramp(std::size_t t) {
        if (c_.ramp_mw_per_h <= 0.0) return;
        const Hour &x = hours_[t], &before = hours_[t - 1];
        const double most_mw = c_.ramp_mw_per_h * c_.step_h;
        const double lost = std::max(0.0, c_.available_frac[t - 1] - c_.available_frac[t]);
        ramp_rows_.push_back(
            lp_.at_least(-most_mw, {before.import, before.export_, x.import, x.export_}, {1.0, -1.0, -1.0, 1.0}));
        ramp_rows_.push_back(lp_.at_least(-most_mw - lost * c_.nonfirm_mw,
                                          {x.import, x.export_, before.import, before.export_, nonfirm_},
                                          {1.0, -1.0, -1.0, 1.0, lost}));
    }

    void add_budget() {
        std::vector<int> given = {nonfirm_};
        std::vector<double> hours = {-c_.budget_h};
        for (std::size_t t = 0; t < hours_.size(); ++t) {
            if (!c_.candidate[t]) continue;
            given.push_back(lp_.column(0.0));
            hours.push_back(c_.step_h);
            lp_.at_least(-c_.nonfirm_mw, {nonfirm_, hours_[t].nonfirm, given.back()}, {1.0, -1.0, -1.0});
        }
        budget_row_ = lp_.at_least(c_.budget_h * c_.nonfirm_mw, given, hours);
    }

    void add_store(std::size_t t) {
        const Hour &x = hours_[t], &before = hours_[t == 0 ? hours_.size() - 1 : t - 1];
        lp_.equal(0.0, {x.content, before.content, x.charge, x.discharge},
                  {1.0, -1.0, -c_.charge_efficiency * c_.step_h, c_.step_h / c_.discharge_efficiency});
    }

    void add_period(const CampusPeriod& period) {
        if (period.charge_per_mw_month <= 0.0) return;
        const int highest = lp_.column(0.0);
        std::map<int, int> peak;
        for (std::size_t t = 0; t < hours_.size(); ++t) {
            if (!period.covers[t]) continue;
            const auto [month, fresh] = peak.try_emplace(c_.month[t], 0);
            if (fresh) month->second = lp_.column(0.0);
            lp_.at_least(0.0, {month->second, hours_[t].import}, {1.0, -1.0});
        }
        for (const auto& [month, measured] : peak) {
            const int billed = lp_.column(period.charge_per_mw_month);
            peak_rows_.push_back(lp_.at_least(0.0, {billed, measured}, {1.0, -1.0}));
            lp_.at_least(0.0, {highest, measured}, {1.0, -1.0});
            ratchet_rows_.push_back(lp_.at_least(0.0, {billed, highest}, {1.0, -period.ratchet_frac}));
            const double share = period.minimum_take_frac;
            minimum_rows_.push_back(lp_.at_least(share * (c_.connection_mw + c_.nonfirm_mw),
                                                 {billed, connection_, nonfirm_}, {1.0, -share, -share}));
        }
    }

    bool any(const std::vector<int>& rows) const {
        return std::any_of(rows.begin(), rows.end(), [&](int row) { return lp_.priced(row); });
    }

    CampusResult result() {
        CampusResult r;
        r.optimal = lp_.optimal();
        r.objective = lp_.objective();
        r.sun_mw = lp_.value(sun_);
        r.power_mw = lp_.value(power_);
        r.energy_mwh = lp_.value(energy_);
        r.connection_mw = lp_.value(connection_);
        r.nonfirm_mw = lp_.value(nonfirm_);
        r.binding["firm part built"] = r.connection_mw > 1e-3;
        r.binding["non-firm part built"] = r.nonfirm_mw > 1e-3;
        r.binding["curtailment"] = any(curtailment_rows_);
        r.binding["budget"] = budget_row_ >= 0 && lp_.priced(budget_row_);
        r.binding["import ramp"] = any(ramp_rows_);
        r.binding["demand charge"] = any(peak_rows_);
        r.binding["ratchet"] = any(ratchet_rows_);
        r.binding["minimum take"] = any(minimum_rows_);
        r.binding["connection"] = any(import_limit_);
        for (std::size_t t = 0; t < hours_.size(); ++t) {
            const Hour& x = hours_[t];
            r.binding["export limit"] |= lp_.value(x.export_) > 1e-6 && lp_.at_upper(x.export_);
            r.binding["buying limit"] |= lp_.at_upper(x.buy);
            r.binding["selling limit"] |= lp_.at_upper(x.sell) && lp_.value(x.sell) > 1e-6;
            r.binding["sale"] |= lp_.value(x.sell) > 1e-6;
            r.binding["sale at the buying price"] |= lp_.value(x.sell) > 1e-6 && c_.buy_price[t] == c_.sell_price[t];
            r.binding["tariff by hour"] |= lp_.value(x.import) > 1e-6 && c_.import_cost[t] > 0.0;
            r.binding["negative price"] |= lp_.value(x.buy) > 1e-6 && c_.buy_price[t] < 0.0;
            const bool overlaps = std::min(lp_.value(x.charge), lp_.value(x.discharge)) > 1e-6;
            r.binding["overlap"] |= overlaps;
            r.binding["overlap for a credit"] |= overlaps && c_.sun_credit > 0.0 && c_.buy_price[t] > 0.0;
            // Sun runs although a MWh is paid for being bought, and could be.
            r.binding["credit at a negative price"] |=
                lp_.value(x.sun) > 1e-6 && -c_.buy_price[t] > 0.0 && -c_.buy_price[t] < c_.sun_credit;
            r.binding["unserved"] |= lp_.value(x.unserved) > 1e-6;
        }
        return r;
    }

    const Campus& c_;
    FlatProgram lp_;
    std::vector<Hour> hours_;
    int sun_ = 0, power_ = 0, energy_ = 0, connection_ = 0, nonfirm_ = 0, budget_row_ = -1;
    std::vector<int> import_limit_, curtailment_rows_, ramp_rows_, peak_rows_, ratchet_rows_, minimum_rows_;
};

}  // namespace

CampusResult solve_flat(const Campus& campus) {
    return FlatCampus(campus).run();
}

}  // namespace decawatt::tests
