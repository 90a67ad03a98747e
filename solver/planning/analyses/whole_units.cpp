#include "planning/analyses/whole_units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "assets/capacity.hpp"
#include "assets/groups.hpp"
#include "assets/service_years.hpp"
#include "assets/store_ageing.hpp"
#include "planning/analyses/operate.hpp"

namespace decawatt::planning {

using base::at;
using model::ExpansionOption;
using model::Study;

namespace {

constexpr double kLeastBuildMw = 1e-3;  // smaller additions are ignored
constexpr double kBuildNoise = 1e-5;    // of a plan's largest addition: accuracy of the solver
constexpr double kMostUnits = 1e9;      // of an asset: fits into an int
constexpr double kSame = 1e-9;          // relative rounding error of sums

bool counts_units(const ExpansionOption& option) {
    return option.possible() && option.unit_mw > 0.0;
}

// What an agreement buys is stated in megawatts, whatever machines the seller has.
bool plant_counts_units(const Study& study, std::size_t p) {
    return counts_units(study.plants.build[p]) &&
           model::agreement_of(study, static_cast<model::PlantIndex>(p)) == nullptr;
}

// The most machines within a limit.
int units_within(double limit_mw, double unit_mw) {
    return static_cast<int>(std::min(kMostUnits, std::floor(limit_mw / unit_mw + kSame)));
}

class Rounding {
  public:
    Rounding(const Study& study, const std::vector<int>& years, const std::vector<CapacityAddition>& sized)
        : study_(study), sized_(sized) {
        plan_horizon_ = study.horizon;
        if (!years.empty()) {
            plan_horizon_.first_year = years.front();
            plan_horizon_.last_year = years.back();
        }
        all_.builds = sized;
        all_.units.assign(sized.size(), kNotInUnits);
        all_.unit_mw.assign(sized.size(), 0.0);
        double largest_mw = 0.0;
        for (const CapacityAddition& build : sized)
            if (build.kind == CapacityKind::plant || build.kind == CapacityKind::store_power)
                largest_mw = std::max(largest_mw, build.amount);
        noise_mw_ = std::max(kLeastBuildMw, kBuildNoise * largest_mw);
    }

    WholeBuilds run() {
        for (std::size_t p = 0; p < study_.plants.build.size(); ++p)
            if (plant_counts_units(study_, p)) round_power(builds_of(CapacityKind::plant, p), study_.plants.build[p]);
        for (std::size_t s = 0; s < study_.stores.build_power.size(); ++s)
            if (counts_units(study_.stores.build_power[s])) round_store(s);
        return std::move(all_);
    }

  private:
    struct Places {  // indices of the additions of one asset
        CapacityKind kind;
        std::size_t asset;
        std::vector<std::size_t> indices = {};
        auto begin() const { return indices.begin(); }
        auto end() const { return indices.end(); }
    };

    // Additions of one asset, by year.
    Places builds_of(CapacityKind kind, std::size_t asset) const {
        Places places{kind, asset};
        const std::string& name = kind == CapacityKind::plant ? study_.plants.name[asset] : study_.stores.name[asset];
        for (std::size_t i = 0; i < sized_.size(); ++i)
            if (sized_[i].kind == kind && sized_[i].asset == name) places.indices.push_back(i);
        std::ranges::stable_sort(places.indices, {}, [&](std::size_t i) { return sized_[i].year; });
        return places;
    }

    // Total of additions up to `year` that are not retired in it.
    double alive(const std::vector<CapacityAddition>& builds, const Places& places, const ExpansionOption& option,
                 int year) const {
        double sum = 0.0;
        for (const std::size_t i : places)
            if (builds[i].year <= year &&
                year <= assets::last_year_in_service(study_, places.kind, places.asset, builds[i].year, option))
                sum += builds[i].amount;
        return sum;
    }

    // The most that limits allow for an addition, given `built` in other years; at least the plan's own amount.
    double most_of(std::size_t place, const ExpansionOption& option, double built) const {
        const double in_year = assets::limit_in_year(plan_horizon_, option, sized_[place].year);
        return std::max(0.0, std::min(std::max(in_year, sized_[place].amount), option.limit - built));
    }

