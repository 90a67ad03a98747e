#include "io/study/schema/agreements.hpp"

#include "io/study/schema/expansion.hpp"
#include "model/study.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kEscalation{-1.0, 1.0, true, false, "a fraction above -1 and up to 1"};
constexpr int kMostSpareUnits = 1000;
constexpr const char* kPerMwh = "currency/MWh";

Columns term(const std::string& thing) {
    return {{"first_year", year().optional("first year of the horizon"),
             "First year of " + thing + "; within the horizon."},
            {"last_year", year().optional("last year of the horizon"),
             "Last year of " + thing + "; not before first_year."},
            {"escalation_frac_per_year", number(kEscalation).otherwise(0.0),
             "Real growth of the price from year to year."}};
}

TableSchema agreements() {
    return {
        .name = "agreements",
        .about =
            "Power purchase agreements. The plant states the profile, the region or data centre that is supplied, "
            "and the contract that counts the output; it has no existing capacity, no cost and no build limit of "
            "its own. How many MW are bought is decided once, for the whole term.",
        .columns = Columns{{"plant", row_of("plants").key(), "Plant whose output is bought."},
                           {"kind", choice(enum_names<model::AgreementKind>(model::kAgreementKinds)),
                            "What the price is paid for. `pay_as_produced`: all that the plant could produce, taken or "
                            "not; `pay_as_consumed`: what is taken; `take_or_pay`: what is taken, and in a year at "
                            "least take_frac of what the plant could produce; `baseload`: a flat block, taken or not; "
                            "`virtual`: all that the plant could produce, less the market's price; no power is "
                            "delivered, and the plant is in a region of markets.csv."},
                           {"price_per_mwh", number(kNotNegative).in(kPerMwh), "Price in the first year."},
                           {"max_mw", number(kNotNegative),
                            "The most that may be bought; 0: not available, unless a variant changes it."},
                           {"min_mw", number(kNotNegative).otherwise(0.0),
                            "The least that is bought; as max_mw for an agreement that is signed."}} +
                   term("the term") +
                   Columns{{"side_cost_per_mwh", number(kNotNegative).otherwise(0.0),
                            "Network use, ancillary services and other costs of what is taken; not of virtual."},
                           {"take_frac", number(kFraction).optional("none"),
                            "Least share that is paid for; required of take_or_pay, and of no other."}}};
}

TableSchema certificates() {
    return {
        .name = "certificates",
        .about = "Certificates of clean energy that contracts may buy without the power.",
        .columns = Columns{{"name", text().key(), "Name of the offer."},
                           {"contract", row_of("contracts"), "Contract that may buy."},
                           {"matching", choice(enum_names<model::CertificateMatching>(model::kCertificateMatchings)),
                            "`annual`: counts in the annual matching; `hourly`: counts in its hour as clean "
                            "generation does, and in the annual matching."},
                           {"price_per_mwh", number(kNotNegative).in(kPerMwh), "Price in the first year."},
                           {"limit_mwh_per_year", number(kPositive).in("MWh per year").optional("no limit"),
                            "The most that may be bought in a year; of annual ones only."},
                           {"limit_mw", number(kPositive).optional("none"),
                            "The most that may be bought in an hour; required of hourly ones, and of no other."},
                           {"profile", row_of("plants").optional("flat"),
                            "Plant whose availability limit_mw follows; of hourly ones only."}} +
                   term("the offer")};
}

TableSchema firm_capacity() {
    return {.name = "firm_capacity",
            .about =
                "Rules of firm capacity, from a year on until the next rule of the same place: credited capacity "
                "is at least the year's peak load with its margin, and the largest units that may fail.",
            .columns = {{"place", row_of("regions").or_row_of("data_centers").key(),
                         "Region, with all its data centres; or data centre, with what stands behind its meter."},
                        {"year", year().key(), "First calendar year of the rule."},
                        {"margin_frac", number(kNotNegative).otherwise(0.0), "Margin above the peak load."},
                        {"spare_units", integer(0, kMostSpareUnits).otherwise(0).without_unit(),
                         "How many of the largest unit are covered beside: k of N + k."},
                        {"connection_credit_frac", number(kFraction).otherwise(1.0),
                         "Credit of the firm part of a data centre's connection."},
                        {"connection_is_unit", boolean().otherwise(false),
                         "Whether the firm part of the connection is a unit that may fail; of data centres only."}}};
}

TableSchema fuel_limits() {
    return {.name = "fuel_limits",
            .about = "Limits of the heat of a fuel that the plants of a place may use in an hour.",
            .columns = {{"place", row_of("regions").or_row_of("data_centers").key(),
                         "Region, with what stands behind the meters of its data centres; or data centre."},
                        {"fuel", row_of("fuels").key(), "Fuel."},
                        {"limit_mw_thermal", number(kPositive).in("MW of heat").of_planning(), "Limit."}}};
}
}  // namespace

std::vector<TableSchema> agreement_tables() {
    return {agreements(), certificates(), firm_capacity(), fuel_limits()};
}

}  // namespace decawatt::io::schema
