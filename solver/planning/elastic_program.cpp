#include "planning/elastic_program.hpp"

#include <algorithm>
#include <cmath>

#include "planning/build_border.hpp"
#include "planning/fleets.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// What a MWh of violation weighs (assumptions, docs/method/infeasibility.md). Unequal, so that of two rows that could
// both give way one does: targets before caps, caps before the grid, the grid before load.
constexpr double kTarget = 1.0, kCap = 1.5, kInterface = 3.0, kLoad = 10.0;

struct Extra {  // a column to be added to a chain
    int row;
    double sign, cost;
    Hours upper;
    std::string name;
};

lp::SparseMatrix widened(const lp::SparseMatrix& matrix, const std::vector<Extra>& extras, bool with_entries) {
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < matrix.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(matrix, j); it; ++it)
            entries.emplace_back(static_cast<int>(it.row()), j, it.value());
    for (std::size_t e = 0; with_entries && e < extras.size(); ++e)
        entries.emplace_back(extras[e].row, static_cast<int>(matrix.cols()) + static_cast<int>(e), extras[e].sign);
    lp::SparseMatrix wide(matrix.rows(), matrix.cols() + static_cast<Eigen::Index>(extras.size()));
    wide.setFromTriplets(entries.begin(), entries.end());
    return wide;
}

void add_columns(const std::vector<Extra>& extras, lp::Chain& chain) {
    const Eigen::Index before = chain.columns(), after = before + static_cast<Eigen::Index>(extras.size());
    chain.A = widened(chain.A, extras, true);
    chain.B = widened(chain.B, extras, false);
    chain.G = widened(chain.G, extras, false);
    chain.cost = lp::Matrix::Zero(after, 1);
    chain.upper.conservativeResize(after, Eigen::NoChange);
    for (std::size_t e = 0; e < extras.size(); ++e) {
        const Eigen::Index j = before + static_cast<Eigen::Index>(e);
        chain.cost(j, 0) = extras[e].cost;
        for (int t = 0; t < chain.stages; ++t)
            chain.upper(j, t) = std::max(0.0, extras[e].upper[static_cast<std::size_t>(t)]);
        chain.scaled_by.push_back(lp::kFixedBound);
        chain.column_names.push_back(extras[e].name);
    }
}

class Maker {
  public:
    Maker(const Study& study, const profiles::Profiles& profiles, const Program& program)
        : study_(study), profiles_(profiles), program_(program) {
        const Units units{program.power_unit_mw, program.money_unit};
        LinkingBuilder linking;  // numbered as build_program does
        lp::Border border;
        add_border(study, program.layout->builds, units, border, linking);
        elastic_.targets = make_targets(study, profiles, units, true, linking);
        elastic_.program = program.staircase;
        elastic_.program.objective_offset = 0.0;
        elastic_.program.border.cost.setZero();
    }

    Elastic make() {
        for (std::size_t c = 0; c < profiles_.years.size(); ++c) add_hours(c);
        for (std::size_t c = 0; c < profiles_.years.size(); ++c) add_rows(c);
        add_border_variables();
        return std::move(elastic_);
    }

  private:
    bool mean() const { return study_.planning.target_scope == model::TargetScope::mean; }
    double factor(std::size_t c) const { return mean() ? profiles_.years[c].weight : 1.0; }
    double step_h(std::size_t c) const { return profiles_.years[c].axis.step_h(); }
    const ChainLayout& layout(std::size_t c) const { return program_.layout->chains[c]; }

    // Bound of a column, capacities at their limits.
    double top(const lp::Chain& chain, const lp::Vector& kappa, int j, int t) const {
        const int g = chain.scaled_by[static_cast<std::size_t>(j)];
        return chain.upper(j, t) * (g == lp::kFixedBound ? 1.0 : kappa[g]);
    }
    lp::Vector largest_kappa(const lp::Chain& chain) const {
        return chain.border_map * program_.staircase.border.upper + chain.border_offset;
    }
    // How far a row can lie on the wrong side: Σ max(0, sign × coefficient) x over the boxes, and what its right-hand
    // side asks for.
    Hours reach(std::size_t c, int row, double sign) const {
        const lp::Chain& chain = program_.staircase.chains[c];
        const lp::Vector kappa = largest_kappa(chain);
        Hours sum(static_cast<std::size_t>(chain.stages), 0.0);
        for (int j = 0; j < chain.columns(); ++j) {
            const double value = sign * chain.A.coeff(row, j);
            if (value <= 0.0) continue;
            for (int t = 0; t < chain.stages; ++t) sum[static_cast<std::size_t>(t)] += value * top(chain, kappa, j, t);
        }
        for (int t = 0; t < chain.stages; ++t)  // what the right-hand side asks of it, demand or must-run output
            sum[static_cast<std::size_t>(t)] += std::max(0.0, -sign * chain.rhs(row, t));
        return sum;
    }

