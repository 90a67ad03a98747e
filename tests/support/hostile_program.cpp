#include "support/hostile_program.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <utility>

#include "support/random_program.hpp"

namespace decawatt::tests {

namespace {

using lp::Chain, lp::Matrix, lp::Sense, lp::SparseMatrix, lp::StaircaseProgram, lp::Vector;

class Dice {
  public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}
    double uniform(double low, double high) { return std::uniform_real_distribution<>(low, high)(engine_); }
    double power_of_ten(double low, double high) { return std::pow(10.0, uniform(low, high)); }
    bool chance(double p) { return uniform(0.0, 1.0) < p; }
    int below(int count) { return static_cast<int>(engine_() % static_cast<unsigned>(count)); }

  private:
    std::mt19937 engine_;
};

SparseMatrix with_row(const SparseMatrix& m, const Eigen::RowVectorXd& row) {
    Matrix dense = Matrix::Zero(m.rows() + 1, m.cols());
    dense.topRows(m.rows()) = m;
    dense.row(m.rows()) = row;
    return dense.sparseView();
}

SparseMatrix with_columns(const SparseMatrix& m, int count) {
    SparseMatrix wide = m;
    wide.conservativeResize(m.rows(), m.cols() + count);
    return wide;
}

// New columns without entries and cost and with upper bounds of zero; the caller fills them in.
int add_columns(Chain& c, int count) {
    const int first = c.columns();
    for (SparseMatrix* m : {&c.A, &c.B, &c.G}) *m = with_columns(*m, count);
    for (Matrix* m : {&c.cost, &c.upper}) {
        m->conservativeResize(first + count, Eigen::NoChange);
        m->bottomRows(count).setZero();
    }
    for (int j = 0; j < count; ++j) c.scaled_by.push_back(lp::kFixedBound);
    return first;
}

void add_stage_row(Chain& c, const Eigen::RowVectorXd& a, const Eigen::RowVectorXd& b, const Eigen::RowVectorXd& k,
                   const Eigen::RowVectorXd& rhs) {
    c.A = with_row(c.A, a);
    c.B = with_row(c.B, b);
    c.C = with_row(c.C, k);
    c.rhs.conservativeResize(c.rhs.rows() + 1, Eigen::NoChange);
    c.rhs.row(c.rhs.rows() - 1) = rhs;
}

void copy_row(Chain& c, int row, double factor, double shift, int shifted_stage) {
    Eigen::RowVectorXd rhs = factor * c.rhs.row(row);
    rhs[shifted_stage] += shift;
    add_stage_row(c, factor * Matrix(c.A).row(row), factor * Matrix(c.B).row(row), factor * Matrix(c.C).row(row), rhs);
}

void copy_link(StaircaseProgram& p, int row, double factor, Sense sense, double shift) {
    for (Chain& c : p.chains) c.G = with_row(c.G, factor * Matrix(c.G).row(row));
    p.linking.H = with_row(p.linking.H, factor * Matrix(p.linking.H).row(row));
    p.linking.rhs.conservativeResize(p.linking.rhs.size() + 1);
    p.linking.rhs[p.linking.rhs.size() - 1] = factor * p.linking.rhs[row] + shift;
    p.linking.sense.push_back(sense);
}

using Malice = std::function<void(StaircaseProgram&, Dice&)>;

void each_chain(StaircaseProgram& p, const std::function<void(Chain&)>& change) {
    for (Chain& c : p.chains) change(c);
}

void wide_costs(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        for (int j = 0; j < c.columns(); ++j) c.cost.row(j) *= dice.power_of_ten(-5.0, 5.0);
    });
}

void negative_prices(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        for (int j = 0; j < c.columns(); ++j)
            if (dice.chance(0.7)) c.cost.row(j) *= -dice.uniform(1.0, 10.0);
    });
}

void huge_bounds(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        for (int j = 0; j < c.columns(); ++j) {
            if (!dice.chance(0.4)) continue;
            c.upper.row(j) *= 1e9;
            c.cost.row(j) = c.cost.row(j).cwiseAbs();  // so that the optimum keeps the magnitude of the other programs
        }
    });
    for (int i = 0; i < p.border.size(); ++i)
        if (dice.chance(0.3)) p.border.upper[i] *= 1e9;
}

