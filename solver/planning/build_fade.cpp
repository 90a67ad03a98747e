#include "planning/build_fade.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "planning/build_border.hpp"
#include "planning/store_ageing.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

constexpr double kLeastUsable = 1e-9;  // units of power × hours

// Energy that comes together or one year after the other, and leaves together.
struct Pool {
    struct Part {
        int year;
        int build;   // border variable, or kAbsent:
        double mwh;  // of a constant; of a build its limit
    };
    int last_year;
    std::vector<Part> parts;

    bool alive(int year) const {
        return year <= last_year && std::ranges::any_of(parts, [&](const Part& p) { return p.year <= year; });
    }
};

std::vector<Pool> pools_of(const Study& study, const Layout& layout, std::size_t fleet) {
    std::map<int, Pool> by_last_year;
    const auto add = [&](int last_year, const Pool::Part& part) {
        const int last = std::min(last_year, study.horizon.last_year);
        Pool& pool = by_last_year[last];
        pool.last_year = last;
        pool.parts.push_back(part);
    };
    for (const Vintage& v : existing_vintages(study, layout.stores, fleet))
        add(v.last_year, {v.first_year, kAbsent, v.mwh});
    for (std::size_t b = 0; b < layout.builds.size(); ++b) {
        const Build& build = layout.builds[b];
        if (build.kind == BuildKind::store_energy && build.entity == fleet)
            add(build.last_year, {build.year, static_cast<int>(b), build.limit_mw});
    }
    std::vector<Pool> pools;
    pools.reserve(by_last_year.size());
    for (auto& [last, pool] : by_last_year) pools.push_back(std::move(pool));
    return pools;
}

int add_variable(const std::string& name, double lower, double upper, lp::Border& border) {
    const Eigen::Index id = border.cost.size();
    for (lp::Vector* values : {&border.cost, &border.lower, &border.upper}) values->conservativeResize(id + 1);
    border.cost[id] = 0.0;
    border.lower[id] = lower;
    border.upper[id] = upper;
    border.names.push_back(name);
    return static_cast<int>(id);
}

class FleetFade {
  public:
    FleetFade(const Study& study, const Units& units, std::size_t fleet, Layout& layout, lp::Border& border,
              LinkingBuilder& linking)
        : units_(units),
          fleet_(fleet),
          layout_(layout),
          border_(border),
          linking_(linking),
          fade_(planned_fade(study.stores, at(layout.stores.members[fleet].front()))),
          pools_(pools_of(study, layout, fleet)),
          usable_(pools_.size(), kAbsent) {}

    void add_year(int year) {
        const auto alive = std::ranges::count_if(pools_, [&](const Pool& pool) { return pool.alive(year); });
        if (alive == 0) return;
        FadeYear& of_year = (*layout_.fade[fleet_])[year];
        of_year.per_path = 0.5 * fade_.per_full_cycle_frac;
        if (alive > 1) of_year.row = linking_.add_row(name("throughput of", year), lp::Sense::at_most);
        for (std::size_t p = 0; p < pools_.size(); ++p)
            if (pools_[p].alive(year)) add_pool(p, year, alive > 1, of_year);
    }

  private:
    std::string name(const char* what, int year) const {
        return fmt::format("{} {} {}", what, layout_.stores.name[fleet_], year);
    }

    void add_pool(std::size_t p, int year, bool shares, FadeYear& of_year) {
        const Pool& pool = pools_[p];
        const std::string until = shares ? fmt::format(" until {}", pool.last_year) : "";
        const int row = linking_.add_row(name("fade of", year) + until, lp::Sense::at_most);
        double limit = 0.0;
        for (const Pool::Part& part : pool.parts) {
            if (part.year > year) continue;
            const double left = part.year == year ? 1.0 - fade_.per_year_frac : -fade_.per_year_frac;
            if (part.build == kAbsent)
                linking_.add_to_rhs(row, left * part.mwh / units_.power_mw);
            else
                linking_.add_border(row, part.build, -left);
            limit += part.mwh / units_.power_mw;
        }
        const int variable = add_variable(name(kUsableEnergy, year) + until, 0.0, limit, border_);
        linking_.add_border(row, variable, 1.0);
        if (usable_[p] != kAbsent) linking_.add_border(row, usable_[p], -1.0);
        usable_[p] = variable;
        of_year.usable.emplace_back(variable, 1.0);
        layout_.fade_rows.push_back({row, variable});
        if (!shares) {
            of_year.row = row;
            return;
        }
        const int share = add_variable(name("cycle fade of", year) + until, 0.0, limit, border_);
        linking_.add_border(row, share, 1.0);
        linking_.add_border(of_year.row, share, -1.0);
    }

