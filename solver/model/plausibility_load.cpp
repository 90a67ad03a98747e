#include "model/plausibility_load.hpp"

#include <fmt/format.h>

#include "base/index.hpp"

namespace decawatt::model {

namespace {
constexpr double kKwPerMw = 1000.0;

void check_hall(PlausibilityCheck& check, std::size_t h) {
    const Halls& halls = check.study().halls;
    const std::string center = halls.data_center[h] == base::none<DataCenterIndex>
                                   ? std::string()
                                   : check.study().data_centers.name[base::at(halls.data_center[h])];
    const std::string row = fmt::format("{}/{}", center, halls.name[h]);
    check.expect({"halls", row, "it_mw"}, halls.it_mw[h], kUsualHallMw, "MW of IT", "MW, not kW");
    if (halls.gpus[h] > 0.0)
        check.expect({"halls", row, "kw_per_gpu"}, halls.it_mw[h] * kKwPerMw / halls.gpus[h], kUsualKwPerGpu,
                     "kW a GPU", "with its share of the node");
}

// Charges are given per kW and year: one per MW, or per month, is far outside.
void check_charges(PlausibilityCheck& check, std::size_t d) {
    const DataCenters& centers = check.study().data_centers;
    const ConnectionTerms terms = centers.terms_of(d);
    const auto expect = [&](const char* column, double per_mw_year) {
        if (per_mw_year > 0.0)
            check.expect_money({"data_centers", centers.name[d], column}, per_mw_year / kKwPerMw,
                               usual_connection_charge_usd_per_kw_year(), "/kW", "per kW and year");
    };
    expect("connection_charge_per_kw_year", terms.charge_per_mw_year);
    expect("nonfirm_charge_per_kw_year", terms.nonfirm.charge_per_mw_year);
    if (!terms.nonfirm.build.possible()) return;
    check.expect_money({"data_centers", centers.name[d], "nonfirm_capex_per_kw"}, terms.nonfirm.build.capex / kKwPerMw,
                       usual_connection_capex_usd_per_kw(), "/kW", "per kW, not per MW");
}

}  // namespace

void check_load(PlausibilityCheck& check) {
    const DataCenters& centers = check.study().data_centers;
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        check_build(check, {"data_centers", centers.name[d]}, centers.build_connection[d],
                    {usual_connection_capex_usd_per_kw(), usual_network_lifetime_years()});
        check_charges(check, d);
    }
    for (std::size_t h = 0; h < check.study().halls.name.size(); ++h) check_hall(check, h);
}

}  // namespace decawatt::model
