#include "cli/purchase_summary.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using nlohmann::json;
using planning::BillComponent;
using planning::MonthlyBill;
using planning::Plan;

constexpr double kMwhPerGwh = 1e3, kMillion = 1e6;
constexpr double kLeastOverlapMwh = 1.0;  // less is within the accuracy of a year's dispatch

const std::string& market_name(const model::Study& study, std::size_t market) {
    return study.regions.name[base::at(study.markets.region[market])];
}

double component_of(const std::vector<MonthlyBill>& months, std::size_t component) {
    double sum = 0.0;
    for (const MonthlyBill& month : months) sum += month.cost[component];
    return sum;
}

bool has_tariff(const model::Study& study, std::size_t center) {
    return study.data_centers.tariff_of(center) != base::none<model::TariffIndex>;
}

json markets_json(const model::Study& study, const Plan& plan, std::size_t y) {
    const planning::YearSummary& s = plan.summary[y];
    json markets = json::object();
    for (std::size_t m = 0; m < s.market_cost.size(); ++m)
        markets[market_name(study, m)] = {{"buy_mwh", s.market_buy_mwh[m]},
                                          {"sell_mwh", s.market_sell_mwh[m]},
                                          {"cost", s.market_cost[m]},
                                          {"income", s.market_income[m]},
                                          {"emission_t", s.market_emission_t[m]}};
    return markets;
}

json bills_json(const model::Study& study, const Plan& plan, std::size_t y) {
    json bills = json::object();
    for (std::size_t c = 0; c < plan.summary[y].bills.size(); ++c) {
        if (!has_tariff(study, c)) continue;
        const std::vector<MonthlyBill>& months = plan.summary[y].bills[c];
        json costs = json::object();
        double total = 0.0;
        for (std::size_t k = 0; k < planning::kBillComponents; ++k) {
            costs[planning::text(static_cast<BillComponent>(k))] = component_of(months, k);
            total += component_of(months, k);
        }
        bills[study.data_centers.name[c]] = {{"cost", costs}, {"total", total}};
    }
    return bills;
}

void print_markets(const model::Study& study, const Plan& plan) {
    for (std::size_t m = 0; m < study.markets.region.size(); ++m) {
        print_out("\nmarket {}\n{:>6} {:>11} {:>9} {:>16} {:>16} {:>10}\n", market_name(study, m), "year", "bought GWh",
                  "sold GWh", "cost M" + study.currency, "income M" + study.currency, "ktCO2");
        for (std::size_t y = 0; y < plan.years.size(); ++y) {
            const planning::YearSummary& s = plan.summary[y];
            print_out("{:>6} {:>11} {:>9} {:>16} {:>16} {:>10}\n", plan.years[y],
                      readable(s.market_buy_mwh[m] / kMwhPerGwh, 1), readable(s.market_sell_mwh[m] / kMwhPerGwh, 1),
                      readable(s.market_cost[m] / kMillion, 2), readable(s.market_income[m] / kMillion, 2),
                      readable(s.market_emission_t[m] / 1e3, 1));
        }
    }
    double overlap_mwh = 0.0;
    for (const planning::YearSummary& s : plan.summary) overlap_mwh += s.overlap_mwh;
    const bool has_negative = std::ranges::any_of(study.markets.buy_price_per_mwh, [](const auto& prices) {
        return std::ranges::any_of(prices, [](double price) { return price < 0.0; });
    });
    if (!has_negative) return;
    if (overlap_mwh < kLeastOverlapMwh)
        print_out("prices are negative in some hours: no store charges and discharges in the same hour\n");
    else
        print_out("prices are negative in some hours: stores charge and discharge {} in the same hour\n",
                  base::readable_energy(overlap_mwh));
}

void print_bill(const model::Study& study, const Plan& plan, std::size_t c) {
    print_out("\nbill of {} by tariff {}, M{}; perspective: {}\n{:>6}", study.data_centers.name[c],
              study.tariffs.name[base::at(study.data_centers.tariff_of(c))], study.currency,
              model::text(study.planning.perspective), "year");
    for (std::size_t k = 0; k < planning::kBillComponents; ++k)
        print_out(" {:>9}", planning::text(static_cast<BillComponent>(k)));
    print_out(" {:>9} {:>10}\n", "total", "highest MW");
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        const std::vector<MonthlyBill>& months = plan.summary[y].bills[c];
        double total = 0.0, peak_mw = 0.0;
        print_out("{:>6}", plan.years[y]);
        for (std::size_t k = 0; k < planning::kBillComponents; ++k) {
            print_out(" {:>9}", readable(component_of(months, k) / kMillion, 2));
            total += component_of(months, k);
        }
        for (const MonthlyBill& month : months) peak_mw = std::max(peak_mw, month.peak_mw);
        print_out(" {:>9} {:>10}\n", readable(total / kMillion, 2), readable(peak_mw, 1));
    }
}

}  // namespace

void add_purchases(const model::Study& study, const Plan& plan, json& document) {
    const bool has_markets = !study.markets.region.empty(), has_tariffs = !study.tariffs.name.empty();
    if (has_tariffs) document["perspective"] = model::text(study.planning.perspective);
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        if (has_markets) document["years"][y]["markets"] = markets_json(study, plan, y);
        if (has_tariffs) document["years"][y]["bills"] = bills_json(study, plan, y);
    }
}

void print_purchases(const model::Study& study, const Plan& plan) {
    if (!study.markets.region.empty()) print_markets(study, plan);
    for (std::size_t c = 0; c < study.data_centers.name.size(); ++c)
        if (has_tariff(study, c)) print_bill(study, plan, c);
}

}  // namespace decawatt::cli
