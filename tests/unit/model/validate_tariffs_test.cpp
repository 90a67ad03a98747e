// Rules of tariffs, by hand.
#include "model/validate_tariffs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace decawatt;
using model::TariffBlock;

namespace {

// A tariff of a campus, with these blocks.
model::Study with(std::vector<TariffBlock> blocks) {
    model::Study study;
    study.horizon = {.first_year = 2030, .last_year = 2030};
    study.regions.name = {"grid"};
    study.tariffs.name = {"large"};
    study.tariffs.bundled = {false};
    for (auto* column :
         {&study.tariffs.network_cost_per_mwh, &study.tariffs.levy_cost_per_mwh, &study.tariffs.losses_cost_per_mwh,
          &study.tariffs.carbon_cost_per_mwh, &study.tariffs.fixed_cost_per_month})
        column->assign(1, 0.0);
    study.tariffs.blocks = {std::move(blocks)};
    study.data_centers.name = {"campus"};
    study.data_centers.region = {model::RegionIndex{0}};
    study.data_centers.tariff = {model::TariffIndex{0}};
    return study;
}

TariffBlock charge(int first_month, int last_month, double per_kw_month) {
    return {.period = "peak",
            .first_month = first_month,
            .last_month = last_month,
            .demand_charge_per_mw_month = 1000.0 * per_kw_month};
}

// Violations that name the column.
std::vector<model::Violation> of_column(const model::Study& study, const std::string& column) {
    std::vector<model::Violation> all, found;
    validate_tariffs(study, all);
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const model::Violation& violation) { return violation.column == column; });
    return found;
}

}  // namespace

TEST_CASE("blocks of a period have one demand charge in the months that they share") {
    constexpr const char* kColumn = "demand_charge_per_kw_month";
    CHECK(of_column(with({charge(1, 6, 5.0), charge(7, 12, 8.0)}), kColumn).empty());
    CHECK(of_column(with({charge(1, 6, 5.0), charge(6, 12, 5.0)}), kColumn).empty());
    const auto found = of_column(with({charge(1, 6, 5.0), charge(6, 12, 8.0)}), kColumn);
    REQUIRE(found.size() == 1);
    CHECK(found[0].found == "large, period peak: 5 and 8");
    CHECK(of_column(with({charge(11, 2, 5.0), charge(2, 10, 8.0)}), kColumn).size() == 1);  // over New Year
    TariffBlock other = charge(1, 12, 8.0);
    other.period = "base";
    CHECK(of_column(with({charge(1, 12, 5.0), other}), kColumn).empty());
}

TEST_CASE("blocks of a period have one ratchet and one minimum take, whatever their months") {
    TariffBlock summer = charge(6, 8, 5.0), winter = charge(12, 2, 8.0);
    summer.ratchet_frac = winter.ratchet_frac = 0.8;
    summer.minimum_take_frac = winter.minimum_take_frac = 0.3;
    CHECK(of_column(with({summer, winter}), "ratchet_frac").empty());
    winter.ratchet_frac = 0.7;
    CHECK(of_column(with({summer, winter}), "ratchet_frac").size() == 1);
    CHECK(of_column(with({summer, winter}), "minimum_take_frac").empty());
    winter.minimum_take_frac = 0.0;
    CHECK(of_column(with({summer, winter}), "minimum_take_frac").size() == 1);
    winter.demand_charge_per_mw_month.reset();
    CHECK(of_column(with({summer, winter}), "ratchet_frac").empty());
}

TEST_CASE("blocks begin and end with steps of the study") {
    TariffBlock block = charge(1, 12, 5.0);
    block.first_hour = 8;
    block.last_hour = 19;
    model::Study study = with({block});
    const auto faults = [&] {
        return of_column(study, "first_hour").size() * 10 + of_column(study, "last_hour").size();
    };
    CHECK(faults() == 0);
    study.horizon.step_s = 4 * base::kSecondsPerHour;
    CHECK(faults() == 0);
    study.tariffs.blocks[0][0].first_hour = 9;
    CHECK(faults() == 10);
    study.tariffs.blocks[0][0].last_hour = 20;
    CHECK(faults() == 11);
    study.data_centers.tariff = {base::none<model::TariffIndex>};  // nobody has it
    CHECK(faults() == 0);
}
