#include "planning/chain_builder.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "lp/stage_matrix.hpp"
#include "planning/investments.hpp"
#include "planning/stage_entries.hpp"

namespace decawatt::planning {

using base::at;

static_assert(static_cast<int>(base::none<LocalBorder>) == lp::kFixedBound);

namespace {

using Triplets = std::vector<Eigen::Triplet<double>>;

lp::SparseMatrix matrix(std::size_t rows, std::size_t columns, const Triplets& entries) {
    lp::SparseMatrix result(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(columns));
    result.setFromTriplets(entries.begin(), entries.end());
    return result;
}

template <typename Handle>
void collect(const EntriesOf<Handle>& entries, std::size_t column, Triplets& into) {
    for (const auto& [row, value] : entries)
        if (exists(row) && value != 0.0) into.emplace_back(index_of(row), static_cast<int>(column), value);
}

lp::Matrix dense(const std::vector<Hours>& lines, std::size_t stages) {
    lp::Matrix result(static_cast<Eigen::Index>(lines.size()), static_cast<Eigen::Index>(stages));
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t t = 0; t < stages; ++t)
            result(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(t)) = lines[i][t];
    return result;
}

}  // namespace

Row ChainBuilder::add_row(const std::string& name) {
    row_names_.push_back(name);
    rhs_.emplace_back(stages_, 0.0);
    return static_cast<Row>(rhs_.size() - 1);
}

void ChainBuilder::add_to_rhs(Row row, const Hours& values, double factor) {
    if (!exists(row)) return;
    Hours& rhs = rhs_[at(row)];
    for (std::size_t t = 0; t < stages_; ++t) rhs[t] += factor * values[t];
}

void ChainBuilder::add_to_rhs(Row row, double value) {
    if (!exists(row)) return;
    for (double& b : rhs_[at(row)]) b += value;
}

LocalBorder ChainBuilder::add_border(double offset, BorderEntries entries) {
    border_.push_back({offset, std::move(entries)});
    return static_cast<LocalBorder>(border_.size() - 1);
}

void ChainBuilder::add_to_border_matrix(Row row, LocalBorder border, double value) {
    if (exists(row)) border_entries_.emplace_back(index_of(row), index_of(border), value);
}

Column ChainBuilder::add_column(ColumnSpec spec, Hours upper) {
    base::expects(upper.size() == stages_, "a bound for every stage");
    base::expects(spec.hourly_cost.empty() || spec.hourly_cost.size() == stages_, "a cost for every stage");
    if (std::all_of(upper.begin(), upper.end(), [](double u) { return u <= 0.0; })) return base::none<Column>;
    for (double& u : upper) u = std::max(0.0, u);
    const auto column = static_cast<Column>(columns_.size());
    if (step_weight_.empty())
        spec.rows.insert(spec.rows.end(), spec.energy_rows.begin(), spec.energy_rows.end());
    else
        weigh_steps(spec, column);
    columns_.push_back(std::move(spec));
    upper_.push_back(std::move(upper));
    return column;
}

void ChainBuilder::weigh_steps(ColumnSpec& spec, Column column) {
    const auto weighed = [&](double value) {
        Hours values = step_weight_;
        for (double& entry : values) entry *= value;
        return values;
    };
    for (const auto& [row, value] : spec.energy_rows) add_by_hour(row, column, weighed(value));
    for (const auto& [row, value] : spec.linking)
        if (value != 0.0) add_by_hour(row, column, weighed(value));
    spec.linking.clear();
    if (spec.is_paid_by_stage) return;
    if (spec.hourly_cost.empty() && spec.cost == 0.0) return;
    Hours cost = weighed(spec.cost);
    for (std::size_t t = 0; t < spec.hourly_cost.size(); ++t) cost[t] += step_weight_[t] * spec.hourly_cost[t];
    spec.hourly_cost = std::move(cost);
    spec.cost = 0.0;
}

void ChainBuilder::add_by_hour(Row row, Column column, const Hours& values) {
    if (exists(row) && exists(column)) add_entry(by_hour_.A, index_of(row), index_of(column), values);
}

void ChainBuilder::add_state_by_hour(Row row, Column column, const Hours& values) {
    if (exists(row) && exists(column)) add_entry(by_hour_.B, index_of(row), index_of(column), values);
}

