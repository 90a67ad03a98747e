#include "planning/analyses/barriers.hpp"

#include <algorithm>

#include "lp/certificate.hpp"

namespace decawatt::planning {

namespace {

constexpr std::size_t kMostBarriers = 6;

struct Weighed {
    Barrier barrier;
    double weight;  // MWh
};

class Barriers {
  public:
    Barriers(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
             const RelaxedProgram& relaxed, const lp::Solution& solution)
        : study_(study), profiles_(profiles), program_(program), relaxed_(relaxed), solution_(solution) {}

    std::vector<Barrier> find() {
        add_investments();
        add_rows();
        add_interfaces();
        std::stable_sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
        const double least = kNoticeable * solution_.certificate.primal_objective * program_.power_unit_mw;
        std::vector<Barrier> strongest;
        for (const Weighed& w : all_)
            if (w.weight > least && strongest.size() < kMostBarriers) strongest.push_back(w.barrier);
        return strongest;
    }

  private:
    void add_investments() {
        const lp::Border& border = program_.staircase.border;
        const lp::Vector price = lp::border_prices(relaxed_.program, solution_);
        const std::vector<Investment>& investments = program_.layout->investments;
        for (std::size_t i = 0; i < investments.size(); ++i) {
            const auto b = static_cast<Eigen::Index>(i);
            all_.push_back({{border.names[i], unit_of(investments[i].kind), -price[b]},
                            -price[b] * border.upper[b] * program_.power_unit_mw});
        }
    }

    // Limits over all years, and targets and caps whose own slack is zero. Rows of targets and of budgets of output are
    // in percent.
    void add_rows() {
        const lp::LinkingRows& linking = program_.staircase.linking;
        const lp::Vector lambda = lp::allowed_duals(linking, solution_.lambda);
        for (int l = 0; l < linking.size(); ++l) {
            const auto slack = std::ranges::find(relaxed_.sums, static_cast<LinkingRow>(l), &SumSlack::row);
            const bool target = slack != relaxed_.sums.end();
            if (target && gives_way(*slack)) continue;
            const bool percent = target || is_budget(static_cast<LinkingRow>(l));
            const double units = percent ? 1.0 : program_.power_unit_mw;  // study units per program unit
            const double gain = std::abs(lambda[l]) * program_.power_unit_mw / units;
            all_.push_back(
                {{linking.names[static_cast<std::size_t>(l)], percent ? "percent" : unit_of_investments(l), gain},
                 gain * std::abs(linking.rhs[l]) * units});
        }
    }

    void add_interfaces() {
        for (std::size_t c = 0; c < program_.layout->chains.size(); ++c) {
            const ChainLayout& layout = program_.layout->chains[c];
            const int year = profiles_.years[c].year;
            for (std::size_t i = 0; i < layout.lines.interface.size(); ++i) {
                const int row = layout.place(layout.lines.interface[i]);
                if (row < 0) continue;
                const double gain = -solution_.y[c].row(row).sum();
                all_.push_back({{"interface " + study_.interfaces.name[i] + " " + std::to_string(year), "MW", gain},
                                gain * model::stepwise(study_.interfaces.limit_mw[i], year, 0.0)});
            }
        }
    }

    bool is_budget(LinkingRow row) const {
        return std::ranges::any_of(program_.layout->budgets, [&](const std::vector<OutputBudget>& budgets) {
            return std::ranges::find(budgets, row, &OutputBudget::row) != budgets.end();
        });
    }

    bool gives_way(const SumSlack& slack) const {
        return relaxed_.program.border.cost[index_of(slack.variable)] * solution_.k[index_of(slack.variable)] >
               kNoticeable * solution_.certificate.primal_objective;
    }

    const char* unit_of_investments(int row) const {
        const lp::SparseMatrix& h = program_.staircase.linking.H;
        const std::vector<Investment>& investments = program_.layout->investments;
        for (std::size_t b = 0; b < investments.size(); ++b)
            if (h.coeff(row, static_cast<Eigen::Index>(b)) != 0.0) return unit_of(investments[b].kind);
        return unit_of(CapacityKind::usable_energy);  // the fade of an existing store
    }

    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const Program& program_;
    const RelaxedProgram& relaxed_;
    const lp::Solution& solution_;
    std::vector<Weighed> all_;
};

}  // namespace

std::vector<Barrier> find_barriers(const model::Study& study, const profiles::Profiles& profiles,
                                   const Program& program, const RelaxedProgram& relaxed,
                                   const lp::Solution& solution) {
    return Barriers(study, profiles, program, relaxed, solution).find();
}

}  // namespace decawatt::planning
