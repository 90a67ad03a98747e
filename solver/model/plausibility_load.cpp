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

}  // namespace

void check_load(PlausibilityCheck& check) {
    const DataCenters& centers = check.study().data_centers;
    for (std::size_t d = 0; d < centers.name.size(); ++d)
        check_build(check, {"data_centers", centers.name[d]}, centers.build_connection[d],
                    {usual_connection_capex_usd_per_kw(), usual_network_lifetime_years()});
    for (std::size_t h = 0; h < check.study().halls.name.size(); ++h) check_hall(check, h);
}

}  // namespace decawatt::model