void ChainBuilder::add_by_hour(Row row, LocalBorder border, const Hours& values) {
    if (exists(row) && exists(border)) add_entry(by_hour_.C, index_of(row), index_of(border), values);
}

void ChainBuilder::add_by_hour(LinkingRow row, Column column, const Hours& values) {
    if (exists(row) && exists(column)) add_entry(by_hour_.G, index_of(row), index_of(column), values);
}

void ChainBuilder::carry_in(Column state, LocalBorder before) {
    if (!exists(state)) return;
    columns_[at(state)].start = 0.0;
    carried_in_.emplace_back(state, before);
}

void ChainBuilder::carry_out(Column state, LinkingRow row) {
    Hours last(stages_, 0.0);
    last.back() = 1.0;
    add_by_hour(row, state, last);
}

// A column of the row is scaled by builds alone: the content of an ageing store, scaled by what it has left, is in none
// that is requested.
Hours ChainBuilder::reach(Row row, double sign, const std::vector<Investment>& investments, const Units& units) const {
    const auto most = [&](const Local& local) {
        double scale = local.offset;
        for (const auto& [variable, factor] : local.entries)
            scale += factor * investments.at(at(variable)).most / units.power_mw;
        return scale;
    };
    Hours sum(stages_, 0.0);
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        const LocalBorder border = columns_[j].scaled_by;
        const auto scale = [&] { return exists(border) ? most(border_[at(border)]) : 1.0; };
        for (const auto& [i, value] : columns_[j].rows) {
            if (i != row || sign * value <= 0.0) continue;
            const double most_of_column = sign * value * scale();
            for (std::size_t t = 0; t < stages_; ++t) sum[t] += most_of_column * upper_[j][t];
        }
        for (const lp::StageEntry& e : by_hour_.A) {
            if (e.row != index_of(row) || e.column != static_cast<int>(j)) continue;
            const double most_of_bound = scale();
            for (std::size_t t = 0; t < stages_; ++t)
                sum[t] += std::max(0.0, sign * e.value[static_cast<Eigen::Index>(t)]) * most_of_bound * upper_[j][t];
        }
    }
    return sum;
}

std::vector<int> ChainBuilder::drop_empty_rows() {
    std::vector<bool> used(rhs_.size(), false);
    for (std::size_t i = 0; i < rhs_.size(); ++i)
        used[i] = std::any_of(rhs_[i].begin(), rhs_[i].end(), [](double b) { return b != 0.0; });
    for (const ColumnSpec& column : columns_)
        for (const auto& [row, value] : column.rows)
            if (exists(row)) used[at(row)] = true;
    for (const lp::StageEntry& e : by_hour_.A) used[static_cast<std::size_t>(e.row)] = true;

    std::vector<int> new_row(rhs_.size(), -1);
    int count = 0;
    for (std::size_t i = 0; i < rhs_.size(); ++i) {
        if (!used[i]) continue;
        const auto to = static_cast<std::size_t>(count);
        if (to != i) {
            rhs_[to] = std::move(rhs_[i]);
            row_names_[to] = std::move(row_names_[i]);
        }
        new_row[i] = count++;
    }
    rhs_.resize(static_cast<std::size_t>(count));
    row_names_.resize(static_cast<std::size_t>(count));
    const auto renumber = [&](RowEntries& entries) {
        for (auto& entry : entries)
            if (exists(entry.first)) entry.first = static_cast<Row>(new_row[at(entry.first)]);
    };
    for (ColumnSpec& column : columns_) {
        renumber(column.rows);
        renumber(column.state_rows);
    }
    for (ByHour* entries : {&by_hour_.A, &by_hour_.B, &by_hour_.C}) {
        for (lp::StageEntry& e : *entries) e.row = new_row[static_cast<std::size_t>(e.row)];
        std::erase_if(*entries, [](const lp::StageEntry& e) { return e.row < 0; });
    }
    for (auto& entry : border_entries_)
        entry = {new_row[static_cast<std::size_t>(entry.row())], entry.col(), entry.value()};
    return new_row;
}

lp::Matrix by_stage(const lp::Vector& costs, const Hours& step_weight) {
    if (step_weight.empty()) return costs;
    return costs *
           Eigen::Map<const Eigen::RowVectorXd>(step_weight.data(), static_cast<Eigen::Index>(step_weight.size()));
}