// Columns that could grow, but are never available: building them is only a cost.
void idle_assets(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        const int first = add_columns(c, 3);
        for (int j = first; j < first + 3; ++j) {
            c.A.coeffRef(dice.below(c.rows()), j) = 1.0;
            c.cost.row(j).setConstant(dice.uniform(-2.0, 2.0));
            if (c.local_border() > 0) c.scaled_by[static_cast<std::size_t>(j)] = dice.below(c.local_border());
        }
        c.A.makeCompressed();
    });
}

// Border variables with an upper bound of zero, columns bounded by only those, columns with an upper bound of zero in
// some stages.
void zero_width(StaircaseProgram& p, Dice& dice) {
    const int extra = 2, before = p.border.size();
    for (Vector* v : {&p.border.cost, &p.border.lower, &p.border.upper}) {
        v->conservativeResize(before + extra);
        v->tail(extra).setZero();
    }
    p.border.cost.tail(extra).setConstant(dice.uniform(0.0, 2.0));
    p.border.lower[before + 1] = p.border.upper[before + 1] = dice.uniform(0.1, 1.0);
    p.linking.H = with_columns(p.linking.H, extra);
    each_chain(p, [&](Chain& c) {
        const int local = c.local_border();
        c.border_map.conservativeResize(local + extra, before + extra);
        for (int i = 0; i < extra; ++i) c.border_map.coeffRef(local + i, before + i) = 1.0;
        c.border_map.makeCompressed();
        c.border_offset.conservativeResize(local + extra);
        c.border_offset.tail(extra).setZero();
        c.C = with_columns(c.C, extra);
        const int first = add_columns(c, 2 * extra);
        for (int j = 0; j < 2 * extra; ++j) {
            c.A.coeffRef(dice.below(c.rows()), first + j) = dice.uniform(-1.0, 1.0);
            c.scaled_by[static_cast<std::size_t>(first + j)] = local + j % extra;
            for (int t = 0; t < c.stages; ++t) c.upper(first + j, t) = dice.chance(0.5) ? 1.0 : 0.0;
            c.cost.row(first + j).setConstant(dice.uniform(-1.0, 1.0));
        }
        c.A.makeCompressed();
    });
}

// A store that can neither charge nor discharge: its content is constant, zero if it has a standing loss.
void still_store(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        const int content = add_columns(c, 3);
        c.upper.row(content).setConstant(dice.uniform(1.0, 5.0));
        Eigen::RowVectorXd a = Eigen::RowVectorXd::Zero(c.columns()), b = a;
        a[content] = 1.0;
        a[content + 1] = -0.9;
        a[content + 2] = 1.1;
        b[content] = dice.chance(0.5) ? -1.0 : -0.999;
        add_stage_row(c, a, b, Eigen::RowVectorXd::Zero(c.local_border()), Eigen::RowVectorXd::Zero(c.stages));
    });
}

void duplicated_rows(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) { copy_row(c, dice.below(c.rows()), dice.chance(0.5) ? 1.0 : -3.0, 0.0, 0); });
}

void contradictory_rows(StaircaseProgram& p, Dice& dice) {
    Chain& c = p.chains[static_cast<std::size_t>(dice.below(static_cast<int>(p.chains.size())))];
    copy_row(c, dice.below(c.rows()), 1.0, dice.power_of_ten(-2.0, 1.0), dice.below(c.stages));
}

void too_much_asked(StaircaseProgram& p, Dice& dice) {
    Chain& c = p.chains.front();
    c.rhs(dice.below(c.rows()), dice.below(c.stages)) += 1000.0;
}

void redundant_links(StaircaseProgram& p, Dice& dice) {
    const int links = p.linking.size();
    for (int l = 0; l < links; ++l) {
        const Sense sense = p.linking.sense[static_cast<std::size_t>(l)];
        const double slack = (sense == Sense::at_most ? 1.0 : -1.0) * dice.uniform(0.0, 1.0);
        copy_link(p, l, 1.0, sense, 0.0);
        copy_link(p, l, 2.0, sense, sense == Sense::equal || dice.chance(0.5) ? 0.0 : slack);
    }
}

