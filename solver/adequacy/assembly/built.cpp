#include "adequacy/assembly/built.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/service_years.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy {

using assets::CapacityKind;

namespace {
constexpr double kLeastBuildMw = 1e-3;  // smaller additions are zero up to the solver's tolerance

struct Buildable {
    CapacityKind kind;
    const std::vector<std::string>& names;
    const std::vector<model::ExpansionOption>& options;
};

std::vector<model::ExpansionOption> nonfirm_options(const model::Study& study) {
    std::vector<model::ExpansionOption> options;
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        options.push_back(study.data_centers.terms_of(d).nonfirm.build);
    return options;
}

// In the order of CapacityKind.
std::vector<Buildable> buildables(const model::Study& study, const std::vector<model::ExpansionOption>& nonfirm) {
    return {{CapacityKind::plant, study.plants.name, study.plants.build},
            {CapacityKind::store_power, study.stores.name, study.stores.build_power},
            {CapacityKind::store_energy, study.stores.name, study.stores.build_energy},
            {CapacityKind::line, study.lines.name, study.lines.build},
            {CapacityKind::connection, study.data_centers.name, study.data_centers.build_connection},
            {CapacityKind::nonfirm_connection, study.data_centers.name, nonfirm}};
}

// If the plan is not in whole machines, their size is reduced below unit_mw.
int units_of(const assets::CapacityAddition& build, double unit_mw, std::vector<base::InputFault>& faults) {
    if (unit_mw <= 0.0) return 1;
    if (build.amount / unit_mw <= Built::kMostUnits)
        return std::max(1, assets::units_for(build.amount, unit_mw, assets::kUnitTolerance * unit_mw));
    faults.push_back(
        {"the plan", std::string(text(build.kind)) + " " + build.asset, 0,
         fmt::format("{:.0f} machines of {:g} MW built in {}", build.amount / unit_mw, unit_mw, build.year),
         fmt::format("at most {} at once: state a larger unit_mw, for a block of them", Built::kMostUnits)});
    return 1;
}
}  // namespace

Built::Built(const model::Study& study, const HorizonHours& hours, const assets::ExpansionPlan* plan)
    : hours_(hours), plan_(plan) {
    const std::vector<model::ExpansionOption> nonfirm = nonfirm_options(study);
    const std::vector<Buildable> all = buildables(study, nonfirm);
    for (const Buildable& kind : all) of_.emplace_back(kind.names.size());
    if (plan == nullptr) return;
    std::vector<base::InputFault> faults;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        if (std::ranges::find(plan->years, year) == plan->years.end())
            faults.push_back(
                {"the plan", "year", 0, fmt::format("no year {}", year), "every year of the horizon (--years)"});
    for (const assets::CapacityAddition& build : plan->builds) {
        if (build.kind == assets::CapacityKind::usable_energy || build.amount < kLeastBuildMw) continue;
        bool placed = false;
        for (std::size_t k = 0; k < all.size() && !placed; ++k) {
            const auto name = std::ranges::find(all[k].names, build.asset);
            if (build.kind != all[k].kind || name == all[k].names.end()) continue;
            const auto asset = static_cast<std::size_t>(name - all[k].names.begin());
            placed = all[k].options[asset].possible();
            const int last = assets::last_year_in_service(study, build.kind, asset, build.year, all[k].options[asset]);
            const std::int64_t first = hours.first_hour_of_year(build.year), end = hours.first_hour_of_year(last + 1);
            if (!placed || first >= end) continue;
            const double unit_mw = all[k].options[asset].unit_mw;
            const int units = units_of(build, unit_mw, faults);
            of_[k][asset].push_back({build.year, build.amount, first, end, units});
        }
        if (!placed)
            faults.push_back({"the plan", std::string(text(build.kind)) + " " + build.asset, 0,
                              fmt::format("{} built in {}", build.amount, build.year),
                              "an expansion option of the study"});
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

const std::vector<Cohort>& Built::of(CapacityKind kind, std::size_t asset) const {
    return of_[static_cast<std::size_t>(kind)][asset];
}

Steps Built::usable_energy(const std::string& group) const {
    Steps steps;
    if (plan_ == nullptr) return steps;
    for (const assets::CapacityAddition& build : plan_->builds)
        if (build.kind == assets::CapacityKind::usable_energy && build.asset == group)
            steps.push_back({hours_.first_hour_of_year(build.year), build.amount});
    std::ranges::sort(steps, {}, &Step::hour);
    std::erase_if(steps, [&](const Step& step) { return step.hour >= hours_.end(); });
    return steps;
}

}  // namespace decawatt::adequacy
