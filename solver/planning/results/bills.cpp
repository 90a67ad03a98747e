#include "planning/results/bills.hpp"

#include <algorithm>

#include "assets/tariff_periods.hpp"
#include "model/fixed_series.hpp"
#include "model/tariff_blocks.hpp"
#include "planning/components/tariffs.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

constexpr std::size_t kMonths = base::kMonthsPerYear;

double& of(MonthlyBill& month, BillComponent component) {
    return month.cost[static_cast<std::size_t>(component)];
}

class Billing {
  public:
    Billing(const Study& study, const YearDispatch& d, std::size_t center, bool decides_ratchet)
        : study_(study),
          decides_ratchet_(decides_ratchet),
          d_(d),
          tariff_(at(study.data_centers.tariff_of(center))),
          region_(study.data_centers.region[center]),
          market_(model::market_of(study, region_)),
          hours_(model::tariff_hours(study, d.axis)) {
        for (const double mw : d.data_center_import_mw.of(center)) import_mw_.push_back(std::max(0.0, mw));
    }

    Bill run(double connection_mw) {
        for (std::size_t t = 0; t < hours_.size(); ++t) add_energy(t);
        for (const assets::DemandPeriod& period : assets::demand_periods(study_, tariff_, d_.axis))
            add_demand(period, connection_mw);
        add_fixed();
        return bill_;
    }

  private:
    bool is_campus() const { return study_.planning.perspective == model::Perspective::campus; }
    std::size_t month(std::size_t t) const { return static_cast<std::size_t>(hours_[t].month - 1); }

    double market_price(std::size_t t) const {
        if (!market_) return 0.0;
        return model::hours_of_year(study_, study_.markets.buy_price_per_mwh[*market_], d_.year)[t];
    }

    void add_energy(std::size_t t) {
        const model::Tariffs& tariffs = study_.tariffs;
        const double mwh = import_mw_[t] * d_.axis.step_h(t);
        const double bought_at = market_ ? market_price(t) : d_.price_per_mwh(t, at(region_));
        MonthlyBill& bill = bill_.months[month(t)];
        bill.import_mwh += mwh;
        bill.peak_mw = std::max(bill.peak_mw, import_mw_[t]);
        of(bill, BillComponent::energy) += mwh * (model::energy_price_per_mwh(tariffs, tariff_, hours_[t]) +
                                                  (tariffs.bundled[tariff_] ? 0.0 : bought_at));
        of(bill, BillComponent::network) += mwh * tariffs.network_cost_per_mwh[tariff_];
        of(bill, BillComponent::levy) += mwh * tariffs.levy_cost_per_mwh[tariff_];
        of(bill, BillComponent::losses) += mwh * tariffs.losses_cost_per_mwh[tariff_];
        of(bill, BillComponent::carbon) += mwh * tariffs.carbon_cost_per_mwh[tariff_];
        bill_.decided_cost += mwh * model::decided_cost_per_mwh(study_, tariff_, hours_[t], market_price(t));
    }

    void add_demand(const assets::DemandPeriod& period, double connection_mw) {
        std::array<double, kMonths> peak_mw = {};
        for (std::size_t t = 0; t < hours_.size(); ++t)
            if (period.covers[t]) peak_mw[month(t)] = std::max(peak_mw[month(t)], import_mw_[t]);
        const auto billed_mw = assets::billed_mw(period, peak_mw, connection_mw);
        assets::DemandPeriod decided = period;
        if (!decides_ratchet_) decided.ratchet_frac = 0.0;
        const auto decided_mw = assets::billed_mw(decided, peak_mw, connection_mw);
        for (std::size_t m = 0; m < kMonths; ++m) {
            if (!period.in_month[m]) continue;
            of(bill_.months[m], BillComponent::demand) += period.charge_per_mw[m] * peak_mw[m];
            of(bill_.months[m], BillComponent::minimum) += period.charge_per_mw[m] * (billed_mw[m] - peak_mw[m]);
            bill_.decided_cost += period.charge_per_mw[m] * decided_mw[m];
        }
    }

    void add_fixed() {
        std::array<bool, kMonths> present = {};
        for (std::size_t t = 0; t < hours_.size(); ++t) present[month(t)] = true;
        for (std::size_t m = 0; m < kMonths; ++m) {
            if (!present[m]) continue;
            of(bill_.months[m], BillComponent::fixed) = study_.tariffs.fixed_cost_per_month[tariff_];
            if (is_campus()) bill_.decided_cost += study_.tariffs.fixed_cost_per_month[tariff_];
        }
    }

    const Study& study_;
    const bool decides_ratchet_;
    const YearDispatch& d_;
    const std::size_t tariff_;
    const model::RegionIndex region_;
    const std::optional<std::size_t> market_;
    const std::vector<model::TariffHour> hours_;
    std::vector<double> import_mw_;
    Bill bill_;
};

}  // namespace

double Bill::total() const {
    double sum = 0.0;
    for (const MonthlyBill& month : months) sum += month.total();
    return sum;
}

Bill bill_of(const Study& study, const YearDispatch& dispatch, std::size_t data_center, double connection_mw,
             bool decides_ratchet) {
    if (!has_tariff(study, data_center)) return {};
    return Billing(study, dispatch, data_center, decides_ratchet).run(connection_mw);
}

void add_bills(const Study& study, const Layout& layout, const YearDispatch& dispatch,
               const std::vector<double>& connection_mw, YearSummary& summary) {
    if (study.data_centers.tariff.empty()) return;
    const std::size_t centers = study.data_centers.name.size();
    summary.bills.resize(centers, std::vector<MonthlyBill>(kMonths));
    for (std::size_t c = 0; c < centers; ++c) {
        const Bill bill = bill_of(study, dispatch, c, connection_mw[c], !layout.demand_charges.windowed);
        summary.tariff_cost += dispatch.weight * bill.decided_cost;
        for (std::size_t m = 0; m < kMonths; ++m) {
            MonthlyBill& sum = summary.bills[c][m];
            sum.import_mwh += dispatch.weight * bill.months[m].import_mwh;
            sum.peak_mw += dispatch.weight * bill.months[m].peak_mw;
            for (std::size_t k = 0; k < kBillComponents; ++k) sum.cost[k] += dispatch.weight * bill.months[m].cost[k];
        }
    }
}

}  // namespace decawatt::planning
