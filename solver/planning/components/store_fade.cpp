#include "planning/components/store_fade.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "assets/store_ageing.hpp"
#include "base/error.hpp"
#include "lp/stage_matrix.hpp"
#include "planning/fixed_plan.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

constexpr double kLeastUsable = 1e-9;  // units of power × hours

// Energy that is installed in one or more years and retired in the same year.
struct Pool {
    struct Part {
        int year;
        BorderVariable built;  // none: a constant
        double mwh;            // for an investment its limit
    };
    int last_year;
    std::vector<Part> parts;

    bool alive(int year) const {
        return year <= last_year && std::ranges::any_of(parts, [&](const Part& p) { return p.year <= year; });
    }
};

std::vector<Pool> pools_of(const Study& study, const Layout& layout, std::size_t group) {
    std::map<int, Pool> by_last_year;
    const auto add = [&](int last_year, const Pool::Part& part) {
        const int last = std::min(last_year, study.horizon.last_year);
        Pool& pool = by_last_year[last];
        pool.last_year = last;
        pool.parts.push_back(part);
    };
    for (const assets::Vintage& v : existing_vintages(study, layout.groups.stores, group))
        add(v.last_year, {v.first_year, base::none<BorderVariable>, v.mwh});
    for (std::size_t b = 0; b < layout.investments.size(); ++b) {
        const Investment& investment = layout.investments[b];
        if (investment.kind == CapacityKind::store_energy && investment.group == group && investment.limit > 0.0)
            add(investment.last_year, {std::max(investment.year, investment.first_service_year),
                                       static_cast<BorderVariable>(b), investment.limit});
    }
    std::vector<Pool> pools;
    pools.reserve(by_last_year.size());
    for (auto& [last, pool] : by_last_year) pools.push_back(std::move(pool));
    return pools;
}

class GroupFade {
  public:
    GroupFade(const Study& study, const Units& units, std::size_t group, Layout& layout, lp::Border& border,
              LinkingBuilder& linking)
        : units_(units),
          group_(group),
          layout_(layout),
          border_(border),
          linking_(linking),
          fade_(assets::planned_fade(study.stores, at(layout.groups.stores.members[group].front()))),
          pools_(pools_of(study, layout, group)),
          usable_(pools_.size(), base::none<BorderVariable>) {}

    void add_year(int year) {
        const auto alive = std::ranges::count_if(pools_, [&](const Pool& pool) { return pool.alive(year); });
        if (alive == 0) return;
        FadeYear& of_year = (*layout_.fade.of_group[group_])[year];
        of_year.per_path = 0.5 * fade_.per_full_cycle_frac;
        if (alive > 1) of_year.row = linking_.add_row(name("throughput of", year), lp::Sense::at_most);
        for (std::size_t p = 0; p < pools_.size(); ++p)
            if (pools_[p].alive(year)) add_pool(p, year, alive > 1, of_year);
    }

  private:
    std::string name(const char* what, int year) const {
        return fmt::format("{} {} {}", what, layout_.groups.stores.name[group_], year);
    }

    void add_pool(std::size_t p, int year, bool shares, FadeYear& of_year) {
        const Pool& pool = pools_[p];
        const std::string until = shares ? fmt::format(" until {}", pool.last_year) : "";
        const LinkingRow row = linking_.add_row(name("fade of", year) + until, lp::Sense::at_most);
        double limit = 0.0;
        for (const Pool::Part& part : pool.parts) {
            if (part.year > year) continue;
            const double left = part.year == year ? 1.0 - fade_.per_year_frac : -fade_.per_year_frac;
            if (!exists(part.built))
                linking_.add_to_rhs(row, left * part.mwh / units_.power_mw);
            else
                linking_.add_border(row, part.built, -left);
            limit += part.mwh / units_.power_mw;
        }
        const BorderVariable variable =
            add_variable(name(text(CapacityKind::usable_energy), year) + until, 0.0, 0.0, limit, border_);
        linking_.add_border(row, variable, 1.0);
        if (exists(usable_[p])) linking_.add_border(row, usable_[p], -1.0);
        usable_[p] = variable;
        of_year.usable.emplace_back(variable, 1.0);
        layout_.fade.rows.push_back({row, variable});
        if (!shares) {
            of_year.row = row;
            return;
        }
        const BorderVariable share = add_variable(name("cycle fade of", year) + until, 0.0, 0.0, limit, border_);
        linking_.add_border(row, share, 1.0);
        linking_.add_border(of_year.row, share, -1.0);
    }

