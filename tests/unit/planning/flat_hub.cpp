#include "flat_hub.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "flat_program.hpp"

namespace decawatt::tests {

namespace {

using model::AgreementKind;

class FlatHub {
  public:
    explicit FlatHub(const Hub& hub) : h_(hub) {}

    HubResult run() {
        sun_ = lp_.column(horizon() * h_.sun_annuity, h_.sun_most_mw);
        engine_ = lp_.column(horizon() * h_.engine_annuity, h_.engine_most_mw);
        for (const HubAgreement& agreement : h_.agreements)
            bought_.push_back(lp_.column(cost_of(agreement), agreement.most_mw, agreement.least_mw));
        for (int y = 0; y < h_.years; ++y) {
            for (std::size_t w = 0; w < h_.weights.size(); ++w) add_year(y, w);
            if (h_.margin >= 0.0) add_firm(y);
        }
        lp_.solve();
        return result();
    }

  private:
    using Entries = std::pair<std::vector<int>, std::vector<double>>;
    static void put(Entries& row, int column, double value) {
        row.first.push_back(column);
        row.second.push_back(value);
    }

    double discount(int y) const { return std::pow(1.0 + h_.rate, -(y + 0.5)); }
    double horizon() const {
        double sum = 0.0;
        for (int y = 0; y < h_.years; ++y) sum += discount(y);
        return sum;
    }
    static bool in_term(const HubAgreement& a, int y) { return a.first <= y && y <= a.last; }
    double price(const HubAgreement& a, int y) const { return a.price * std::pow(1.0 + a.growth, y - a.first); }
    double available(const HubAgreement& a, std::size_t w, std::size_t t) const {
        return a.profile[t] * (a.follows_weather ? h_.sun_factor[w] : 1.0);
    }

    // Of a MW, whatever is taken.
    double cost_of(const HubAgreement& a) const {
        double cost = 0.0;
        for (int y = a.first; y <= a.last; ++y)
            for (std::size_t w = 0; w < h_.weights.size(); ++w)
                for (std::size_t t = 0; t < h_.load.size(); ++t) {
                    double per_mwh = price(a, y);
                    if (a.kind == AgreementKind::pay_as_consumed || a.kind == AgreementKind::take_or_pay) per_mwh = 0.0;
                    if (a.kind == AgreementKind::virtual_power) per_mwh -= h_.price[t];
                    cost += discount(y) * h_.weights[w] * per_mwh * available(a, w, t);
                }
        return cost;
    }

    // The rows of one hour, and sums over the hours of a year.
    struct HourRows {
        Entries region, campus, contract;
    };
    struct YearRows {
        double factor = 0.0;
        int peak = 0;
        Entries engine, deficit, clean, excess;
        std::vector<Entries> taken;
    };

    void add_year(int y, std::size_t w) {
        const double load = std::accumulate(h_.load.begin(), h_.load.end(), 0.0);
        YearRows year;
        year.factor = discount(y) * h_.weights[w];
        year.peak = lp_.column(year.factor * h_.demand_charge);
        year.taken.resize(h_.agreements.size());
        for (std::size_t t = 0; t < h_.load.size(); ++t) add_hour(y, w, t, year);
        for (std::size_t a = 0; a < h_.agreements.size(); ++a) add_take(y, w, a, year.taken[a]);
        if (h_.engine_hours > 0.0) {
            for (double& value : year.engine.second) value = -1.0;
            put(year.engine, engine_, h_.engine_hours);
            hours_rows_.push_back(lp_.at_least(0.0, year.engine.first, year.engine.second));
        }
        if (h_.annual_limit > 0.0) {
            annual_certificates_.push_back(lp_.column(year.factor * h_.annual_price, h_.annual_limit));
            put(year.clean, annual_certificates_.back(), 1.0);
        }
        if (h_.hourly_target > 0.0)
            hourly_rows_.push_back(
                lp_.at_least(-(1.0 - h_.hourly_target) * load, year.deficit.first, year.deficit.second));
        if (h_.annual_target > 0.0)
            annual_rows_.push_back(lp_.at_least(h_.annual_target * load, year.clean.first, year.clean.second));
        if (h_.excess_cap >= 0.0)
            excess_rows_.push_back(lp_.at_least(-h_.excess_cap * load, year.excess.first, year.excess.second));
    }

