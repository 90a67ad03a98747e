#include "cli/summary/purchase_summary.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/terminal/terminal.hpp"
#include "model/validate_credits.hpp"

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

json credits_json(const Plan& plan, std::size_t y) {
    json credits = {{"line_overlap_mwh", plan.summary[y].line_overlap_mwh}, {"by_fleet", json::object()}};
    for (std::size_t f = 0; f < plan.plants.name.size(); ++f)
        if (const double credit = plan.summary[y].fleet_production_credit[f]; credit != 0.0)
            credits["by_fleet"][plan.plants.name[f]] = credit;
    return credits;
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
        if (std::ranges::any_of(plan.summary, [m](const auto& s) { return std::isnan(s.market_emission_t[m]); }))
            print_out(
                "note: the market {} has no emission factor; emissions of what is bought from it, and of the system, "
                "are not known (-). State emission_t_per_mwh in markets.csv.\n",
                market_name(study, m));
    }
}

bool has_negative_prices(const model::Study& study) {
    return model::has_credits(study) || std::ranges::any_of(study.markets.buy_price_per_mwh, [](const auto& prices) {
               return std::ranges::any_of(prices, [](double price) { return price < 0.0; });
           });
}

// Energy that stores and lines waste earns money where prices are negative.
void print_overlaps(const model::Study& study, const Plan& plan) {
    if (!has_negative_prices(study)) return;
    double overlap_mwh = 0.0, line_mwh = 0.0;
    for (const planning::YearSummary& s : plan.summary) {
        overlap_mwh += s.overlap_mwh;
        line_mwh += s.line_overlap_mwh;
    }
    const char* cause = model::has_credits(study) ? "prices may be negative, as plants with a credit bid below zero"
                                                  : "prices are negative in some hours";
    if (overlap_mwh < kLeastOverlapMwh)
        print_out("{}: no store charges and discharges in the same hour\n", cause);
    else
        print_out("{}: stores charge and discharge {} in the same hour\n", cause, base::readable_energy(overlap_mwh));
    if (line_mwh >= kLeastOverlapMwh)
        print_out("lines lose {} to flows in both directions in the same hour\n", base::readable_energy(line_mwh));
}

void print_credits(const model::Study& study, const Plan& plan) {
    if (!model::has_credits(study)) return;
    double credits = 0.0, mwh = 0.0;
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        for (std::size_t f = 0; f < plan.plants.name.size(); ++f) {
            const double credit = plan.summary[y].fleet_production_credit[f];
            if (credit == 0.0) continue;
            credits += credit;
            mwh += plan.summary[y].fleet_generation_mwh[f];
        }
    print_out("\nproduction credits of {} for {}, before tax and undiscounted, are in the variable costs\n",
              base::readable_money(credits, study.currency), base::readable_energy(mwh));
}

void print_tax_basis(const model::Study& study) {
    const auto& after_tax = study.planning.after_tax;
    if (!after_tax) return;
    constexpr double kPercent = 100.0;
    const bool is_campus = study.planning.perspective == model::Perspective::campus;
    print_out(
        "\nannuities of {} are after tax and credits: {} % a year nominal, {} % real, tax {} %; perspective: {}\n",
        is_campus ? "all that is built" : "assets paid for by contracts and data centres",
        readable(kPercent * after_tax->return_frac), readable(kPercent * study.discount_rate),
        readable(kPercent * after_tax->tax_frac), model::text(study.planning.perspective));
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
    const bool has_credits = model::has_credits(study);
    const auto& after_tax = study.planning.after_tax;
    if (has_tariffs || after_tax) document["perspective"] = model::text(study.planning.perspective);
    if (after_tax)
        document["after_tax"] = {{"return_frac", after_tax->return_frac},
                                 {"inflation_frac", after_tax->inflation_frac},
                                 {"tax_frac", after_tax->tax_frac}};
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        if (has_credits) document["years"][y]["production_credits"] = credits_json(plan, y);
        if (has_markets) document["years"][y]["markets"] = markets_json(study, plan, y);
        if (has_tariffs) document["years"][y]["bills"] = bills_json(study, plan, y);
    }
}

void print_purchases(const model::Study& study, const Plan& plan) {
    if (!study.markets.region.empty()) print_markets(study, plan);
    print_tax_basis(study);
    print_credits(study, plan);
    print_overlaps(study, plan);
    for (std::size_t c = 0; c < study.data_centers.name.size(); ++c)
        if (has_tariff(study, c)) print_bill(study, plan, c);
}

}  // namespace decawatt::cli
