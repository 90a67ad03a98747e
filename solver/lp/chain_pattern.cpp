#include "lp/chain_pattern.hpp"

#include <Eigen/OrderingMethods>
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/error.hpp"

namespace decawatt::lp {

namespace {

// Geometric mean of the magnitudes of nonzero numbers.
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

// Local rows in minimum-degree order, then state rows.
void order_rows(const Chain& chain, ChainPattern& p) {
    std::vector<bool> is_state(static_cast<std::size_t>(chain.rows()), false);
    for (int j = 0; j < chain.columns(); ++j) {
        bool state = false;
        for_entries(chain.B, j, [&](int row, double) { is_state[static_cast<std::size_t>(row)] = state = true; });
        if (!state) continue;
        p.state_columns.push_back(j);
        for_entries(chain.A, j, [&](int row, double) { is_state[static_cast<std::size_t>(row)] = true; });
    }
    std::vector<int> compact(is_state.size());
    for (std::size_t i = 0; i < is_state.size(); ++i) compact[i] = is_state[i] ? p.state_rows++ : p.local_rows++;
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < chain.columns(); ++j)
        for_entries(chain.A, j, [&](int row, double) {
            if (!is_state[static_cast<std::size_t>(row)])
                entries.emplace_back(compact[static_cast<std::size_t>(row)], j, 1.0);
        });
    SparseMatrix local(p.local_rows, chain.columns());
    local.setFromTriplets(entries.begin(), entries.end());
    const SparseMatrix normal = local * SparseMatrix(local.transpose());
    Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> order(p.local_rows);
    order.setIdentity();
    if (p.local_rows > 0) Eigen::AMDOrdering<int>()(normal.selfadjointView<Eigen::Upper>(), order);
    const Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> place = order.inverse();
    p.row_of.resize(is_state.size());
    for (std::size_t i = 0; i < is_state.size(); ++i)
        p.row_of[i] = is_state[i] ? p.local_rows + compact[i] : place.indices()[compact[i]];
}

void copy_columns(const Chain& chain, const Scaling& scaling, ChainPattern& p) {
    std::vector<int> local_link(static_cast<std::size_t>(chain.G.rows()), -1);
    std::vector<std::vector<Entry>> by_row(static_cast<std::size_t>(chain.rows()));
    for (int j = 0; j < chain.columns(); ++j) {
        for_entries(chain.A, j, [&](int row, double v) {
            const int to = p.row_of[static_cast<std::size_t>(row)];
            p.a.entries.push_back({to, v});
            by_row[static_cast<std::size_t>(to)].push_back({j, v});
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
    for (const auto& row : by_row) {
        p.a_rows.entries.insert(p.a_rows.entries.end(), row.begin(), row.end());
        p.a_rows.start.push_back(static_cast<int>(p.a_rows.entries.size()));
    }
    for (const int j : p.state_columns) {
        for_entries(chain.B, j, [&](int row, double v) {
            p.b.entries.push_back({p.row_of[static_cast<std::size_t>(row)] - p.local_rows, v});
        });
        p.b.start.push_back(static_cast<int>(p.b.entries.size()));
    }
}

void analyse_factor(ChainPattern& p) {
    std::vector<std::vector<int>> adjacent(static_cast<std::size_t>(p.rows()));
    for (int j = 0; j < p.columns; ++j)
        for (const Entry& one : p.a.of(j))
            for (const Entry& other : p.a.of(j)) adjacent[static_cast<std::size_t>(one.index)].push_back(other.index);
    p.factor = StageFactor(p.local_rows, p.state_rows, adjacent);
}

void list_products(ChainPattern& p) {
    for (int j = 0; j < p.columns; ++j)
        for (const Entry& low : p.a.of(j))
            for (const Entry& high : p.a.of(j))
                if (low.index <= high.index)
                    p.own_products.push_back({p.factor.position(high.index, low.index), j, low.value * high.value});
    p.coupling_first.assign(static_cast<std::size_t>(p.state_rows), p.state_rows);
    for (int s = 0; s < p.states(); ++s) {
        int first = p.state_rows;
        for (const Entry& now : p.a.of(p.state_columns[static_cast<std::size_t>(s)]))
            first = std::min(first, now.index - p.local_rows);
        p.closing_first.push_back(first);
        for (const Entry& low : p.b.of(s))
            for (const Entry& high : p.b.of(s))
                if (low.index <= high.index)
                    p.carried_products.push_back(
                        {p.factor.state_offset() + low.index * p.state_rows + high.index, s, low.value * high.value});
        for (const Entry& next : p.b.of(s)) {
            int& top = p.coupling_first[static_cast<std::size_t>(next.index)];
            top = std::min(top, first);
            for (const Entry& now : p.a.of(p.state_columns[static_cast<std::size_t>(s)]))
                p.coupling_products.push_back(
                    {p.factor.coupling_offset() + next.index * p.state_rows + now.index - p.local_rows, s,
                     now.value * next.value});
        }
    }
    for (std::vector<Product>* list : {&p.own_products, &p.carried_products, &p.coupling_products})
        std::stable_sort(list->begin(), list->end(),
                         [](const Product& one, const Product& other) { return one.target < other.target; });
}

void list_border_columns(const Chain& chain, ChainPattern& p) {
    p.border_columns.resize(static_cast<std::size_t>(p.shared()));
    for (int g = 0; g < p.border; ++g)
        for_entries(chain.C, g, [&](int row, double v) {
            p.border_columns[static_cast<std::size_t>(g)].constants.push_back(
                {p.row_of[static_cast<std::size_t>(row)], v});
        });
    for (int j = 0; j < p.columns; ++j) {
        const auto state = std::find(p.state_columns.begin(), p.state_columns.end(), j);
        const auto carry = [&](int border_column, double value) {
            BorderColumn& column = p.border_columns[static_cast<std::size_t>(border_column)];
            column.carriers.push_back({j, value});
            if (state != p.state_columns.end())
                column.state_carriers.push_back({static_cast<int>(state - p.state_columns.begin()), value});
        };
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        if (g != kFixedBound) carry(g, 1.0);
        for (const Entry& link : p.g.of(j)) carry(p.border + link.index, link.value);
        if (g != kFixedBound || !p.g.of(j).empty()) p.carriers.push_back(j);
    }
    for (BorderColumn& column : p.border_columns) {
        std::vector<int> touched;
        for (const Entry& e : column.constants) touched.push_back(e.index);
        for (const Entry& carrier : column.carriers)
            for (const Entry& e : p.a.of(carrier.index)) touched.push_back(e.index);
        column.reach = p.factor.reach(touched);
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
    analyse_factor(p);
    list_products(p);
    list_border_columns(chain, p);
    return p;
}

}  // namespace decawatt::lp
