#include "model/validate_agreements.hpp"

#include <cmath>

#include "model/fixed_series.hpp"
#include "model/number_text.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::model {

namespace {
using base::at;
using base::none;

constexpr double kLeastTake = 0.01;  // a smaller one costs nothing, and its row is noise to the solver

class AgreementRules {
  public:
    AgreementRules(const Study& study, std::vector<Violation>& violations) : study_(study), violations_(violations) {}

    void check() {
        for (std::size_t a = 0; a < study_.agreements.size(); ++a) {
            check_term("agreements", a, study_.agreements[a]);
            check_terms(a);
            if (study_.agreements[a].plant == none<PlantIndex>) continue;
            check_plant(a);
            if (study_.agreements[a].kind == AgreementKind::baseload) check_flat(a);
            if (study_.agreements[a].kind == AgreementKind::virtual_power) check_virtual(a);
        }
        for (std::size_t c = 0; c < study_.certificates.size(); ++c) {
            check_term("certificates", c, study_.certificates[c]);
            check_certificate(c);
        }
        for (std::size_t f = 0; f < study_.firm_capacity.size(); ++f) {
            const FirmCapacity& rule = study_.firm_capacity[f];
            if (rule.connection_is_unit && rule.place.data_center == none<DataCenterIndex>)
                add("firm_capacity", f, "connection_is_unit", "true", "false for a region");
        }
    }

  private:
    void add(const char* table, std::size_t entry, const char* column, std::string found, std::string expected) {
        violations_.push_back({table, entry, column, std::move(found), std::move(expected)});
    }

    template <typename Offer>
    void check_term(const char* table, std::size_t entry, const Offer& offer) {
        const Horizon& horizon = study_.horizon;
        if (horizon.year_count() <= 0) return;  // reported where the horizon is read
        if (offer.first_year < horizon.first_year || offer.first_year > horizon.last_year)
            add(table, entry, "first_year", std::to_string(offer.first_year),
                "a year of the horizon, " + std::to_string(horizon.first_year) + " to " +
                    std::to_string(horizon.last_year) + "; of an older one the first, at its price in that year");
        if (offer.last_year < offer.first_year)
            add(table, entry, "last_year", std::to_string(offer.last_year), "a year from first_year on");
    }

    void check_terms(std::size_t a) {
        const Agreement& agreement = study_.agreements[a];
        if (agreement.min_mw > agreement.max_mw)
            add("agreements", a, "min_mw", shortest(agreement.min_mw), "at most max_mw, " + shortest(agreement.max_mw));
        const bool takes = agreement.kind == AgreementKind::take_or_pay;
        if (takes && agreement.take_frac < kLeastTake)
            add("agreements", a, "take_frac",
                agreement.take_frac > 0.0 ? shortest(agreement.take_frac) : "0 or nothing",
                "the share of output that take_or_pay pays for, at least " + shortest(kLeastTake) +
                    "; without one the kind is pay_as_consumed");
        if (!takes && agreement.take_frac > 0.0)
            add("agreements", a, "take_frac", shortest(agreement.take_frac), "nothing: only take_or_pay has one");
    }

    // The price stands for all that the plant costs, and the term for its dates.
    void check_plant(std::size_t a) {
        const std::size_t p = at(study_.agreements[a].plant);
        const Plants& plants = study_.plants;
        const std::string& name = plants.name[p];
        const auto refuse = [&](bool wrong, const std::string& found, const char* expected) {
            if (wrong) add("agreements", a, "plant", name + found, expected);
        };
        refuse(plants.capacity_mw[p] > 0.0, " with capacity_mw " + shortest(plants.capacity_mw[p]),
               "a plant without existing capacity, which would need no agreement");
        refuse(plants.fuel[p] != none<FuelIndex>, " with a fuel", "a plant without fuel: the price is that of power");
        refuse(plants.variable_cost_per_mwh[p] > 0.0, " with a variable cost",
               "a plant without variable cost: the price is that of power, side_cost_per_mwh what comes on top");
    }

    void check_flat(std::size_t a) {
        const PlantIndex plant = study_.agreements[a].plant;
        const Plants& plants = study_.plants;
        if (is_weather_driven(plants.technology[at(plant)]) || fixed_available_frac(study_, plant) ||
            plants.availability[at(plant)] != none<MonthProfileIndex> ||
            plants.seasonal_limit[at(plant)] != none<MonthProfileIndex>)
            add("agreements", a, "plant", plants.name[at(plant)] + " with a profile",
                "a plant that is always available: a baseload agreement delivers a flat block");
    }

    void check_virtual(std::size_t a) {
        const std::size_t p = at(study_.agreements[a].plant);
        const Plants& plants = study_.plants;
        const RegionIndex region = plants.region[p];
        if (region != none<RegionIndex> && !market_of(study_, region))
            add("agreements", a, "kind", "virtual in " + study_.regions.name[at(region)] + ", which is not a market",
                "a plant in a region of markets.csv, at whose price the agreement is settled");
        if (plants.behind[p] != none<DataCenterIndex>)
            add("agreements", a, "plant", plants.name[p] + " behind a data centre",
                "a plant in front of the meter: a virtual agreement delivers no power");
        if (study_.agreements[a].side_cost_per_mwh > 0.0)
            add("agreements", a, "side_cost_per_mwh", shortest(study_.agreements[a].side_cost_per_mwh),
                "nothing: a virtual agreement delivers no power");
        const RampLimits ramp = plants.ramp_limits(p);
        if (std::isfinite(ramp.up_frac_per_h) || std::isfinite(ramp.down_frac_per_h) ||
            std::isfinite(plants.most_full_load_h(p)))
            add("agreements", a, "plant", plants.name[p] + " with limits of its operation",
                "a plant without ramps and full_load_h_per_year: a virtual agreement settles all that it can produce");
    }

    void check_certificate(std::size_t c) {
        const Certificate& certificate = study_.certificates[c];
        const bool hourly = certificate.matching == CertificateMatching::hourly;
        if (hourly && certificate.limit_mw <= 0.0)
            add("certificates", c, "limit_mw", "nothing", "the most that may be bought in an hour");
        if (!hourly && certificate.limit_mw > 0.0)
            add("certificates", c, "limit_mw", shortest(certificate.limit_mw), "nothing: it is of hourly certificates");
        if (!hourly && certificate.profile != none<PlantIndex>)
            add("certificates", c, "profile", study_.plants.name[at(certificate.profile)],
                "nothing: it is of hourly certificates");
        if (hourly && std::isfinite(certificate.limit_mwh_per_year))
            add("certificates", c, "limit_mwh_per_year", shortest(certificate.limit_mwh_per_year),
                "nothing: it is of annual certificates");
    }

    const Study& study_;
    std::vector<Violation>& violations_;
};

}  // namespace

void validate_agreements(const Study& study, std::vector<Violation>& violations) {
    AgreementRules(study, violations).check();
}

}  // namespace decawatt::model