    const Units& units_;
    std::size_t fleet_;
    Layout& layout_;
    lp::Border& border_;
    LinkingBuilder& linking_;
    ageing::LinearFade fade_;
    std::vector<Pool> pools_;
    std::vector<int> usable_;  // by pool: U of the year before
};

bool ages(const Study& study, const Layout& layout, std::size_t fleet) {
    return study.stores.ages(at(layout.stores.members[fleet].front()));
}

}  // namespace

void add_fade(const Study& study, const Units& units, Layout& layout, lp::Border& border, LinkingBuilder& linking) {
    layout.fade.resize(layout.stores.members.size());
    for (std::size_t s = 0; s < layout.fade.size(); ++s) {
        if (!ages(study, layout, s)) continue;
        layout.fade[s].emplace();
        FleetFade fleet(study, units, s, layout, border, linking);
        for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) fleet.add_year(year);
    }
}

void add_fixed_fade(const Study& study, const Units& units, const FixedPlan& fixed, Layout& layout,
                    lp::Border& border) {
    layout.fade.resize(layout.stores.members.size());
    std::vector<base::InputFault> faults;
    for (std::size_t s = 0; s < layout.fade.size(); ++s) {
        if (!ages(study, layout, s)) continue;
        layout.fade[s].emplace();
        const std::vector<Pool> pools = pools_of(study, layout, s);
        const std::string& name = layout.stores.name[s];
        for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
            if (std::ranges::none_of(pools, [&](const Pool& pool) { return pool.alive(year); })) continue;
            const auto found = std::ranges::find_if(fixed.builds, [&](const PlanBuild& build) {
                return build.kind == kUsableEnergy && build.asset == name && build.year == year;
            });
            if (found == fixed.builds.end()) {
                faults.push_back({"the plan", std::string(kUsableEnergy) + " " + name, 0,
                                  "nothing said of " + std::to_string(year),
                                  "what an ageing store has left: a plan of this version and of this chemistry"});
                continue;
            }
            const double left = found->amount_mw / units.power_mw;
            if (left < kLeastUsable) continue;  // rounding: a column bounded by it has no interior
            const int variable = add_variable(fmt::format("{} {} {}", kUsableEnergy, name, year), left, left, border);
            (*layout.fade[s])[year].usable.emplace_back(variable, 1.0);
        }
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

lp::Vector with_most_usable(const lp::StaircaseProgram& program, const Layout& layout, const std::vector<lp::Matrix>& x,
                            lp::Vector k) {
    if (layout.fade_rows.empty()) return k;
    lp::Vector through = lp::Vector::Zero(program.linking.size());
    for (std::size_t c = 0; c < program.chains.size(); ++c) through += program.chains[c].G * x[c].rowwise().sum();
    const Eigen::SparseMatrix<double, Eigen::RowMajor> border = program.linking.H;
    for (const FadeRow& f : layout.fade_rows) {  // a pool's years in their order
        const double others = through[f.row] + border.row(f.row).dot(k) - k[f.variable];
        const double most = std::min(program.border.upper[f.variable], program.linking.rhs[f.row] - others);
        k[f.variable] = std::max(k[f.variable], most);
    }
    return k;
}

double usable(const Layout& layout, std::size_t fleet, int year, const lp::Vector& k) {
    const auto& years = *layout.fade[fleet];
    const auto found = years.find(year);
    double sum = 0.0;
    if (found != years.end())
        for (const auto& [variable, factor] : found->second.usable) sum += factor * k[variable];
    return sum;
}

}  // namespace decawatt::planning
