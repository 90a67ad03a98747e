#include "io/common/finance_terms.hpp"

#include <algorithm>

namespace decawatt::io {

namespace {
constexpr auto kNational = static_cast<std::size_t>(finance::Government::national);
constexpr auto kLocal = static_cast<std::size_t>(finance::Government::local);

AppliedTerms with_own(AppliedTerms applied, const FinanceTerms& terms, const std::string& asset) {
    const auto own = std::ranges::find(terms.assets, asset, &AssetTerms::asset);
    if (own == terms.assets.end()) return applied;
    applied.depreciation = own->depreciation.value_or(applied.depreciation);
    applied.investment_credit_frac = own->investment_credit_frac.value_or(applied.investment_credit_frac);
    applied.production_credit_per_mwh = own->production_credit_per_mwh.value_or(applied.production_credit_per_mwh);
    applied.revenue_per_mwh = own->revenue_per_mwh.value_or(applied.revenue_per_mwh);
    return applied;
}
}  // namespace

double FinanceTerms::tax_frac() const {
    const double local = common.tax[kLocal].rate_frac.front();
    return local + (1.0 - local) * common.tax[kNational].rate_frac.front();
}

AppliedTerms terms_of_plant(const FinanceTerms& terms, const model::Study& study, std::size_t plant) {
    AppliedTerms applied = terms_of_network(terms);
    const finance::TaxRules& national = terms.common.tax[kNational];
    if (study.plants.clean[plant]) {
        applied.investment_credit_frac = national.investment_credit.frac.front();
        applied.production_credit_per_mwh = national.production_credit.per_mwh.value.front();
    }
    if (study.plants.renewable[plant]) applied.revenue_per_mwh = terms.revenue_per_mwh;
    return with_own(applied, terms, study.plants.name[plant]);
}

AppliedTerms terms_of_store(const FinanceTerms& terms, const model::Study& study, std::size_t store) {
    AppliedTerms applied = terms_of_network(terms);
    applied.investment_credit_frac = terms.common.tax[kNational].investment_credit.frac.front();
    return with_own(applied, terms, study.stores.name[store]);
}

AppliedTerms terms_of_network(const FinanceTerms& terms) {
    return {.depreciation = terms.depreciation};
}

}  // namespace decawatt::io
