// Data centres, their halls and connections.
#include <fmt/format.h>

#include "base/index.hpp"
#include "model/plausibility_parts.hpp"

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

void check_connection(PlausibilityCheck& check, std::size_t d) {
    const DataCenters& centers = check.study().data_centers;
    const BuildOption& build = centers.build_connection[d];
    if (!build.possible()) return;
    check.expect_money({"data_centers", centers.name[d], "capex_per_kw"}, build.capex_per_mw / kKwPerMw,
                       usual_connection_capex_usd_per_kw(), "/kW", "per kW, not per MW");
    check.expect({"data_centers", centers.name[d], "lifetime_years"}, build.lifetime_years,
                 usual_network_lifetime_years(), "years");
}
}  // namespace

void check_load(PlausibilityCheck& check) {
    for (std::size_t d = 0; d < check.study().data_centers.name.size(); ++d) check_connection(check, d);
    for (std::size_t h = 0; h < check.study().halls.name.size(); ++h) check_hall(check, h);
}

}  // namespace decawatt::model
