#include "io/study/schema/markets.hpp"

#include "base/time_axis.hpp"
#include "model/study.hpp"

namespace decawatt::io::schema {

namespace {
const char *const kPerMwh = "currency/MWh", *const kPerMonth = "currency per month";
constexpr Range kPrice{-kInfinity, kInfinity, true, true, "a finite number"};

TableSchema markets() {
    return {.name = "markets",
            .about =
                "Regions that are markets: their grid is not modelled but represented by hourly prices from "
                "hourly.csv. The absolute value of a price is at most planning.unserved_cost_per_mwh.",
            .columns = {{"region", row_of("regions").key(), "Region that is a market; demand of its own is optional."},
                        {"buy_limit_mw", number(kNotNegative), "Maximum power that the region may buy."},
                        {"sell_limit_mw", number(kNotNegative).otherwise(0.0), "Maximum power that it may sell."},
                        {"emission_t_per_mwh",
                         number(kNotNegative).optional("not known; required with emission_cap_t").in("t CO2/MWh"),
                         "Emission factor of purchases, whose emissions count under emission_cap_t; the market's "
                         "price is taken to include their cost. Without it emissions of what is bought are not "
                         "known."}}};
}

TableSchema tariffs() {
    return {
        .name = "tariffs",
        .about = "Tariffs of data centres. All amounts are charged on net import, hour by hour.",
        .columns = {{"name", text().key(), "Name of the tariff."},
                    {"service", choice({"bundled", "delivery"}),
                     "`bundled`: the tariff's energy price replaces that of the region; `delivery`: it comes on top "
                     "of it."},
                    {"network_cost_per_mwh", number(kNotNegative).otherwise(0.0), "Network use."},
                    {"levy_cost_per_mwh", number(kNotNegative).otherwise(0.0), "Levies and taxes."},
                    {"losses_cost_per_mwh", number(kNotNegative).otherwise(0.0), "Losses of the network."},
                    {"carbon_cost_per_mwh", number(kNotNegative).otherwise(0.0), "Carbon or climate charge."},
                    {"fixed_cost_per_month", number(kNotNegative).otherwise(0.0).in(kPerMonth),
                     "Monthly charge, independent of imports."}}};
}

TableSchema tariff_periods() {
    return {.name = "tariff_periods",
            .about =
                "Blocks of hours of tariffs, at the study's UTC offset. Blocks of the same name form one period. "
                "Where a tariff has energy prices, the blocks with a price cover every hour exactly once.",
            .columns = {
                {"tariff", row_of("tariffs").key(), "Tariff."},
                {"period", text().key(), "Name of the period, such as `on-peak`."},
                {"day_type", choice(enum_names<model::TariffDays>(model::kTariffDays)).key(),
                 "Days of the block; Sundays are holidays, and `nonworking` are Saturdays and holidays."},
                {"first_month", month().key(), "First month of the block."},
                {"first_hour", integer(0, base::kHoursPerDay - 1).without_unit().key(),
                 "First hour of the block, by its start."},
                {"last_month", month(), "Last month; if before the first, the block extends over New Year."},
                {"last_hour", integer(0, base::kHoursPerDay - 1).without_unit(),
                 "Last hour, by its start; if before the first, the block extends over midnight."},
                {"energy_price_per_mwh", number(kPrice).optional().in(kPerMwh), "Price of energy."},
                {"demand_charge_per_kw_month", number(kNotNegative).optional().in("currency/kW per month"),
                 "Charge on the highest import of the period's hours in a month."},
                {"ratchet_frac", number(kFraction).otherwise(0.0),
                 "Minimum demand billed in a month, as a fraction of the highest import of the period in the calendar "
                 "year."},
                {"minimum_take_frac", number(kFraction).otherwise(0.0),
                 "Minimum demand billed in a month, as a fraction of the connection's capacity."},
            }};
}
}  // namespace

std::vector<TableSchema> market_tables() {
    return {markets(), tariffs(), tariff_periods()};
}

}  // namespace decawatt::io::schema
