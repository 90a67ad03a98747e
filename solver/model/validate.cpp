#include "model/validate.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "model/fixed_series.hpp"
#include "model/number_text.hpp"
#include "model/validate_agreements.hpp"
#include "model/validate_connection.hpp"
#include "model/validate_credits.hpp"
#include "model/validate_flexible_work.hpp"
#include "model/validate_markets.hpp"
#include "model/validate_reliability.hpp"
#include "model/validate_tariffs.hpp"

namespace decawatt::model {

namespace {
using base::at;
using base::none;

class Rules {
  public:
    explicit Rules(const Study& study) : study_(study) {}

    std::vector<Violation> check() {
        check_regions();
        check_lines();
        check_fuels();
        check_plants();
        check_stores();
        check_data_centers();
        check_contracts();
        validate_connections(study_, violations_);
        validate_markets(study_, violations_);
        validate_tariffs(study_, violations_);
        validate_agreements(study_, violations_);
        validate_credits(study_, violations_);
        validate_reliability(study_, violations_);
        validate_flexible_work(study_, violations_);
        validate_modelled(study_, violations_);
        return std::move(violations_);
    }

  private:
    void add(const char* table, std::optional<std::size_t> entry, const char* column, std::string found,
             std::string expected) {
        violations_.push_back({table, entry, column, std::move(found), std::move(expected)});
    }

    std::string date_text(UtcSeconds instant) const {
        if (instant == base::kAlways) return "always";
        return instant == base::kNever ? "never" : base::format_date(instant, study_.utc_offset_s);
    }

    void check_dates(const char* table, const std::vector<UtcSeconds>& commissioned,
                     const std::vector<UtcSeconds>& closed) {
        for (std::size_t i = 0; i < closed.size(); ++i)
            if (closed[i] != base::kNever && closed[i] <= commissioned[i])
                add(table, i, "closed", date_text(closed[i]),
                    "a date after commissioned " + date_text(commissioned[i]));
    }

    void check_ramps(std::size_t plant);
    void check_behind(const char* table, const std::vector<DataCenterIndex>& behind,
                      const std::vector<RegionIndex>& region) {
        for (std::size_t i = 0; i < behind.size(); ++i) {
            if (behind[i] == none<DataCenterIndex>) continue;
            const RegionIndex home = study_.data_centers.region[at(behind[i])];
            if (home != none<RegionIndex> && region[i] != none<RegionIndex> && region[i] != home)
                add(table, i, "behind",
                    study_.data_centers.name[at(behind[i])] + " in " + study_.regions.name[at(home)],
                    "a data centre in " + study_.regions.name[at(region[i])]);
        }
    }

    void check_regions();
    void check_lines();
    void check_reactances();
    void check_fuels();
    void check_plants();
    void check_must_run();
    void check_stores();
    void check_fade(std::size_t store);
    void check_data_centers();
    void check_payer_names();
    void check_contracts();

