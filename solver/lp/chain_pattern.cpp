#include "lp/chain_pattern.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"

namespace decawatt::lp {

namespace {

// Geometric mean of the magnitudes of the non-zero numbers seen.
class Magnitude {
  public:
    void see(double value) {
        if (value == 0.0) return;
        sum_log_ += std::log(std::abs(value));
        ++count_;
    }
    template <typename Dense>
    void see_all(const Dense& values) {
        for (Eigen::Index i = 0; i < values.size(); ++i) see(values.data()[i]);
    }
    double mean() const { return count_ > 0 ? std::exp(sum_log_ / static_cast<double>(count_)) : 1.0; }

  private:
    double sum_log_ = 0.0;
    std::int64_t count_ = 0;
};

double power_of_two(double value) {
    return std::exp2(std::round(std::log2(value)));
}

template <typename Visit>
void for_entries(const SparseMatrix& matrix, int column, Visit visit) {
    for (SparseMatrix::InnerIterator it(matrix, column); it; ++it)
        if (it.value() != 0.0) visit(static_cast<int>(it.row()), it.value());
}

void order_rows(const Chain& chain, ChainPattern& p) {
    std::vector<bool> is_state(static_cast<std::size_t>(chain.rows()), false);
    for (int j = 0; j < chain.columns(); ++j) {
        bool state = false;
        for_entries(chain.B, j, [&](int row, double) { is_state[static_cast<std::size_t>(row)] = state = true; });
        if (!state) continue;
        p.state_columns.push_back(j);
        for_entries(chain.A, j, [&](int row, double) { is_state[static_cast<std::size_t>(row)] = true; });
    }
    p.row_of.resize(is_state.size());
    for (const bool wanted : {false, true})
        for (std::size_t i = 0; i < is_state.size(); ++i)
            if (is_state[i] == wanted) p.row_of[i] = wanted ? p.local_rows + p.state_rows++ : p.local_rows++;
}

void copy_columns(const Chain& chain, const Scaling& scaling, ChainPattern& p) {
    std::vector<int> local_link(static_cast<std::size_t>(chain.G.rows()), -1);
    for (int j = 0; j < chain.columns(); ++j) {
        for_entries(chain.A, j, [&](int row, double v) {
            p.a.entries.push_back({p.row_of[static_cast<std::size_t>(row)], v});
        });
        for_entries(chain.G, j, [&](int row, double v) {
            int& local = local_link[static_cast<std::size_t>(row)];
            if (local < 0) {
                local = p.links();
                p.linking.push_back(row);
            }
            p.g.entries.push_back({local, v * scaling.linking_row[row]});
        });
        p.a.start.push_back(static_cast<int>(p.a.entries.size()));
        p.g.start.push_back(static_cast<int>(p.g.entries.size()));
    }
    for (const int j : p.state_columns) {
        for_entries(chain.B, j, [&](int row, double v) {
            p.b.entries.push_back({p.row_of[static_cast<std::size_t>(row)] - p.local_rows, v});
        });
        p.b.start.push_back(static_cast<int>(p.b.entries.size()));
    }
    for (int g = 0; g < chain.local_border(); ++g)
        for_entries(chain.C, g, [&](int row, double v) {
            p.c.push_back({p.row_of[static_cast<std::size_t>(row)], g, v});
        });
}

void list_products(ChainPattern& p) {
    for (int j = 0; j < p.columns; ++j)
        for (const Entry& low : p.a.of(j))
            for (const Entry& high : p.a.of(j)) {
                if (low.index > high.index) continue;  // low ≤ high: the lower triangle, and local × state
                const double weight = low.value * high.value;
                if (high.index < p.local_rows)
                    p.local_block.push_back({low.index * p.local_rows + high.index, j, weight});
                else if (low.index < p.local_rows)
                    p.mixed_block.push_back({(high.index - p.local_rows) * p.local_rows + low.index, j, weight});
                else
                    p.state_block.push_back(
                        {(low.index - p.local_rows) * p.state_rows + high.index - p.local_rows, j, weight});
            }
    for (int s = 0; s < p.states(); ++s) {
        for (const Entry& low : p.b.of(s))
            for (const Entry& high : p.b.of(s))
                if (low.index <= high.index)
                    p.carried_block.push_back({low.index * p.state_rows + high.index, s, low.value * high.value});
        for (const Entry& now : p.a.of(p.state_columns[static_cast<std::size_t>(s)]))
            for (const Entry& next : p.b.of(s))
                p.coupling_block.push_back(
                    {next.index * p.state_rows + now.index - p.local_rows, s, now.value * next.value});
    }
}

}  // namespace

Scaling choose_scaling(const StaircaseProgram& program) {
    Magnitude cost, quantity;
    for (const Chain& chain : program.chains) {
        cost.see_all(chain.cost);
        quantity.see_all(chain.rhs);
    }
    quantity.see_all(program.border.upper);
    Scaling scaling{.cost = power_of_two(cost.mean()), .quantity = power_of_two(quantity.mean()), .linking_row = {}};
    Vector largest = Vector::Zero(program.linking.size());
    const auto see = [&](const SparseMatrix& matrix) {
        for (int j = 0; j < matrix.cols(); ++j)
            for_entries(matrix, j, [&](int row, double v) { largest[row] = std::max(largest[row], std::abs(v)); });
    };
    for (const Chain& chain : program.chains) see(chain.G);
    see(program.linking.H);
    scaling.linking_row = largest.unaryExpr([](double v) { return v > 0.0 ? 1.0 / power_of_two(v) : 1.0; });
    return scaling;
}

ChainPattern make_pattern(const Chain& chain, const Border& border, const Scaling& scaling) {
    ChainPattern p;
    p.columns = chain.columns();
    p.border = chain.local_border();
    p.scaled_by = chain.scaled_by;
    const Vector most = chain.border_map * border.upper + chain.border_offset;
    for (const int g : p.scaled_by) p.closed.push_back(g != kFixedBound && most[g] <= 0.0);
    order_rows(chain, p);
    copy_columns(chain, scaling, p);
    list_products(p);
    return p;
}

void check_shapes(const StaircaseProgram& program) {
    using base::expects;
    const int borders = program.border.size(), links = program.linking.size();
    expects(program.border.lower.size() == borders && program.border.upper.size() == borders,
            "border bounds have the border's size");
    expects(program.linking.H.rows() == links && program.linking.H.cols() == borders,
            "H is linking rows × border variables");
    expects(static_cast<int>(program.linking.sense.size()) == links, "every linking row has a sense");
    for (const Chain& c : program.chains) {
        const int m = c.rows(), n = c.columns();
        expects(c.stages > 0, "a chain has stages");
        expects(c.B.rows() == m && c.B.cols() == n, "B has the shape of A");
        expects(c.C.rows() == m && c.C.cols() == c.local_border(), "C is rows × local border columns");
        expects(c.G.rows() == links && c.G.cols() == n, "G is linking rows × columns");
        expects(c.cost.rows() == n && (c.cost.cols() == 1 || c.cost.cols() == c.stages),
                "costs are columns × stages or columns × 1");
        expects(c.rhs.rows() == m && c.rhs.cols() == c.stages, "right-hand sides are rows × stages");
        expects(c.upper.rows() == n && c.upper.cols() == c.stages, "bounds are columns × stages");
        expects(static_cast<int>(c.scaled_by.size()) == n, "every column says what scales its bound");
        for (const int g : c.scaled_by)
            expects(g >= kFixedBound && g < c.local_border(), "a bound is scaled by a local border column");
        expects(c.border_map.cols() == borders && c.border_offset.size() == c.local_border(),
                "the border map fits the border");
    }
}

}  // namespace decawatt::lp