    const Units& units_;
    std::size_t group_;
    Layout& layout_;
    lp::Border& border_;
    LinkingBuilder& linking_;
    ageing::LinearFade fade_;
    std::vector<Pool> pools_;
    std::vector<BorderVariable> usable_;  // by pool: U of the previous year
};

// What a MWh of throughput costs in the plan; zero in the plans of earlier versions, which do not state it.
double throughput_price(const FixedPlan& fixed, const std::string& store, int year) {
    const auto& [names, per_mwh] = fixed.state_values;
    const auto found = std::ranges::find(names, throughput_name(store));
    if (found == names.end()) return 0.0;
    const auto y = static_cast<std::size_t>(std::ranges::find(fixed.years, year) - fixed.years.begin());
    return per_mwh(y * base::kMonthsPerYear, static_cast<std::size_t>(found - names.begin()));
}

bool ages(const Study& study, const Layout& layout, std::size_t group) {
    return study.stores.ages(at(layout.groups.stores.members[group].front()));
}

}  // namespace

void add_fade(const Study& study, const Units& units, Layout& layout, lp::Border& border, LinkingBuilder& linking) {
    layout.fade.of_group.resize(layout.groups.stores.members.size());
    for (std::size_t s = 0; s < layout.fade.of_group.size(); ++s) {
        if (!ages(study, layout, s)) continue;
        layout.fade.of_group[s].emplace();
        GroupFade group(study, units, s, layout, border, linking);
        for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) group.add_year(year);
    }
}

void add_fixed_fade(const Study& study, const Units& units, const FixedPlan& fixed, Layout& layout,
                    lp::Border& border) {
    layout.fade.of_group.resize(layout.groups.stores.members.size());
    std::vector<base::InputFault> faults;
    for (std::size_t s = 0; s < layout.fade.of_group.size(); ++s) {
        if (!ages(study, layout, s)) continue;
        layout.fade.of_group[s].emplace();
        const std::vector<Pool> pools = pools_of(study, layout, s);
        const std::string& name = layout.groups.stores.name[s];
        for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
            if (std::ranges::none_of(pools, [&](const Pool& pool) { return pool.alive(year); })) continue;
            const auto found = std::ranges::find_if(fixed.builds, [&](const CapacityAddition& build) {
                return build.kind == CapacityKind::usable_energy && build.asset == name && build.year == year;
            });
            if (found == fixed.builds.end()) {
                faults.push_back({"the plan", std::string(text(CapacityKind::usable_energy)) + " " + name, 0,
                                  "nothing stated for " + std::to_string(year),
                                  "the usable energy of an ageing store: a plan of this version and with this "
                                  "chemistry"});
                continue;
            }
            const double left = found->amount / units.power_mw;
            if (left < kLeastUsable)
                continue;  // within rounding error: a column with this bound would have no interior
            const BorderVariable variable = add_variable(
                fmt::format("{} {} {}", text(CapacityKind::usable_energy), name, year), 0.0, left, left, border);
            FadeYear& of_year = (*layout.fade.of_group[s])[year];
            of_year.usable.emplace_back(variable, 1.0);
            of_year.per_path = throughput_price(fixed, name, year);
        }
    }
    if (!faults.empty()) throw base::InputError(std::move(faults));
}

std::string throughput_name(const std::string& store) {
    return "throughput of " + store;
}

const FadeYear* FadeLayout::in_year(std::size_t group, int year) const {
    if (!ages(group)) return nullptr;
    const auto found = of_group[group]->find(year);
    return found == of_group[group]->end() ? nullptr : &found->second;
}

lp::Vector with_most_usable(const lp::StaircaseProgram& program, const FadeLayout& fade,
                            const std::vector<lp::Matrix>& x, lp::Vector k) {
    if (fade.rows.empty()) return k;
    lp::Vector through = lp::Vector::Zero(program.linking.size());
    for (std::size_t c = 0; c < program.chains.size(); ++c) through += lp::activity(program.chains[c], x[c]);
    const Eigen::SparseMatrix<double, Eigen::RowMajor> border = program.linking.H;
    for (const FadeRow& f : fade.rows) {  // in the order of years within a pool
        const Eigen::Index row = index_of(f.row), variable = index_of(f.variable);
        const double others = through[row] + border.row(row).dot(k) - k[variable];
        const double most = std::min(program.border.upper[variable], program.linking.rhs[row] - others);
        k[variable] = std::max(k[variable], most);
    }
    return k;
}

double usable(const FadeLayout& fade, std::size_t group, int year, const lp::Vector& k) {
    double sum = 0.0;
    if (const FadeYear* found = fade.in_year(group, year))
        for (const auto& [variable, factor] : found->usable) sum += factor * k[index_of(variable)];
    return sum;
}

}  // namespace decawatt::planning
