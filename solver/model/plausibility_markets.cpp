#include "model/plausibility_markets.hpp"

#include <algorithm>

#include "base/index.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::model {

namespace {
constexpr UsualRange kMeanPrice{
    1.0, 500.0, "day-ahead means of 20 to 250 USD/MWh in Europe and the US, 2019 to 2024, widened (assumption)"};
constexpr UsualRange kEnergyPrice{-100.0, 1000.0, "tariffs of 20 to 400 USD/MWh by time of use, widened (assumption)"};
constexpr UsualRange kDemandCharge{0.0, 100.0, "tariffs of 2 to 50 USD/kW and month, widened (assumption)"};
constexpr UsualRange kAdder{-50.0, 200.0,
                            "network use, levies, losses and carbon of 0 to 80 USD/MWh, widened (assumption)"};
constexpr UsualRange kFixedCharge{0.0, 1e6, "meters and service of 10 to 100,000 USD a month, widened (assumption)"};
constexpr UsualRange kAgreementPrice{5.0, 500.0,
                                     "power purchase agreements of 20 to 150 USD/MWh, widened (assumption)"};
constexpr UsualRange kCertificatePrice{0.0, 200.0, "certificates of 0.5 to 80 USD/MWh, widened (assumption)"};
constexpr UsualRange kSideCost{0.0, 100.0, "wheeling and ancillary services of 0 to 40 USD/MWh, widened (assumption)"};
constexpr UsualRange kAgreementMw{0.0, 5000.0, "agreements of 1 to 1,500 MW with one plant, widened (assumption)"};
constexpr UsualRange kPlanningMargin{0.0, 0.6, "planning reserve margins of 0.1 to 0.3, widened (assumption)"};
constexpr UsualRange kEscalation{-0.1, 0.1, "real growth; agreements state 0 to 5 % a year (assumption)"};
constexpr double kKwPerMw = 1000.0;

std::string row_of(const std::string& tariff, const TariffBlock& block) {
    return tariff + "/" + block.period + "/" + text(block.days) + "/" + std::to_string(block.first_month) + "/" +
           std::to_string(block.first_hour);
}

void check_charges(PlausibilityCheck& check, std::size_t t) {
    const Tariffs& tariffs = check.study().tariffs;
    const auto expect_adder = [&](const char* column, double cost_per_mwh) {
        check.expect_money({"tariffs", tariffs.name[t], column}, cost_per_mwh, kAdder, "/MWh", "per MWh, not per kWh");
    };
    expect_adder("network_cost_per_mwh", tariffs.network_cost_per_mwh[t]);
    expect_adder("levy_cost_per_mwh", tariffs.levy_cost_per_mwh[t]);
    expect_adder("losses_cost_per_mwh", tariffs.losses_cost_per_mwh[t]);
    expect_adder("carbon_cost_per_mwh", tariffs.carbon_cost_per_mwh[t]);
    check.expect_money({"tariffs", tariffs.name[t], "fixed_cost_per_month"}, tariffs.fixed_cost_per_month[t],
                       kFixedCharge, " a month", "a month, not a year");
}

void check_periods(PlausibilityCheck& check, std::size_t t) {
    const Tariffs& tariffs = check.study().tariffs;
    for (const TariffBlock& block : tariffs.blocks[t]) {
        const std::string row = row_of(tariffs.name[t], block);
        if (block.energy_price_per_mwh)
            check.expect_money({"tariff_periods", row, "energy_price_per_mwh"}, *block.energy_price_per_mwh,
                               kEnergyPrice, "/MWh", "per MWh, not per kWh");
        if (block.demand_charge_per_mw_month)
            check.expect_money({"tariff_periods", row, "demand_charge_per_kw_month"},
                               *block.demand_charge_per_mw_month / kKwPerMw, kDemandCharge, "/kW and month",
                               "per kW and month, not per MW or year");
    }
}

void check_agreements(PlausibilityCheck& check) {
    const Study& study = check.study();
    const auto check_offer = [&](const char* table, const std::string& row, const auto& offer,
                                 const UsualRange& usual) {
        check.expect_money({table, row, "price_per_mwh"}, offer.price_per_mwh, usual, "/MWh", "per MWh, not per kWh");
        check.expect({table, row, "escalation_frac_per_year"}, offer.escalation_frac_per_year, kEscalation, "a year",
                     "a fraction: 0.02 for 2 %");
    };
    for (const Agreement& agreement : study.agreements) {
        const std::string& plant = study.plants.name[base::at(agreement.plant)];
        check_offer("agreements", plant, agreement, kAgreementPrice);
        check.expect({"agreements", plant, "max_mw"}, agreement.max_mw, kAgreementMw, "MW", "in MW, not in kW");
        check.expect_money({"agreements", plant, "side_cost_per_mwh"}, agreement.side_cost_per_mwh, kSideCost, "/MWh",
                           "per MWh, not per kWh");
    }
    for (const Certificate& certificate : study.certificates)
        check_offer("certificates", certificate.name, certificate, kCertificatePrice);
}

void check_firm_capacity(PlausibilityCheck& check) {
    const Study& study = check.study();
    for (const FirmCapacity& rule : study.firm_capacity) {
        const std::string& place = rule.place.region != base::none<RegionIndex>
                                       ? study.regions.name[base::at(rule.place.region)]
                                       : study.data_centers.name[base::at(rule.place.data_center)];
        check.expect({"firm_capacity", place + "/" + std::to_string(rule.first_year), "margin_frac"}, rule.margin_frac,
                     kPlanningMargin, "of the peak load", "a fraction: 0.15 for 15 %");
    }
}
}  // namespace

void check_markets(PlausibilityCheck& check) {
    const Study& study = check.study();
    for (std::size_t m = 0; m < study.markets.region.size(); ++m) {
        const std::vector<double>& prices = study.markets.buy_price_per_mwh[m];
        if (prices.empty()) continue;
        const double mean = mean_over_horizon(study, prices);
        check.expect_money({"markets", study.regions.name[base::at(study.markets.region[m])], "region"}, mean,
                           kMeanPrice, "/MWh in the mean of its buying prices", "per MWh, not per kWh");
    }
    const std::vector<TariffIndex>& used = study.data_centers.tariff;  // a study may hold others to choose from
    for (std::size_t t = 0; t < study.tariffs.name.size(); ++t)
        if (std::ranges::find(used, static_cast<TariffIndex>(t)) != used.end()) {
            check_charges(check, t);
            check_periods(check, t);
        }
    check_agreements(check);
    check_firm_capacity(check);
}

}  // namespace decawatt::model
