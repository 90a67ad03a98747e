#include "model/validate_connection.hpp"

#include <cmath>

#include "model/fixed_series.hpp"
#include "model/number_text.hpp"
#include "model/outages.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::model {

namespace {
class Rules {
  public:
    Rules(const Study& study, std::vector<Violation>& violations) : study_(study), violations_(violations) {}

    void check(std::size_t d) {
        const NonfirmTerms terms = study_.data_centers.terms_of(d).nonfirm;
        check_share(d, terms);
        check_series(d, terms);
        const bool by_hours =
            terms.curtailment == Curtailment::stress_hours || terms.curtailment == Curtailment::budget;
        if (by_hours && terms.hours_per_year <= 0.0)
            add(d, "nonfirm_h_per_year", "nothing",
                std::string("the hours that ") + text(terms.curtailment) + " needs");
        const RegionIndex region = study_.data_centers.region[d];
        const bool by_price = fixed_nonfirm_frac(study_, static_cast<DataCenterIndex>(d)) != nullptr;
        const bool by_demand =
            (terms.curtailment == Curtailment::stress_hours && !by_price) || std::isfinite(terms.candidate_hours);
        if (by_demand && region != base::none<RegionIndex> && market_of(study_, region))
            add(d, "nonfirm_curtailment", std::string(text(terms.curtailment)) + " in a market region",
                "series, stress_hours of a price (stress_price_per_mwh in hourly.csv), or budget without "
                "nonfirm_candidate_h_per_year: hours of highest demand need a region whose demand is modelled");
        if (terms.curtailment == Curtailment::budget && terms.candidate_hours < terms.hours_per_year)
            add(d, "nonfirm_candidate_h_per_year", shortest(terms.candidate_hours),
                "at least nonfirm_h_per_year, " + shortest(terms.hours_per_year));
        if (terms.curtailment == Curtailment::none && terms.build.possible())
            add(d, "nonfirm_curtailment", "nothing", "a rule for the capacity that nonfirm_build_limit_mw allows");
    }

  private:
    void add(std::size_t d, const char* column, std::string found, std::string expected) {
        violations_.push_back({"data_centers", d, column, std::move(found), std::move(expected)});
    }

    // Without a rule adequacy alone reads it, and it may be a part of what is still to be built.
    void check_share(std::size_t d, const NonfirmTerms& terms) {
        const double nonfirm_mw = entry_of(study_.reliability.nonfirm_mw, static_cast<DataCenterIndex>(d), 0.0);
        double most_mw = study_.data_centers.connection_mw[d];
        if (terms.curtailment == Curtailment::none) most_mw += study_.data_centers.build_connection[d].limit;
        if (nonfirm_mw > most_mw)
            add(d, "nonfirm_mw", shortest(nonfirm_mw), "at most " + shortest(most_mw) + ", the whole connection");
    }

    void check_series(std::size_t d, const NonfirmTerms& terms) {
        const bool given = fixed_nonfirm_frac(study_, static_cast<DataCenterIndex>(d)) != nullptr;
        const bool by_series = terms.curtailment == Curtailment::series,
                   by_stress = terms.curtailment == Curtailment::stress_hours;  // the hours of a price
        if (by_series && !given) add(d, "nonfirm_curtailment", "series", "nonfirm_available_frac of it in hourly.csv");
        if (given && !by_series && !by_stress)
            add(d, "nonfirm_curtailment", terms.curtailment == Curtailment::none ? "nothing" : text(terms.curtailment),
                "series, as hourly.csv gives its nonfirm_available_frac");
    }

    const Study& study_;
    std::vector<Violation>& violations_;
};
}  // namespace

void validate_connections(const Study& study, std::vector<Violation>& violations) {
    Rules rules(study, violations);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) rules.check(d);
}

}  // namespace decawatt::model
