// Terms of finance of a study: [finance] in study.toml and finance_terms.csv.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/project.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// What differs for one plant or store; what is not stated is as in [finance].
struct AssetTerms {
    std::string asset;
    std::optional<finance::DepreciationClass> depreciation;
    std::optional<double> investment_credit_frac, production_credit_per_mwh, revenue_per_mwh;
};

// Whether the annuities of a sizing are before tax, or after it with credits (io/study/after_tax_sizing.hpp).
enum class SizingBasis : std::uint8_t { pre_tax, after_tax };

// Source of the energy that is added to ageing stores each year.
enum class Augmentation : std::uint8_t { none, plan, stated };

struct FinanceTerms {
    SizingBasis sizing = SizingBasis::pre_tax;
    finance::Project common;  // everything but the cost, energy and expenses of an asset
    finance::DepreciationClass depreciation = finance::DepreciationClass::straight_line_20;
    int construction_years = 1;
    double construction_interest_frac = 0.0;
    double revenue_per_mwh = 0.0;  // beside the price of energy, such as certificates; real, of the price year
    Augmentation augmentation = Augmentation::none;
    double augmentation_frac_per_year = 0.0;  // stated: of the energy built, from the second year on
    double augmentation_cost_frac = 1.0;      // of the cost of a MWh built
    std::vector<AssetTerms> assets;
    double tax_frac() const;  // local tax is deducted from national income
};

// Terms of one asset: its own, otherwise those of [finance] for its kind.
struct AppliedTerms {
    finance::DepreciationClass depreciation = finance::DepreciationClass::straight_line_20;
    double investment_credit_frac = 0.0;                            // of clean plants and of stores
    double production_credit_per_mwh = 0.0, revenue_per_mwh = 0.0;  // of clean plants; of renewable plants
};
AppliedTerms terms_of_plant(const FinanceTerms& terms, const model::Study& study, std::size_t plant);
AppliedTerms terms_of_store(const FinanceTerms& terms, const model::Study& study, std::size_t store);
AppliedTerms terms_of_network(const FinanceTerms& terms);  // of lines and connections

}  // namespace decawatt::io