// Two inequalities in place of an equation: feasible, but without an interior point.
void implied_equations(StaircaseProgram& p, Dice&) {
    const int links = p.linking.size();
    for (int l = 0; l < links; ++l) {
        Sense& sense = p.linking.sense[static_cast<std::size_t>(l)];
        if (sense != Sense::equal) continue;
        sense = Sense::at_most;
        copy_link(p, l, 1.0, Sense::at_least, 0.0);
    }
}

void contradictory_links(StaircaseProgram& p, Dice& dice) {
    p.linking.sense[0] = Sense::at_most;
    copy_link(p, 0, 1.0, Sense::at_least, dice.power_of_ten(-2.0, 1.0) * (1.0 + std::abs(p.linking.rhs[0])));
}

void tiny_coefficients(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        for (int n = 0; n < c.columns(); ++n) {
            const int i = dice.below(c.rows()), j = dice.below(c.columns());
            if (c.A.coeff(i, j) == 0.0) c.A.coeffRef(i, j) = dice.power_of_ten(-10.0, -5.0);
        }
        c.A.makeCompressed();
    });
}

void badly_scaled(StaircaseProgram& p, Dice& dice) {
    each_chain(p, [&](Chain& c) {
        Matrix a = c.A, b = c.B, k = c.C;
        for (int i = 0; i < c.rows(); ++i) {
            const double s = dice.power_of_ten(-4.0, 4.0);
            a.row(i) *= s;
            b.row(i) *= s;
            k.row(i) *= s;
            c.rhs.row(i) *= s;
        }
        c.A = a.sparseView();
        c.B = b.sparseView();
        c.C = k.sparseView();
    });
}

struct Kind {
    std::string name;
    RandomShape shape;
    Malice malice;
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all = {
        {"wide_costs", {}, wide_costs},
        {"zero_width", {.chains = 2, .border = 2}, zero_width},
        {"fixed_boxes", {.columns = 16, .border = 4, .fixed = true}, [](auto&, auto&) {}},
        {"idle_assets", {}, idle_assets},
        {"negative_prices", {}, negative_prices},
        {"huge_bounds", {}, huge_bounds},
        {"one_border", {.chains = 2, .border = 1}, [](auto&, auto&) {}},
        {"no_border", {.border = 0}, [](auto&, auto&) {}},
        {"one_stage", {.chains = 2, .stages = 1, .states = 0, .cyclic = false}, [](auto&, auto&) {}},
        {"one_cyclic_stage", {.stages = 1, .states = 2}, [](auto&, auto&) {}},
        {"still_store", {}, still_store},
        {"degenerate", {.degenerate = true}, [](auto&, auto&) {}},
        {"duplicated_rows", {}, duplicated_rows},
        {"redundant_links", {.links = 3}, redundant_links},
        {"implied_equations", {.links = 4}, implied_equations},
        {"tiny_coefficients", {}, tiny_coefficients},
        {"badly_scaled", {}, badly_scaled},
        {"contradictory_rows", {}, contradictory_rows},
        {"contradictory_links", {}, contradictory_links},
        {"too_much_asked", {.chains = 2}, too_much_asked},
    };
    return all;
}

}  // namespace

const std::vector<std::string>& hostile_kinds() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const Kind& kind : kinds()) list.push_back(kind.name);
        list.emplace_back("mixed");
        return list;
    }();
    return names;
}

StaircaseProgram hostile_program(const std::string& kind, std::uint32_t seed) {
    Dice dice(seed + 77);  // other random numbers than those of the program below
    if (kind == "mixed") {
        const auto some = [&]() -> const Kind& {
            return kinds()[static_cast<std::size_t>(dice.below(static_cast<int>(kinds().size())))];
        };
        RandomShape shape{.chains = 1 + dice.below(2), .stages = 1 + dice.below(20), .border = 1 + dice.below(4)};
        StaircaseProgram program = random_program(shape, seed);
        some().malice(program, dice);
        some().malice(program, dice);
        return program;
    }
    const auto found = std::ranges::find(kinds(), kind, &Kind::name);
    StaircaseProgram program = random_program(found->shape, seed);
    found->malice(program, dice);
    return program;
}

}  // namespace decawatt::tests