    void add_hour(std::size_t c, LimitKind kind, std::size_t thing, Extra extra) {
        if (extra.row == kAbsent || highest(extra.upper) <= 0.0) return;
        extra.cost *= step_h(c);
        extra.name = text(kind);
        elastic_.hours.push_back(
            {kind, thing, c, program_.staircase.chains[c].columns() + static_cast<int>(extras_.size())});
        extras_.push_back(std::move(extra));
    }

    void add_hours(std::size_t c) {
        extras_.clear();
        add_loads(c);
        const auto& interface_row = layout(c).interface_row;
        for (std::size_t i = 0; i < interface_row.size(); ++i)
            if (interface_row[i] != kAbsent)
                add_hour(c, LimitKind::interface_limit, i,
                         {interface_row[i], -1.0, kInterface, reach(c, interface_row[i], 1.0), ""});
        for (std::size_t k = 0; k < study_.contracts.name.size(); ++k) add_contract(c, k);
        add_columns(extras_, elastic_.program.chains[c]);
    }

    void add_loads(std::size_t c) {
        const profiles::YearProfiles& year = profiles_.years[c];
        const double per_mw = 1.0 / program_.power_unit_mw;
        const auto scaled = [&](Hours mw) {
            for (double& value : mw) value *= per_mw;
            return mw;
        };
        for (std::size_t r = 0; r < study_.regions.name.size(); ++r)
            add_hour(c, LimitKind::region_load, r,
                     {layout(c).region_row[r], 1.0, kLoad, scaled(firm_load_mw(study_, year, layout(c), r)), ""});
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d) {
            if (study_.data_centers.may_shed[d]) continue;
            const auto draw = year.data_center_mw.of(d);
            add_hour(c, LimitKind::data_center_load, d,
                     {layout(c).data_center[d].row, 1.0, kLoad, scaled({draw.begin(), draw.end()}), ""});
        }
    }

    // A target of 1 and a cap of 0 have no linking row: the column that the program leaves out is the slack.
    void add_contract(std::size_t c, std::size_t k) {
        const ContractTargets& t = elastic_.targets[c].contract[k];
        const int row = layout(c).contract_row[k];
        if (!t.balance || row == kAbsent) return;
        if (!t.deficit_allowed)
            add_hour(c, LimitKind::hourly_target, k,
                     {row, 1.0, kTarget * factor(c) * t.deficit / t.clean, reach(c, row, -1.0), ""});
        if (!t.excess_allowed)
            add_hour(c, LimitKind::excess_cap, k, {row, -1.0, kCap * factor(c), reach(c, row, 1.0), ""});
    }

    void add_row(LimitKind kind, std::size_t thing, std::size_t c, int row, double weight, double amount_per_unit) {
        if (row == kAbsent) return;
        for (const RowSlack& known : elastic_.rows)
            if (known.row == row) return;  // it sums over several chains
        elastic_.rows.push_back({kind, thing, c, row,
                                 program_.staircase.border.size() + static_cast<int>(elastic_.rows.size()),
                                 amount_per_unit});
        weight_.push_back(weight * amount_per_unit / program_.power_unit_mw);
    }

    void add_rows(std::size_t c) {
        const ChainTargets& targets = elastic_.targets[c];
        const double mwh = factor(c) * program_.power_unit_mw * step_h(c);
        for (std::size_t k = 0; k < targets.contract.size(); ++k) {
            const ContractTargets& t = targets.contract[k];
            add_row(LimitKind::hourly_target, k, c, t.hourly_row, kTarget, mwh / t.clean);
            add_row(LimitKind::annual_target, k, c, t.annual_row, kTarget, mwh / t.clean);
            add_row(LimitKind::excess_cap, k, c, t.excess_row, kCap, mwh / t.clean);
        }
        if (targets.emission_row != kAbsent)
            add_row(LimitKind::emission_cap, 0, c, targets.emission_row, kCap / least_emission_t_per_mwh(),
                    mwh / targets.emission);
    }

    // A tonne weighs as much as the MWh that the cleanest of the emitting plants makes with it.
    double least_emission_t_per_mwh() const {
        double least = 0.0;
        for (std::size_t p = 0; p < study_.plants.name.size(); ++p) {
            const double emission = emission_t_per_mwh(study_, static_cast<model::PlantIndex>(p));
            if (emission > 0.0 && (least == 0.0 || emission < least)) least = emission;
        }
        return least > 0.0 ? least : 1.0;  // nothing emits: any weight will do
    }

    // How far the activity of a linking row can lie on the wrong side.
    double widest(int row) const {
        const lp::LinkingRows& linking = program_.staircase.linking;
        const double sign = linking.sense[static_cast<std::size_t>(row)] == lp::Sense::at_least ? -1.0 : 1.0;
        double sum = -sign * linking.rhs[row];
        for (const lp::Chain& chain : program_.staircase.chains) {
            const lp::Vector kappa = largest_kappa(chain);
            for (int j = 0; j < chain.columns(); ++j) {
                const double value = sign * chain.G.coeff(row, j);
                if (value <= 0.0) continue;
                for (int t = 0; t < chain.stages; ++t) sum += value * top(chain, kappa, j, t);
            }
        }
        return std::max(0.0, sum);
    }

    void add_border_variables() {
        lp::StaircaseProgram& p = elastic_.program;
        const Eigen::Index before = p.border.size(), extra = static_cast<Eigen::Index>(elastic_.rows.size());
        for (lp::Vector* v : {&p.border.cost, &p.border.lower, &p.border.upper}) {
            v->conservativeResize(before + extra);
            v->tail(extra).setZero();
        }
        for (lp::Chain& chain : p.chains) chain.border_map.conservativeResize(chain.local_border(), before + extra);
        p.linking.H.conservativeResize(p.linking.size(), before + extra);
        for (std::size_t i = 0; i < elastic_.rows.size(); ++i) {
            const RowSlack& slack = elastic_.rows[i];
            const bool at_least = p.linking.sense[static_cast<std::size_t>(slack.row)] == lp::Sense::at_least;
            p.border.cost[slack.border] = weight_[i];
            p.border.upper[slack.border] = widest(slack.row);
            p.border.names.push_back("slack of " + p.linking.names[static_cast<std::size_t>(slack.row)]);
            p.linking.H.coeffRef(slack.row, slack.border) = at_least ? 1.0 : -1.0;
        }
        p.linking.H.makeCompressed();
    }

    const Study& study_;
    const profiles::Profiles& profiles_;
    const Program& program_;
    Elastic elastic_;
    std::vector<Extra> extras_;   // of the chain at work
    std::vector<double> weight_;  // of the row slacks, per unit of their row
};

}  // namespace

const char* text(LimitKind kind) {
    switch (kind) {
        case LimitKind::hourly_target:
            return "hourly_target";
        case LimitKind::annual_target:
            return "annual_target";
        case LimitKind::excess_cap:
            return "excess_cap";
        case LimitKind::emission_cap:
            return "emission_cap";
        case LimitKind::interface_limit:
            return "interface_limit";
        case LimitKind::region_load:
            return "region_load";
        case LimitKind::data_center_load:
            return "data_center_load";
    }
    return "limit";
}

Hours firm_load_mw(const Study& study, const profiles::YearProfiles& year, const ChainLayout& layout,
                   std::size_t region) {
    const auto& centers = study.data_centers;
    Hours load(static_cast<std::size_t>(year.axis.count), 0.0);
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        if (at(centers.region[d]) != region || centers.may_shed[d] || layout.data_center[d].row != kAbsent) continue;
        const auto draw = year.data_center_mw.of(d);
        for (std::size_t t = 0; t < load.size(); ++t) load[t] += draw[t];
    }
    return load;
}

Elastic make_elastic(const Study& study, const profiles::Profiles& profiles, const Program& program) {
    return Maker(study, profiles, program).make();
}

}  // namespace decawatt::planning