    void add_hour(int y, std::size_t w, std::size_t t, YearRows& year) {
        HourRows rows;
        add_own(w, t, year, rows);
        for (std::size_t a = 0; a < h_.agreements.size(); ++a)
            if (in_term(h_.agreements[a], y)) add_bought(y, w, t, a, year, rows);
        if (h_.hourly_limit > 0.0) {
            const int certificate =
                lp_.column(year.factor * h_.hourly_price, h_.hourly_limit * h_.sun[t] * h_.sun_factor[w]);
            hourly_certificates_.push_back(certificate);
            put(rows.contract, certificate, 1.0);
            put(year.clean, certificate, 1.0);
        }
        const int lacking = lp_.column(0.0), beyond = lp_.column(0.0);
        put(rows.contract, lacking, 1.0);
        put(rows.contract, beyond, -1.0);
        put(year.deficit, lacking, -1.0);
        put(year.excess, beyond, -1.0);
        lp_.equal(0.0, rows.region.first, rows.region.second);
        lp_.equal(h_.load[t], rows.campus.first, rows.campus.second);
        lp_.equal(h_.load[t], rows.contract.first, rows.contract.second);
    }

    // The market, the connection, and machines of the hub's own.
    void add_own(std::size_t w, std::size_t t, YearRows& year, HourRows& rows) {
        const double factor = year.factor;
        const int buy = lp_.column(factor * h_.price[t]), sell = lp_.column(-factor * h_.price[t]);
        const int import = lp_.column(factor * h_.import_cost, h_.connection_mw),
                  exported = lp_.column(0.0, h_.connection_mw);
        const int unserved = lp_.column(factor * h_.unserved_cost, h_.load[t]), own_sun = lp_.column(0.0),
                  machine = lp_.column(factor * h_.engine_cost);
        rows.region = {{buy, sell, import, exported}, {1.0, -1.0, -1.0, 1.0}};
        rows.campus = {{import, exported, unserved, own_sun, machine}, {1.0, -1.0, 1.0, 1.0, 1.0}};
        put(rows.contract, own_sun, 1.0);
        put(year.clean, own_sun, 1.0);
        put(year.engine, machine, 1.0);
        peak_rows_.push_back(lp_.at_least(0.0, {year.peak, import}, {1.0, -1.0}));
        lp_.at_least(0.0, {sun_, own_sun}, {h_.sun[t] * h_.sun_factor[w], -1.0});
        lp_.at_least(0.0, {engine_, machine}, {1.0, -1.0});
        if (h_.fuel_limit > 0.0)
            fuel_rows_.push_back(lp_.row(-COIN_DBL_MAX, h_.fuel_limit, {machine}, {1.0 / h_.engine_efficiency}));
    }

    void add_bought(int y, std::size_t w, std::size_t t, std::size_t a, YearRows& year, HourRows& rows) {
        const HubAgreement& agreement = h_.agreements[a];
        const double frac = available(agreement, w, t);
        if (agreement.kind == AgreementKind::virtual_power) {
            put(rows.contract, bought_[a], frac);
            put(year.clean, bought_[a], frac);
            return;
        }
        double cost = agreement.side_cost;
        if (agreement.kind == AgreementKind::pay_as_consumed) cost += price(agreement, y);
        const int output = lp_.column(year.factor * cost);
        waste_.push_back({output, bought_[a], frac, agreement.kind});
        lp_.at_least(0.0, {bought_[a], output}, {frac, -1.0});
        put(agreement.behind ? rows.campus : rows.region, output, 1.0);
        put(rows.contract, output, 1.0);
        put(year.clean, output, 1.0);
        put(year.taken[a], output, 1.0);
    }

    // p (E + z), E + z >= take × what could be produced.
    void add_take(int y, std::size_t w, std::size_t a, Entries taken) {
        const HubAgreement& agreement = h_.agreements[a];
        if (agreement.kind != AgreementKind::take_or_pay || !in_term(agreement, y)) return;
        double produced = 0.0;
        for (std::size_t t = 0; t < h_.load.size(); ++t) produced += available(agreement, w, t);
        const int paid = lp_.column(discount(y) * h_.weights[w] * price(agreement, y));
        Entries all = taken;
        for (double& value : all.second) value = -1.0;
        put(all, paid, 1.0);
        beyond_rows_.push_back(lp_.at_least(0.0, all.first, all.second));
        take_rows_.push_back(lp_.at_least(0.0, {paid, bought_[a]}, {1.0, -agreement.take * produced}));
    }

