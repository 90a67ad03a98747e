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

// A matrix of a chain, with the entries that vary.
struct Places {
    const SparseMatrix& constant;
    const std::vector<StageEntry>& varying;
    int first_slot = 0;
    int slots_end() const { return first_slot + static_cast<int>(varying.size()); }
};

// Slots are numbered in the order A, B, C, G.
struct ChainPlaces {
    explicit ChainPlaces(const Chain& chain)
        : A{chain.A, chain.by_stage.A, 0},
          B{chain.B, chain.by_stage.B, A.slots_end()},
          C{chain.C, chain.by_stage.C, B.slots_end()},
          G{chain.G, chain.by_stage.G, C.slots_end()} {}
    Places A, B, C, G;
};

template <typename Visit>
void for_entries(const Places& places, int column, Visit visit) {
    for (SparseMatrix::InnerIterator it(places.constant, column); it; ++it)
        if (it.value() != 0.0) visit(Entry(static_cast<int>(it.row()), it.value()));
    for (std::size_t i = 0; i < places.varying.size(); ++i)
        if (const StageEntry& e = places.varying[i]; e.column == column)
            visit(Entry(e.row, e.value.mean(), places.first_slot + static_cast<int>(i)));
}

// Local rows in an order of minimum degree, then state rows.
void order_rows(const ChainPlaces& of, ChainPattern& p) {
    const auto columns = static_cast<int>(of.A.constant.cols());
    std::vector<bool> is_state(static_cast<std::size_t>(of.A.constant.rows()), false);
    for (int j = 0; j < columns; ++j) {
        bool state = false;
        for_entries(of.B, j, [&](const Entry& e) { is_state[static_cast<std::size_t>(e.index)] = state = true; });
        p.state_of.push_back(state ? p.states() : -1);
        if (!state) continue;
        p.state_columns.push_back(j);
        for_entries(of.A, j, [&](const Entry& e) { is_state[static_cast<std::size_t>(e.index)] = true; });
    }
    std::vector<int> compact(is_state.size());
    for (std::size_t i = 0; i < is_state.size(); ++i) compact[i] = is_state[i] ? p.state_rows++ : p.local_rows++;
    std::vector<Eigen::Triplet<double>> entries;
    for (int j = 0; j < columns; ++j)
        for_entries(of.A, j, [&](const Entry& e) {
            const auto row = static_cast<std::size_t>(e.index);
            if (!is_state[row]) entries.emplace_back(compact[row], j, 1.0);
        });
    SparseMatrix local(p.local_rows, columns);
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

void copy_columns(const ChainPlaces& of, const Scaling& scaling, ChainPattern& p) {
    std::vector<int> local_link(static_cast<std::size_t>(of.G.constant.rows()), -1);
    std::vector<std::vector<Entry>> by_row(p.row_of.size());
    for (int j = 0; j < p.columns; ++j) {
        for_entries(of.A, j, [&](const Entry& e) {
            const int to = p.row_of[static_cast<std::size_t>(e.index)];
            p.a.entries.push_back({to, e.value, e.slot});
            by_row[static_cast<std::size_t>(to)].push_back({j, e.value, e.slot});
        });
        for_entries(of.G, j, [&](const Entry& e) {
            int& local = local_link[static_cast<std::size_t>(e.index)];
            if (local < 0) {
                local = p.links();
                p.linking.push_back(e.index);
            }
            p.g.entries.push_back({local, e.value * scaling.linking_row[e.index], e.slot});
        });
        p.a.start.push_back(static_cast<int>(p.a.entries.size()));
        p.g.start.push_back(static_cast<int>(p.g.entries.size()));
    }
    for (const auto& row : by_row) {
        p.a_rows.entries.insert(p.a_rows.entries.end(), row.begin(), row.end());
        p.a_rows.start.push_back(static_cast<int>(p.a_rows.entries.size()));
    }
    for (const int j : p.state_columns) {
        for_entries(of.B, j, [&](const Entry& e) {
            p.b.entries.push_back({p.row_of[static_cast<std::size_t>(e.index)] - p.local_rows, e.value, e.slot});
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

// Of one target and column, in the list for constants or in the one for entries that vary.
void list_product(int target, int column, const Entry& one, const Entry& other, std::vector<Product>& constant,
                  std::vector<StageProduct>& by_stage) {
    if (one.slot == kConstant && other.slot == kConstant)
        constant.push_back({target, column, one.value * other.value});
    else
        by_stage.push_back({target, column, one, other});
}

void list_products(ChainPattern& p) {
    for (int j = 0; j < p.columns; ++j)
        for (const Entry& low : p.a.of(j))
            for (const Entry& high : p.a.of(j))
                if (low.index <= high.index)
                    list_product(p.factor.position(high.index, low.index), j, low, high, p.own_products,
                                 p.own_by_stage);
    std::vector<int> coupling_first(static_cast<std::size_t>(p.state_rows), p.state_rows), closing_first;
    for (int s = 0; s < p.states(); ++s) {
        int first = p.state_rows;
        for (const Entry& now : p.a.of(p.state_columns[static_cast<std::size_t>(s)]))
            first = std::min(first, now.index - p.local_rows);
        closing_first.push_back(first);
        for (const Entry& low : p.b.of(s))
            for (const Entry& high : p.b.of(s))
                if (low.index <= high.index)
                    list_product(p.factor.state_offset() + triangle::position(p.state_rows, high.index, low.index), s,
                                 low, high, p.carried_products, p.carried_by_stage);
        for (const Entry& next : p.b.of(s)) {
            int& top = coupling_first[static_cast<std::size_t>(next.index)];
            top = std::min(top, first);
        }
    }
    p.coupling = SteppedColumns(p.state_rows, coupling_first);
    p.closing_coupling = SteppedColumns(p.state_rows, closing_first);
    for (std::vector<Product>* list : {&p.own_products, &p.carried_products})
        std::stable_sort(list->begin(), list->end(),
                         [](const Product& one, const Product& other) { return one.target < other.target; });
}

void list_border_columns(const ChainPlaces& of, ChainPattern& p) {
    p.border_columns.resize(static_cast<std::size_t>(p.shared()));
    for (int g = 0; g < p.border; ++g)
        for_entries(of.C, g, [&](const Entry& e) {
            p.border_columns[static_cast<std::size_t>(g)].own.push_back(
                {p.row_of[static_cast<std::size_t>(e.index)], e.value, e.slot});
        });
    for (int j = 0; j < p.columns; ++j) {
        const int state = p.state_of[static_cast<std::size_t>(j)];
        const auto carry = [&](int border_column, double value, int slot) {
            BorderColumn& column = p.border_columns[static_cast<std::size_t>(border_column)];
            column.carriers.push_back({j, value, slot});
            if (state >= 0) column.state_carriers.push_back({state, value, slot});
        };
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        if (g != kFixedBound) carry(g, 1.0, kConstant);
        for (const Entry& link : p.g.of(j)) carry(p.border + link.index, link.value, link.slot);
    }
    const auto scaled = [&](int j) { return p.scaled_by[static_cast<std::size_t>(j)] != kFixedBound; };
    for (int j = 0; j < p.columns; ++j)
        if (scaled(j)) p.carriers.push_back(j);
    p.scaled = static_cast<int>(p.carriers.size());
    for (int j = 0; j < p.columns; ++j)
        if (!scaled(j) && !p.g.of(j).empty()) p.carriers.push_back(j);
    p.carrier_of.assign(static_cast<std::size_t>(p.columns), -1);
    for (std::size_t i = 0; i < p.carriers.size(); ++i)
        p.carrier_of[static_cast<std::size_t>(p.carriers[i])] = static_cast<int>(i);
    for (BorderColumn& column : p.border_columns) {
        std::vector<int> touched;
        for (const Entry& e : column.own) touched.push_back(e.index);
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
            for (SparseMatrix::InnerIterator it(matrix, j); it; ++it)
                largest[it.row()] = std::max(largest[it.row()], std::abs(it.value()));
    };
    for (const Chain& chain : program.chains) {
        see(chain.G);
        for (const StageEntry& e : chain.by_stage.G)
            largest[e.row] = std::max(largest[e.row], e.value.cwiseAbs().maxCoeff());
    }
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
    const ChainPlaces places(chain);
    p.slots = places.G.slots_end();
    order_rows(places, p);
    copy_columns(places, scaling, p);
    analyse_factor(p);
    list_products(p);
    list_border_columns(places, p);
    return p;
}

}  // namespace decawatt::lp