    const Study& study_;
    std::vector<Violation> violations_;
};

void Rules::check_regions() {
    for (std::size_t r = 0; r < study_.regions.name.size(); ++r)
        if (study_.regions.annual_energy_mwh[r].empty() && !fixed_demand_mw(study_, static_cast<RegionIndex>(r)))
            add("demand", std::nullopt, "region", "no rows of " + study_.regions.name[r],
                "at least one year of every region");
}

void Rules::check_lines() {
    const Lines& lines = study_.lines;
    check_dates("lines", lines.commissioned, lines.closed);
    for (std::size_t l = 0; l < lines.name.size(); ++l)
        if (lines.from[l] == lines.to[l] && lines.from[l] != none<RegionIndex>)
            add("lines", l, "to", study_.regions.name[at(lines.to[l])], "another region than from");
    check_reactances();
    for (std::size_t i = 0; i < study_.interfaces.name.size(); ++i)
        if (study_.interfaces.limit_mw[i].empty())
            add("interface_limits", std::nullopt, "interface", "no rows of " + study_.interfaces.name[i],
                "at least one year of every interface");
}

// The voltage law is linear in the flows only for lossless lines with constant reactance, which expansion would change.
// The cycles of the network are constant within a year.
void Rules::check_reactances() {
    const Lines& lines = study_.lines;
    for (std::size_t l = 0; l < lines.name.size(); ++l) {
        if (!lines.has_reactance(l)) continue;
        if (lines.loss_frac[l] > 0.0)
            add("lines", l, "loss_frac", shortest(lines.loss_frac[l]), "0: a line with a reactance is lossless");
        if (lines.build[l].possible())
            add("lines", l, "build_limit_mw", shortest(lines.build[l].limit),
                "nothing: added capacity would change the reactance of the line");
        const auto check = [&](const char* column, UtcSeconds instant) {
            if (!is_on_new_year(study_, instant))
                add("lines", l, column, date_text(instant), "1 January, for a line with a reactance");
        };
        check("commissioned", lines.commissioned[l]);
        check("closed", lines.closed[l]);
    }
}

void Rules::check_fuels() {
    for (std::size_t f = 0; f < study_.fuels.name.size(); ++f)
        if (study_.fuels.price_per_mwh_thermal[f].empty())
            add("prices", std::nullopt, "item", "no rows of " + study_.fuels.name[f],
                "at least one year of every fuel");
}

void Rules::check_ramps(std::size_t p) {
    const RampLimits limits = study_.plants.ramp_limits(p);
    for (const auto& [column, frac] : {std::pair("ramp_up_frac_per_h", limits.up_frac_per_h),
                                       std::pair("ramp_down_frac_per_h", limits.down_frac_per_h)}) {
        if (!(frac > 0.0)) add("plants", p, column, std::to_string(frac), "a number > 0");
        if (is_weather_driven(study_.plants.technology[p]) && std::isfinite(frac))
            add("plants", p, column, "a limit", "nothing: the output of solar and wind follows the weather");
    }
}

void Rules::check_plants() {
    const Plants& plants = study_.plants;
    check_dates("plants", plants.commissioned, plants.closed);
    check_behind("plants", plants.behind, plants.region);
    base::expects(plants.ramp.empty() || plants.ramp.size() == plants.name.size(),
                  "ramp limits of every plant or of none");
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        const Technology technology = plants.technology[p];
        check_ramps(p);
        const bool burns =
            technology == Technology::coal || technology == Technology::gas || technology == Technology::oil;
        if (burns && plants.fuel[p] == none<FuelIndex>)
            add("plants", p, "fuel", "nothing", std::string("the fuel of ") + text(technology));
        if (!is_weather_driven(technology) || fixed_available_frac(study_, static_cast<PlantIndex>(p))) continue;
        if (plants.site[p] == none<SiteIndex>)
            add("plants", p, "site", "nothing", "the site whose weather drives the plant");
        if (technology == Technology::solar && plants.pv_system[p] == none<PvSystemIndex>)
            add("plants", p, "system", "nothing", "a name in pv_systems.csv");
        if (technology != Technology::solar && plants.turbine[p] == none<TurbineIndex>)
            add("plants", p, "system", "nothing", "a name in turbines.csv");
    }
    check_must_run();
}

// Must-run output of capacity still to be built is not known in advance; and output counted by a contract must not be
// spilled.
void Rules::check_must_run() {
    const Plants& plants = study_.plants;
    for (std::size_t p = 0; p < plants.name.size(); ++p) {
        if (plants.must_run[p] == none<MonthProfileIndex>) continue;
        const std::string& profile = study_.month_profiles.name[at(plants.must_run[p])];
        if (plants.build[p].possible())
            add("plants", p, "must_run", profile, "nothing: an expansion option cannot be must-run");
        if (plants.contract[p] != none<ContractIndex>)
            add("plants", p, "must_run", profile, "nothing: spilled output must not count for a contract");
    }
}

// Existing energy must not fade to zero by age, because planning would be infeasible.
void Rules::check_fade(std::size_t s) {
    const Stores& stores = study_.stores;
    if (!stores.ages(s) || !stores.ageing[s].fade_frac_per_year) return;
    const double fade = *stores.ageing[s].fade_frac_per_year;
    if (fade * study_.horizon.year_count() >= 1.0)
        add("stores", s, "fade_frac_per_year", shortest(fade), "less than 1 over the years of the horizon");
}

void Rules::check_stores() {
    check_dates("stores", study_.stores.commissioned, study_.stores.closed);
    check_behind("stores", study_.stores.behind, study_.stores.region);
    for (std::size_t s = 0; s < study_.stores.name.size(); ++s) {
        check_fade(s);
        if (!is_upgrade(study_.stores, s)) continue;
        const auto check = [&](const char* column, UtcSeconds instant) {
            if (!is_on_new_year(study_, instant))
                add("stores", s, column, date_text(instant),
                    "1 January, for a store with only power or only energy to build");
        };
        check("commissioned", study_.stores.commissioned[s]);
        check("closed", study_.stores.closed[s]);
    }
}

void Rules::check_data_centers() {
    check_dates("halls", study_.halls.commissioned, study_.halls.closed);
    const auto& housed = study_.halls.data_center;
    for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d)
        if (std::find(housed.begin(), housed.end(), static_cast<DataCenterIndex>(d)) == housed.end() &&
            !fixed_load_mw(study_, static_cast<DataCenterIndex>(d)))
            add("data_centers", d, "name", study_.data_centers.name[d] + " without rows in halls.csv",
                "at least one hall");
    check_payer_names();
}

// A contract and a data centre without one pay for assets, each under its name.
void Rules::check_payer_names() {
    const DataCenters& centers = study_.data_centers;
    for (std::size_t d = 0; d < centers.name.size(); ++d)
        if (centers.contract[d] == base::none<ContractIndex> &&
            std::ranges::find(study_.contracts.name, centers.name[d]) != study_.contracts.name.end())
            add("data_centers", d, "name", centers.name[d] + ", the name of a contract, in a row without contract",
                "a name that no contract has, or " + centers.name[d] + " in the column contract");
}

void Rules::check_contracts() {
    const auto& members = study_.data_centers.contract;
    for (std::size_t c = 0; c < study_.contracts.name.size(); ++c)
        if (std::find(members.begin(), members.end(), static_cast<ContractIndex>(c)) == members.end())
            add("contracts", c, "name", study_.contracts.name[c] + " without members",
                "at least one data centre of that contract");
}
}  // namespace

std::vector<Violation> validate(const Study& study) {
    return Rules(study).check();
}

bool is_upgrade(const Stores& stores, std::size_t store) {
    return stores.build_power[store].possible() != stores.build_energy[store].possible();
}

bool is_on_new_year(const Study& study, UtcSeconds instant) {
    if (instant == base::kAlways || instant == base::kNever) return true;
    const int year = base::civil_time(instant, study.utc_offset_s).year;
    return base::utc_of_date(year, 1, 1, study.utc_offset_s) == instant || year < study.horizon.first_year ||
           year > study.horizon.last_year;
}

}  // namespace decawatt::model
