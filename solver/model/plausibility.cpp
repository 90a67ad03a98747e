#include "model/plausibility.hpp"

#include <fmt/format.h>

#include "model/plausibility_check.hpp"
#include "model/plausibility_load.hpp"
#include "model/plausibility_locations.hpp"
#include "model/plausibility_markets.hpp"
#include "model/plausibility_supply.hpp"

namespace decawatt::model {

namespace {
// study.toml
void check_settings(PlausibilityCheck& check) {
    const Study& study = check.study();
    check.expect({"study", "", "discount_rate"}, study.discount_rate, kUsualDiscountRate, "a year",
                 "a fraction: 0.05 for 5 %");
    check.expect_money({"planning", "", "unserved_cost_per_mwh"}, study.planning.unserved_cost_per_mwh,
                       kUsualUnservedCostUsdPerMwh, "/MWh", "per MWh, not per kWh");
}
}  // namespace

std::string PlausibilityWarning::path() const {
    return row.empty() ? fmt::format("{}.{}", table, column) : fmt::format("{}.{}.{}", table, row, column);
}

std::vector<PlausibilityWarning> plausibility_warnings(const Study& study) {
    PlausibilityCheck check(study);
    check_settings(check);
    check_locations(check);
    check_markets(check);
    check_demand(check);
    check_fuels(check);
    check_equipment(check);
    check_load(check);
    return check.take();
}

}  // namespace decawatt::model