    void round_power(const Places& places, const ExpansionOption& option) {
        const double unit_mw = option.unit_mw, tolerance_mw = std::max(assets::kUnitTolerance * unit_mw, noise_mw_);
        for (const std::size_t i : places) all_.builds[i].amount = 0.0;
        double built_mw = 0.0;
        for (const std::size_t i : places) {
            const int year = sized_[i].year;
            const double sized_mw = alive(sized_, places, option, year);
            const int standing = static_cast<int>(std::lround(alive(all_.builds, places, option, year) / unit_mw));
            const int wanted = std::max(0, assets::units_for(sized_mw, unit_mw, tolerance_mw) - standing);
            const int added = std::min(wanted, units_within(most_of(i, option, built_mw), unit_mw));
            if (added < wanted) note_limit(i, option, sized_mw, standing + added);
            all_.builds[i].amount = added * unit_mw;
            all_.units[i] = added;
            all_.unit_mw[i] = unit_mw;
            built_mw += added * unit_mw;
        }
    }

    void note_limit(std::size_t place, const ExpansionOption& option, double sized_mw, int units) {
        all_.notes.push_back(fmt::format(
            "{} {}: a limit forbids rounding {:.1f} MW up: {} machine{} of {:g} MW ({:g} MW)", sized_[place].asset,
            sized_[place].year, sized_mw, units, units == 1 ? "" : "s", option.unit_mw, units * option.unit_mw));
    }

    void round_store(std::size_t s) {
        const ExpansionOption &power = study_.stores.build_power[s], &energy = study_.stores.build_energy[s];
        const Places powers = builds_of(CapacityKind::store_power, s),
                     energies = builds_of(CapacityKind::store_energy, s);
        round_power(powers, power);
        for (const std::size_t i : energies) all_.builds[i].amount = 0.0;
        double built_mwh = 0.0;
        for (const std::size_t i : energies) {
            const int year = sized_[i].year;
            const double wanted_mwh = alive(sized_, energies, energy, year) * machines_ratio(powers, power, year),
                         standing_mwh = alive(all_.builds, energies, energy, year);
            double added = std::max(0.0, wanted_mwh - standing_mwh);
            if (std::abs(added - sized_[i].amount) <= kSame * (1.0 + sized_[i].amount)) added = sized_[i].amount;
            const double most = most_of(i, energy, built_mwh);
            if (added > most * (1.0 + kSame)) {
                all_.notes.push_back(
                    fmt::format("{} {}: a limit forbids {:.1f} MWh, which would keep the plan's hours of storage: "
                                "{:.1f} MWh remain",
                                sized_[i].asset, year, wanted_mwh, standing_mwh + most));
                added = most;
            }
            all_.builds[i].amount = added;
            built_mwh += added;
        }
        round_usable(s, energies);
    }

    // Power in whole machines over the plan's power. 1 if only energy is built, or if the difference is within the
    // accuracy of the solver.
    double machines_ratio(const Places& powers, const ExpansionOption& power, int year) const {
        const double sized_mw = alive(sized_, powers, power, year), whole_mw = alive(all_.builds, powers, power, year);
        if (sized_mw < kLeastBuildMw) return 1.0;
        const double short_mw = sized_mw - whole_mw,
                     tolerance_mw = std::max(assets::kUnitTolerance * power.unit_mw, noise_mw_);
        if (whole_mw > 0.0 && short_mw >= 0.0 && short_mw <= tolerance_mw * (1.0 + kSame)) return 1.0;
        const double ratio = whole_mw / sized_mw;
        return std::abs(ratio - 1.0) <= kSame ? 1.0 : ratio;
    }

