#include "planning/analyses/whole_years.hpp"

#include <algorithm>
#include <cmath>

#include "lp/stage_matrix.hpp"
#include "planning/analyses/operation_certificate.hpp"
#include "planning/components/shortfalls.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

namespace {

constexpr double kMargin = 1e-6;  // of a shortfall: keeps an interior

class PartSolver {
  public:
    PartSolver(const Program& program, const lp::Part& part, double tolerance)
        : layout_(*program.layout),
          part_(part),
          least_frac_(least_missed_percent(tolerance) / 100.0),
          program_(lp::program_of(program.staircase, part)),
          shortfall_(part.border.size(), nullptr) {
        for (std::size_t b = 0; b < part.border.size(); ++b) {
            const auto found = std::ranges::find(layout_.shortfalls, static_cast<BorderVariable>(part.border[b]),
                                                 &ShortfallColumn::variable);
            if (found != layout_.shortfalls.end()) shortfall_[b] = &*found;
        }
        for (std::size_t i = 0; i < part.chains.size(); ++i)
            lp::add_costs(program_.chains[i], penalty_prices(layout_, part.chains[i]));
        penalise(&ShortfallColumn::first_penalty);
    }

    PartPoint run(const SolveProgram& solve) {
        lp::Solution solution = solve(program_);
        PartPoint point;
        point.iterations = solution.iterations;
        if (solution.status == lp::Status::optimal && misses(solution.k)) {
            penalise(&ShortfallColumn::penalty);
            solution = solve(program_);
            point.iterations += solution.iterations;
        }
        if (solution.status == lp::Status::optimal && grant(solution)) {
            solution = solve(program_);
            point.iterations += solution.iterations;
        }
        point.status = solution.status;
        point.message = std::move(solution.message);
        if (solution.status != lp::Status::optimal) return point;
        double payment = program_.border.cost.dot(shortfalls(solution.k));
        for (std::size_t i = 0; i < part_.chains.size(); ++i)
            payment += paid_for(solution.x[i], penalty_prices(layout_, part_.chains[i]));
        point.certificate = solution.certificate;
        deduct_penalties(payment, point.certificate);
        for (std::size_t i = 0; i < granted_.size(); ++i) solution.x[i] += granted_[i];
        point.x = std::move(solution.x);
        point.y = std::move(solution.y);
        point.border = std::move(solution.k);
        point.link_duals = std::move(solution.lambda);
        return point;
    }

  private:
    double penalty(std::size_t i, int column, int stage) const {
        const Hours& weight = layout_.chains[part_.chains[i]].step_weight;
        return layout_.penalty[part_.chains[i]][column] *
               (weight.empty() ? 1.0 : weight[static_cast<std::size_t>(stage)]);
    }

    void penalise(double ShortfallColumn::*penalty) {
        for (std::size_t b = 0; b < shortfall_.size(); ++b)
            if (shortfall_[b]) program_.border.cost[static_cast<Eigen::Index>(b)] = shortfall_[b]->*penalty;
    }

    // Border values, those of what is not a shortfall set to zero.
    lp::Vector shortfalls(lp::Vector k) const {
        for (std::size_t b = 0; b < shortfall_.size(); ++b)
            if (!shortfall_[b]) k[static_cast<Eigen::Index>(b)] = 0.0;
        return k;
    }

    bool misses(const lp::Vector& k) const { return k.size() > 0 && shortfalls(k).maxCoeff() > 100.0 * least_frac_; }

    // Relaxes rows by their shortfalls; false if there are none.
    bool grant(const lp::Solution& missed) {
        bool any = grant_shortfalls(shortfalls(missed.k));
        for (std::size_t i = 0; i < part_.chains.size(); ++i) {
            granted_.push_back(lp::Matrix::Zero(missed.x[i].rows(), missed.x[i].cols()));
            any = grant_load(i, missed.x[i]) || any;
        }
        return any;
    }

    bool grant_shortfalls(const lp::Vector& k) {
        lp::Vector granted = lp::Vector::Zero(k.size());
        for (Eigen::Index b = 0; b < k.size(); ++b)
            if (k[b] > 100.0 * least_frac_) granted[b] = std::min((1.0 + kMargin) * k[b], program_.border.upper[b]);
        program_.linking.rhs -= program_.linking.H * granted;
        program_.border.upper -= granted;
        return !granted.isZero(0.0);
    }

    // Relaxes balances by load that must be served and cannot be, by hour.
    bool grant_load(std::size_t i, const lp::Matrix& x) {
        lp::Chain& chain = program_.chains[i];
        bool any = false;
        for (int j = 0; j < chain.columns(); ++j) {
            if (penalty(i, j, 0) <= 0.0) continue;
            for (int t = 0; t < chain.stages; ++t) {
                if (x(j, t) <= least_frac_ * chain.upper(j, t)) continue;
                const double granted = std::min((1.0 + kMargin) * x(j, t), chain.upper(j, t));
                chain.upper(j, t) -= granted;
                for (lp::SparseMatrix::InnerIterator it(chain.A, j); it; ++it)
                    chain.rhs(it.row(), t) -= it.value() * granted;
                for (const lp::StageEntry& e : chain.by_stage.A)
                    if (e.column == j) chain.rhs(e.row, t) -= e.value[t] * granted;
                program_.objective_offset += (chain.cost_at(j, t) - penalty(i, j, t)) * granted;
                granted_[i](j, t) = granted;
                any = true;
            }
        }
        return any;
    }

    const Layout& layout_;
    const lp::Part& part_;
    double least_frac_;
    lp::StaircaseProgram program_;
    std::vector<const ShortfallColumn*> shortfall_;  // per border variable of the part; null: it is another one
    std::vector<lp::Matrix> granted_;                // per chain, in addition to the columns of `program_`; empty: none
};

}  // namespace

PartPoint solve_part(const Program& program, const lp::Part& part, double tolerance, const SolveProgram& solve) {
    return PartSolver(program, part, tolerance).run(solve);
}

}  // namespace decawatt::planning