lp::Vector ChainBuilder::target_costs() const {
    lp::Vector costs(static_cast<Eigen::Index>(columns_.size()));
    for (std::size_t j = 0; j < columns_.size(); ++j) costs[static_cast<Eigen::Index>(j)] = columns_[j].target_cost;
    return costs;
}

lp::Vector ChainBuilder::penalties() const {
    lp::Vector costs(static_cast<Eigen::Index>(columns_.size()));
    for (std::size_t j = 0; j < columns_.size(); ++j) costs[static_cast<Eigen::Index>(j)] = columns_[j].penalty;
    return costs;
}

lp::Matrix ChainBuilder::costs() const {
    const bool hourly = std::any_of(columns_.begin(), columns_.end(),
                                    [](const ColumnSpec& column) { return !column.hourly_cost.empty(); });
    lp::Matrix costs(static_cast<Eigen::Index>(columns_.size()), hourly ? static_cast<Eigen::Index>(stages_) : 1);
    for (std::size_t j = 0; j < columns_.size(); ++j)
        for (Eigen::Index t = 0; t < costs.cols(); ++t)
            costs(static_cast<Eigen::Index>(j), t) =
                columns_[j].cost +
                (columns_[j].hourly_cost.empty() ? 0.0 : columns_[j].hourly_cost[static_cast<std::size_t>(t)]);
    return costs;
}

lp::Chain ChainBuilder::finish(std::string name, std::size_t border_variables, std::size_t linking_rows) const {
    Triplets a, b, g, p;
    lp::Chain chain;
    chain.stages = static_cast<int>(stages_);
    chain.cyclic = true;
    chain.name = std::move(name);
    chain.row_names = row_names_;
    chain.cost = costs();
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        collect(columns_[j].rows, j, a);
        collect(columns_[j].state_rows, j, b);
        collect(columns_[j].linking, j, g);
        chain.scaled_by.push_back(static_cast<int>(columns_[j].scaled_by));
        chain.column_names.push_back(columns_[j].name);
    }
    chain.border_offset.resize(static_cast<Eigen::Index>(border_.size()));
    for (std::size_t l = 0; l < border_.size(); ++l) {
        chain.border_offset[static_cast<Eigen::Index>(l)] = border_[l].offset;
        for (const auto& [k, factor] : border_[l].entries) p.emplace_back(static_cast<int>(l), index_of(k), factor);
    }
    chain.A = matrix(rhs_.size(), columns_.size(), a);
    chain.B = matrix(rhs_.size(), columns_.size(), b);
    chain.C = matrix(rhs_.size(), border_.size(), border_entries_);
    chain.G = matrix(linking_rows, columns_.size(), g);
    chain.border_map = matrix(border_.size(), border_variables, p);
    chain.rhs = dense(rhs_, stages_);
    chain.upper = dense(upper_, stages_);
    chain.by_stage.A = merged(by_hour_.A, chain.A);
    chain.by_stage.B = merged(by_hour_.B, chain.B);
    chain.by_stage.G = merged(by_hour_.G, chain.G);
    start_states(chain);
    carry_states(chain);
    for (const auto& [row, factor] : cost_rows_) lp::add_cost_to_linking(chain, static_cast<int>(row), factor);
    return chain;
}

// What is there before the first stage is a constant of its rows.
void ChainBuilder::start_states(lp::Chain& chain) const {
    lp::StageMatrix b(chain.B, chain.by_stage.B);
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        if (!columns_[j].start) continue;
        const auto column = static_cast<Eigen::Index>(j);
        chain.start_from_zero.push_back(static_cast<int>(j));
        chain.rhs.col(0) -= *columns_[j].start * b.at(0).col(column);
    }
}

// The same where it is a κ: C holds it in the first stage.
void ChainBuilder::carry_states(lp::Chain& chain) const {
    ByHour entries = by_hour_.C;
    lp::StageMatrix b(chain.B, chain.by_stage.B);
    for (const auto& [state, before] : carried_in_)
        for (lp::SparseMatrix::InnerIterator it(b.at(0), index_of(state)); it; ++it) {
            Hours first(stages_, 0.0);
            first.front() = it.value();
            add_entry(entries, static_cast<int>(it.row()), index_of(before), first);
        }
    chain.by_stage.C = merged(entries, chain.C);
}

}  // namespace decawatt::planning
