#include "io/study/schema/finance.hpp"

#include "finance/depreciation.hpp"
#include "finance/drivers.hpp"
#include "finance/uncertainty.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kRate{-0.5, 1.0, false, false, "a rate per year from -0.5 to 1 (7 % is 0.07)"};
constexpr Range kTaxRate{0.0, 1.0, false, true, "a fraction from 0 to below 1 (21 % is 0.21)"};
constexpr Range kCoverage{0.0, 10.0, false, false, "a ratio from 1 to 10; 0: debt is a share"};
constexpr Range kChange{0.0, 1.0, false, true, "a fraction from 0 to below 1 (10 % is 0.1)"};
constexpr Range kMonths{0.0, 12.0, false, false, "months from 0 to 12"};
constexpr int kMostTenor = 60, kMostConstruction = 10;
constexpr const char* kPerYear = "fraction per year";

// All but `custom`, whose schedule nothing states here.
std::vector<std::string> classes() {
    return enum_names<finance::DepreciationClass>(static_cast<int>(finance::kDepreciationClasses) - 1);
}

Columns augmentation_keys() {
    return {
        {"augmentation", choice({"none", "plan", "stated"}).otherwise("none"),
         "Energy that is added to stores each year and paid as an operating cost: none; as the ageing model finds for "
         "the plan's dispatch (/battery/augmentation_mwh of its result; after the horizon as in its last year); or "
         "augmentation_frac_per_year."},
        {"augmentation_frac_per_year", number(kFraction).otherwise(0.0).in(kPerYear),
         "Energy added from the second year on, over the energy built, where augmentation is stated."},
        {"augmentation_cost_frac", number(kNotNegative).otherwise(1.0),
         "Real cost of a MWh added over capex_per_kwh of the store."},
    };
}

Columns debt_keys() {
    return {
        {"debt_tenor_years", integer(0, kMostTenor).otherwise(0).in("years"),
         "Years over which debt is repaid; 0: no debt. Not longer than the life of an asset."},
        {"debt_interest_frac", number(kRate).otherwise(0.07).in(kPerYear), "Nominal interest of debt."},
        {"debt_coverage_ratio", number(kCoverage).otherwise(0.0).without_unit(),
         "Cash available over debt service in every year, at least 1, from which debt is sized; 0: debt is a share."},
        {"debt_share_frac", number(kFraction).otherwise(0.0),
         "Debt over the installed cost; with a coverage ratio and above 0, the most that debt may be of it."},
        {"debt_fee_frac", number(kFraction).otherwise(0.0), "Fee of debt."},
        {"debt_reserve_months", number(kMonths).otherwise(0.0).in("months"), "Debt service held in reserve."},
    };
}

Columns tax_keys() {
    return {
        {"national_tax_frac", number(kTaxRate).otherwise(0.0), "National (federal) tax on income."},
        {"local_tax_frac", number(kTaxRate).otherwise(0.0),
         "Local (state) tax on income; deductible from national income."},
        {"tax_losses", choice({"used_at_once", "carried_forward"}).otherwise("used_at_once"),
         "Whether a loss reduces other income of the owner in its year, or later income of the asset."},
        {"depreciation", choice(classes()).otherwise("straight_line_20"), "Class of depreciation."},
        {"bonus_depreciation_frac", number(kFraction).otherwise(0.0), "Share depreciated in the first year."},
        {"investment_credit_frac", number(kFraction).otherwise(0.0),
         "Credit against national tax, a share of the cost; of clean plants and of stores."},
        {"investment_credit_reduces_basis", boolean().otherwise(true),
         "Whether half of that credit leaves the basis of depreciation."},
        {"production_credit_per_mwh", number(kNotNegative).otherwise(0.0).in("currency/MWh"),
         "Credit against national tax for energy, in money of price_year, from which it grows with inflation until the "
         "first year of operation; of clean plants."},
        {"production_credit_years", integer(0, kMostTenor).otherwise(10).in("years"), "Years of that credit."},
        {"production_credit_escalation_frac", number(kRate).otherwise(0.0).in(kPerYear),
         "Its nominal growth in operation."},
        {"production_credit_rounding_per_mwh", number(kNotNegative).otherwise(0.0).in("currency/MWh"),
         "Its multiple to which it is rounded each year (1 in the US); 0: not rounded."},
    };
}
}  // namespace