    // Scales the usable energy of the store's group by the ratio of installed energies.
    void round_usable(std::size_t s, const Places& energies) {
        const ExpansionOption& energy = study_.stores.build_energy[s];
        const StoreGroups groups = assets::group_stores(study_);
        for (std::size_t f = 0; f < groups.members.size(); ++f) {
            if (!groups.buildable[f] || at(groups.members[f].front()) != s) continue;
            for (std::size_t i = 0; i < sized_.size(); ++i) {
                if (sized_[i].kind != CapacityKind::usable_energy || sized_[i].asset != groups.name[f]) continue;
                double existing_mwh = 0.0;
                for (const assets::Vintage& v : existing_vintages(study_, groups, f))
                    if (v.first_year <= sized_[i].year && sized_[i].year <= v.last_year) existing_mwh += v.mwh;
                const double sized_mwh = existing_mwh + alive(sized_, energies, energy, sized_[i].year),
                             whole_mwh = existing_mwh + alive(all_.builds, energies, energy, sized_[i].year);
                if (sized_mwh > 0.0 && std::abs(whole_mwh - sized_mwh) > kSame * sized_mwh)
                    all_.builds[i].amount *= whole_mwh / sized_mwh;
            }
        }
    }

    const Study& study_;
    const std::vector<CapacityAddition>& sized_;
    model::Horizon plan_horizon_;
    double noise_mw_;
    WholeBuilds all_;
};

double unserved_mwh_of(const Plan& plan) {
    double sum = 0.0;
    for (const YearSummary& year : plan.summary) sum += year.unserved_mwh;
    return sum;
}

}  // namespace

bool states_units(const Study& study) {
    for (std::size_t p = 0; p < study.plants.build.size(); ++p)
        if (plant_counts_units(study, p)) return true;
    return std::ranges::any_of(study.stores.build_power, counts_units);
}

WholeBuilds whole_builds(const Study& study, const std::vector<int>& years,
                         const std::vector<CapacityAddition>& builds) {
    return Rounding(study, years, builds).run();
}

std::vector<AssetUnits> asset_units(const std::vector<CapacityAddition>& sized, const WholeBuilds& whole) {
    std::vector<AssetUnits> all;
    for (std::size_t i = 0; i < sized.size(); ++i) {
        if (whole.units[i] == kNotInUnits) continue;
        const CapacityKind kind =
            sized[i].kind == CapacityKind::plant ? CapacityKind::plant : CapacityKind::store_power;
        auto found = std::ranges::find_if(
            all, [&](const AssetUnits& asset) { return asset.asset == sized[i].asset && asset.kind == kind; });
        if (found == all.end()) {
            all.push_back({.asset = sized[i].asset, .kind = kind, .unit_mw = whole.unit_mw[i]});
            found = all.end() - 1;
        }
        found->units += whole.units[i];
        found->sized_mw += sized[i].amount;
        found->whole_mw += whole.builds[i].amount;
    }
    for (AssetUnits& asset : all)
        for (std::size_t i = 0; i < sized.size() && asset.kind == CapacityKind::store_power; ++i)
            if (sized[i].kind == CapacityKind::store_energy && sized[i].asset == asset.asset) {
                asset.sized_mwh += sized[i].amount;
                asset.whole_mwh += whole.builds[i].amount;
            }
    return all;
}

WholeUnits whole_units(const Study& study, const profiles::Profiles& profiles, const Plan& sized,
                       const lp::Settings& settings, const base::Progress& progress) {
    WholeUnits whole;
    whole.built = whole_builds(study, sized.years, sized.builds);
    FixedPlan fixed = fixed_plan(study, sized);
    fixed.builds = whole.built.builds;
    Foresight foresight;
    foresight.fixed_plan = true;
    Plan operated = operate(study, profiles, fixed, foresight, settings, progress).plan;
    whole.status = operated.status;
    whole.message = std::move(operated.message);
    if (operated.status != lp::Status::optimal) return whole;
    whole.certificate = operated.certificate;
    whole.objective = operated.objective;
    whole.unserved_mwh = unserved_mwh_of(operated);
    whole.supply_cost_per_mwh = std::move(operated.supply_cost_per_mwh);
    whole.data_center_supply_cost_per_mwh = std::move(operated.data_center_supply_cost_per_mwh);
    whole.shortfalls = std::move(operated.shortfalls);
    return whole;
}

}  // namespace decawatt::planning
