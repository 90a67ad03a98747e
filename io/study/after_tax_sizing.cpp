#include "io/study/after_tax_sizing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/capital_recovery.hpp"
#include "finance/after_tax_annuity.hpp"
#include "finance/time_value.hpp"

namespace decawatt::io {

namespace {
using base::none;

constexpr auto kNational = static_cast<std::size_t>(finance::Government::national);
constexpr double kMonthsPerYear = 12.0, kSameRate = 1e-6;

class AfterTax {
  public:
    AfterTax(const FinanceTerms& terms, model::Study& study) : terms_(terms), study_(study) {}

    std::vector<std::string> apply() {
        const double inflation = terms_.common.inflation_frac;
        study_.planning.after_tax = {.return_frac = finance::nominal_rate(study_.discount_rate, inflation),
                                     .inflation_frac = inflation,
                                     .tax_frac = terms_.tax_frac()};
        apply_to_plants();
        apply_to_stores();
        const AppliedTerms network = terms_of_network(terms_);
        for (model::ExpansionOption& option : study_.lines.build)
            if (is_campus()) set(network, option);
        for (model::ExpansionOption& option : study_.data_centers.build_connection) set(network, option);
        for (model::ConnectionTerms& connection : study_.data_centers.terms) set(network, connection.nonfirm.build);
        return notes();
    }

  private:
    bool is_campus() const { return study_.planning.perspective == model::Perspective::campus; }
    bool counts(model::ContractIndex contract, model::DataCenterIndex behind) const {
        return is_campus() || contract != none<model::ContractIndex> || behind != none<model::DataCenterIndex>;
    }

    finance::AnnuityTerms annuity_terms(const AppliedTerms& applied, double life_years) const {
        const finance::Project& common = terms_.common;
        const finance::TaxRules& national = common.tax[kNational];
        const int years = std::max(1, static_cast<int>(std::lround(life_years)));
        std::vector<double> shares = finance::depreciation_schedule(applied.depreciation, years);
        shares.erase(shares.begin());  // of year 0
        for (double& share : shares) share *= 1.0 - national.bonus_frac;
        shares.front() += national.bonus_frac;
        return {.return_frac = study_.planning.after_tax->return_frac,
                .life_years = years,
                .tax_frac = study_.planning.after_tax->tax_frac,
                .investment_credit_frac = applied.investment_credit_frac,
                .depreciation_frac = std::move(shares),
                .basis_reduction_frac = national.investment_credit.frac_reduces_basis[kNational] ? 0.5 : 0.0,
                .inflation_frac = common.inflation_frac,
                .construction_financing_frac = finance::construction_cost(
                    {{1.0, kMonthsPerYear * terms_.construction_years, terms_.construction_interest_frac, 0.0}}, 1.0),
                .construction_years = terms_.construction_years,
                .property_tax_frac = common.property.tax_frac,
                .insurance_frac = common.property.insurance_frac};
    }

    void set(const AppliedTerms& applied, model::ExpansionOption& option) {
        if (!option.possible()) return;
        const finance::AnnuityTerms terms = annuity_terms(applied, option.lifetime_years);
        const double annuity = finance::after_tax_annuity_factor(terms);
        option.annuity_factor = annuity / base::capital_recovery_factor(study_.discount_rate, option.lifetime_years);
        // A loss arises where what is depreciated in a year exceeds the year's income, which is the annuity.
        const double basis = 1.0 - terms.basis_reduction_frac * terms.investment_credit_frac;
        for (std::size_t t = 0; t < terms.depreciation_frac.size(); ++t)
            has_losses_ = has_losses_ || basis * terms.depreciation_frac[t] >
                                             annuity * std::pow(1.0 + terms.inflation_frac, static_cast<double>(t + 1));
    }

    void apply_to_plants() {
        model::Plants& plants = study_.plants;
        const finance::ProductionCredit& credit = terms_.common.tax[kNational].production_credit;
        std::vector<double> worth(plants.name.size(), 0.0);
        for (std::size_t p = 0; p < plants.name.size(); ++p) {
            if (!plants.build[p].possible() || !counts(plants.contract[p], plants.behind[p]) ||
                model::agreement_of(study_, static_cast<model::PlantIndex>(p)) != nullptr)
                continue;
            const AppliedTerms applied = terms_of_plant(terms_, study_, p);
            set(applied, plants.build[p]);
            worth[p] = finance::levelised_credit(
                {applied.production_credit_per_mwh, credit.years, credit.per_mwh.escalation_frac},
                annuity_terms(applied, plants.build[p].lifetime_years));
        }
        if (std::ranges::any_of(worth, [](double per_mwh) { return per_mwh != 0.0; }))
            plants.tax_credit_per_mwh = std::move(worth);
    }

    void apply_to_stores() {
        model::Stores& stores = study_.stores;
        for (std::size_t s = 0; s < stores.name.size(); ++s) {
            if (!counts(stores.contract[s], stores.behind[s])) continue;
            const AppliedTerms applied = terms_of_store(terms_, study_, s);
            set(applied, stores.build_power[s]);
            set(applied, stores.build_energy[s]);
        }
    }

    std::vector<std::string> notes() const {
        const model::AfterTaxSizing& sizing = *study_.planning.after_tax;
        constexpr double kPercent = 100.0;
        std::vector<std::string> all = {
            fmt::format("finance.sizing: annuities of {} are after tax: {:.4g} % a year nominal ({:.4g} % real, "
                        "inflation {:.4g} %), tax {:.4g} %",
                        is_campus() ? "all that may be built" : "assets paid for by contracts and data centres",
                        kPercent * sizing.return_frac, kPercent * study_.discount_rate,
                        kPercent * sizing.inflation_frac, kPercent * sizing.tax_frac)};
        const double target = terms_.common.returns.target_frac;
        if (terms_.common.debt.tenor_years > 0)
            all.emplace_back(
                "finance.sizing: debt enters the sizing through study.discount_rate alone, which is the real return "
                "after tax of debt and equity together");
        else if (std::abs(target - sizing.return_frac) > kSameRate)
            all.push_back(
                fmt::format("finance.target_return_frac: the equity earns {:.4g} % a year in `finance`, and "
                            "{:.4g} % in the sizing, from study.discount_rate and inflation",
                            kPercent * target, kPercent * sizing.return_frac));
        if (has_losses_ && terms_.common.tax[kNational].losses == finance::LossTreatment::carried_forward)
            all.emplace_back(
                "finance.tax_losses: depreciation exceeds income in some years; the sizing uses such losses at once "
                "and does not carry them forward");
        return all;
    }

    const FinanceTerms& terms_;
    model::Study& study_;
    bool has_losses_ = false;
};
}  // namespace

std::vector<std::string> apply_after_tax_sizing(const FinanceTerms& terms, model::Study& study) {
    if (terms.sizing == SizingBasis::pre_tax) return {};
    return AfterTax(terms, study).apply();
}

}  // namespace decawatt::io