SectionSchema finance_section() {
    Columns keys = {
        {"sizing", choice({"pre_tax", "after_tax"}).otherwise("pre_tax"),
         "Whether taxes and credits act on what `run` builds: annuities before tax, or after tax at the study's "
         "discount rate, with credits: of all assets in the perspective of a campus, of those that contracts and data "
         "centres pay for in that of the system. Inflation and the keys of construction, property, insurance, taxes "
         "and credits are then read by `run` too."},
        {"target_return_frac", number(kRate).otherwise(0.1).in(kPerYear),
         "Nominal return of the equity after tax over the life, which the price of energy has to earn."},
        {"inflation_frac", number(kRate).otherwise(0.025).in(kPerYear), "Inflation from price_year on."},
        {"price_escalation_frac", number(kRate).otherwise(0.0).in(kPerYear), "Nominal growth of that price."},
        {"revenue_per_mwh", number(kNotNegative).otherwise(0.0).in("currency/MWh"),
         "Revenue of renewable plants in addition to that price, such as certificates; real money of price_year."},
        {"construction_years", integer(1, kMostConstruction).otherwise(1).in("years"),
         "Years over which equity is spent in equal parts, the last ending where operation begins."},
        {"construction_interest_frac", number(kRate).otherwise(0.0).in(kPerYear),
         "Interest on half of the cost over these years, added to it."},
        {"property_tax_frac", number(kFraction).otherwise(0.0), "Tax on the cost of the asset, per year."},
        {"insurance_frac", number(kFraction).otherwise(0.0),
         "Insurance in the first year over the cost; it grows with inflation."},
    };
    for (const Columns& part : {augmentation_keys(), debt_keys(), tax_keys()})
        keys.insert(keys.end(), part.begin(), part.end());
    return {
        "finance",
        "Terms of finance of what a plan builds; read by `finance`, and by `run` if `sizing` is `after_tax`. Defaults "
        "are assumptions; scenarios/finance has sections to copy, with sources.",
        keys};
}

std::vector<TableSchema> finance_tables() {
    return {
        {.name = "finance_terms",
         .about = "Terms of finance that differ for a plant or store from those of [finance] in study.toml.",
         .columns = {{"asset", row_of("plants").or_row_of("stores").key(), "Plant or store that may be built."},
                     {"depreciation", choice(classes()).optional("as in [finance]"), "Class of depreciation."},
                     {"investment_credit_frac", number(kFraction).optional("as in [finance]"),
                      "Credit against national tax, a share of the cost."},
                     {"production_credit_per_mwh", number(kNotNegative).optional("as in [finance]").in("currency/MWh"),
                      "Credit against national tax for energy, as in [finance]."},
                     {"revenue_per_mwh", number(kNotNegative).optional("as in [finance]").in("currency/MWh"),
                      "Revenue in addition to the price of energy, such as certificates; real money of price_year."}}},
        {.name = "finance_risks",
         .about = "By how much inputs may differ from those of the plan; read by `finance --tornado` and `--samples`. "
                  "Its values are assumptions of the study.",
         .columns = {
             {"driver", choice(enum_names<finance::Driver>(static_cast<int>(finance::kDrivers))).key(),
              "The input: capital cost, fixed, variable, fuel or carbon costs of the own assets; money of purchases, "
              "tariffs, agreements, certificates, sales; energy of the own assets, its price, other revenue; the "
              "target return; the interest of debt."},
             {"change_frac", number(kChange).optional("that of `--tornado`").in("fraction"),
              "Change in each direction in the tornado, a share of the input; 0: the input is not in it."},
             {"distribution", choice(enum_names<finance::Distribution>(4)).otherwise("normal"),
              "Distribution of the factor on the input, with the mean 1."},
             {"spread_frac", number(kChange).otherwise(0.0).in("fraction"),
              "Standard deviation of a normal or lognormal factor, half of the width of a uniform or (symmetric) "
              "triangular one; 0: the input is certain."}}}};
}

}  // namespace decawatt::io::schema
