// Bases of depreciation and credits under SSC's names.
#include <algorithm>
#include <numeric>

#include "ssc_case.hpp"

namespace decawatt::tests {

namespace {
using finance::ClassBasis;

const char* const kGovernment[] = {"fed", "sta"};
const char* const kClass[] = {"macrs_5", "macrs_15", "sl_5", "sl_15", "sl_20", "sl_39", "custom"};

struct Credit {
    double by_frac, by_amount;
};

// One class, or "total", of one government.
void add_part(const ClassBasis& part, double qualifying_frac, const Credit& credit, const std::string& of,
              const std::string& name, SscRows& rows) {
    const std::string bas = "depr_" + of + "bas_", itc = "itc_" + of + "_qual_" + name,
                      disallow = "itc_disallow_" + of + "_";
    rows[bas + "percent_" + name] = {100.0 * part.share_frac};
    rows["depr_alloc_" + name] = {part.allocated};
    rows[bas + "ibi_reduc_" + name] = {part.by_investment_grants};
    rows[bas + "cbi_reduc_" + name] = {part.by_capacity_grants};
    rows[bas + "prior_itc_" + name] = {part.before_credits};
    rows[itc] = {part.qualifying};
    rows[bas + "percent_qual_" + name] = {100.0 * qualifying_frac};
    rows[bas + "percent_amount_" + name] = {qualifying_frac * credit.by_frac};
    rows[disallow + "percent_" + name] = {part.disallowed_frac};
    rows[bas + "fixed_amount_" + name] = {qualifying_frac * credit.by_amount};
    rows[disallow + "fixed_" + name] = {part.disallowed_amount};
    rows[bas + "itc_sta_reduction_" + name] = {part.by_local_credit};
    rows[bas + "itc_fed_reduction_" + name] = {part.by_national_credit};
    rows[bas + "after_itc_" + name] = {part.after_credits};
    rows[bas + "first_year_bonus_" + name] = {part.bonus};
    rows[bas + name] = {part.depreciated};
}

double sum(const finance::Row& row) {
    return std::accumulate(row.begin(), row.end(), 0.0);
}
}  // namespace

void add_basis_rows(const finance::Project& project, const finance::ProForma& result, SscRows& rows) {
    double all_credits = 0.0;
    for (std::size_t g = 0; g < finance::kGovernments; ++g) {
        const finance::TaxRows& tax = result.tax[g];
        const std::string of = kGovernment[g];
        const std::vector<double>& amounts = project.tax[g].investment_credit.amount;
        const Credit credit{sum(tax.credit_frac), std::accumulate(amounts.begin(), amounts.end(), 0.0)};
        const double qualifying = tax.basis_total.qualifying;
        for (std::size_t c = 0; c < finance::kDepreciationClasses; ++c) {
            const double frac = qualifying > 0.0 ? tax.basis[c].qualifying / qualifying : 0.0;
            add_part(tax.basis[c], frac, credit, of, kClass[c], rows);
            rows["cf_" + of + "depr_" + kClass[c]] = tax.depreciation[c];
        }
        add_part(tax.basis_total, 1.0, credit, of, "total", rows);
        for (std::size_t k = 0; k < tax.replacement_depreciation.size(); ++k)
            rows["cf_" + of + "depr_me" + std::to_string(k + 1)] = tax.replacement_depreciation[k];
        rows["cf_" + of + "depr_total"] = tax.depreciation_total;
        rows["itc_" + of + "_percent_total"] = {credit.by_frac};
        rows["itc_" + of + "_fixed_total"] = {credit.by_amount};
        rows["cf_itc_" + of + "_amount"] = tax.credit_amount;
        rows["cf_itc_" + of + "_percent_amount"] = tax.credit_frac;
        rows["cf_itc_" + of] = tax.investment_credit;
        rows["itc_total_" + of] = {sum(tax.investment_credit)};
        all_credits += sum(tax.investment_credit);
        rows["cf_ptc_" + of] = tax.production_credit;
        rows["cf_" + of + "tax"] = tax.tax;
        rows["cf_" + of + "tax_income_prior_incentives"] = tax.income_before_incentives;
        rows["cf_" + of + "tax_taxable_incentives"] = tax.taxable_incentives;
        rows["cf_" + of + "tax_income_with_incentives"] = tax.income;
    }
    rows["itc_total"] = {all_credits};
    rows["cf_itc_total"] = result.investment_credit;
    rows["cf_federal_tax_frac"] = result.tax[0].rate_frac;
    rows["cf_state_tax_frac"] = result.tax[1].rate_frac;
    rows["cf_effective_tax_frac"] = result.effective_tax_frac;
    rows["depr_alloc_none_percent"] = {100.0 * result.totals.basis_none_frac};
    // SSC takes the share without depreciation of what is depreciated, not of the basis; nothing depends on it.
    rows["depr_alloc_none"] = {result.totals.basis_none_frac * result.tax[0].basis_total.allocated};
    rows["pre_depr_alloc_basis"] = rows["pre_itc_qual_basis"] = {result.totals.basis};
}

}  // namespace decawatt::tests