    void add_firm(int y) {
        const double peak = *std::max_element(h_.load.begin(), h_.load.end());
        for (const bool without : {false, true}) {
            if (without && !(h_.connection_is_unit && h_.spare_units > 0)) continue;
            Entries row;
            put(row, engine_, 1.0);
            for (std::size_t a = 0; a < h_.agreements.size(); ++a)
                if (h_.agreements[a].behind && in_term(h_.agreements[a], y) && h_.agreements[a].credit > 0.0)
                    put(row, bought_[a], h_.agreements[a].credit);
            const double needed = (1.0 + h_.margin) * peak + (h_.spare_units - (without ? 1 : 0)) * h_.unit_mw -
                                  (without ? 0.0 : h_.connection_credit * h_.connection_mw);
            (without ? without_rows_ : firm_rows_).push_back(lp_.at_least(needed, row.first, row.second));
        }
    }

    bool any(const std::vector<int>& rows) const {
        return std::any_of(rows.begin(), rows.end(), [&](int row) { return lp_.priced(row); });
    }
    bool used(const std::vector<int>& columns) const {
        return std::any_of(columns.begin(), columns.end(), [&](int column) { return lp_.value(column) > 1e-6; });
    }

    HubResult result() {
        HubResult r;
        r.optimal = lp_.optimal();
        r.objective = lp_.objective();
        r.sun_mw = lp_.value(sun_);
        r.engine_mw = lp_.value(engine_);
        for (std::size_t a = 0; a < bought_.size(); ++a) {
            const HubAgreement& agreement = h_.agreements[a];
            r.agreement_mw.push_back(lp_.value(bought_[a]));
            const double mw = r.agreement_mw.back();
            r.binding[std::string(model::text(agreement.kind)) + " bought"] |= mw > agreement.least_mw + 1e-6;
            r.binding["least that is bought"] |= agreement.least_mw > 0.0 && lp_.at_lower(bought_[a]);
            r.binding["most that is bought"] |= lp_.at_upper(bought_[a]);
            r.binding["price that grows"] |= mw > 1e-6 && agreement.growth != 0.0 && agreement.last > agreement.first;
            r.binding["side cost"] |= mw > 1e-6 && agreement.side_cost > 0.0;
        }
        for (const Waste& w : waste_)
            r.binding[std::string(model::text(w.kind)) + " wasted"] |=
                lp_.value(w.bought) * w.frac > lp_.value(w.output) + 1e-6;
        r.binding["paid minimum"] = any(take_rows_);
        r.binding["beyond the paid minimum"] = any(beyond_rows_);
        r.binding["annual certificates"] = used(annual_certificates_);
        r.binding["hourly certificates"] = used(hourly_certificates_);
        r.binding["full-load hours"] = any(hours_rows_);
        r.binding["fuel limit"] = any(fuel_rows_);
        r.binding["firm capacity"] = any(firm_rows_);
        r.binding["firm capacity without the connection"] = any(without_rows_);
        r.binding["hourly target"] = any(hourly_rows_);
        r.binding["annual target"] = any(annual_rows_);
        r.binding["excess cap"] = any(excess_rows_);
        r.binding["demand charge"] = any(peak_rows_);
        return r;
    }

    struct Waste {
        int output, bought;
        double frac;
        AgreementKind kind;
    };
    const Hub& h_;
    FlatProgram lp_;
    int sun_ = 0, engine_ = 0;
    std::vector<int> bought_, peak_rows_, fuel_rows_, hours_rows_, hourly_rows_, annual_rows_, excess_rows_, take_rows_,
        beyond_rows_, firm_rows_, without_rows_, annual_certificates_, hourly_certificates_;
    std::vector<Waste> waste_;
};

}  // namespace

HubResult solve_flat(const Hub& hub) {
    return FlatHub(hub).run();
}

}  // namespace decawatt::tests
