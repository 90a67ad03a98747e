// Collects rows and columns of one chain, and the linking rows of a program, then packs them for the solver.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/asset_names.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct Investment;

struct Units {  // size of one unit of the program
    double power_mw = 1.0, money = 1.0;
};

template <typename Handle>
using EntriesOf = std::vector<std::pair<Handle, double>>;  // with their coefficients
using RowEntries = EntriesOf<Row>;
using LinkingEntries = EntriesOf<LinkingRow>;
using BorderEntries = EntriesOf<BorderVariable>;

struct ColumnSpec {
    std::string name;
    double cost = 0.0;                      // program units
    RowEntries rows = {}, state_rows = {};  // in A, in B; absent rows are skipped
    LinkingEntries linking = {};            // in G
    LocalBorder scaled_by = base::none<LocalBorder>;
    double target_cost = 0.0;  // cost at the prices of targets; separate from `cost`
    double penalty = 0.0;      // penalty on shedding load that must be served; not part of `cost`
};

class ChainBuilder {
  public:
    explicit ChainBuilder(std::size_t stages) : stages_(stages) {}

    Row add_row(const std::string& name);
    void add_to_rhs(Row row, const Hours& values, double factor);
    void add_to_rhs(Row row, double value);  // in every stage

    // κ = offset + Σ factor × border variable.
    LocalBorder add_border(double offset, BorderEntries entries);
    void add_to_border_matrix(Row row, LocalBorder border, double value);  // an entry of C

    // Returns none, and adds nothing, where the bound is zero in every stage.
    Column add_column(ColumnSpec spec, Hours upper);

    // Upper bound of Σ max(0, sign × coefficient) x in `row` in each hour, with investments at their limits.
    Hours reach(Row row, double sign, const std::vector<Investment>& investments, const Units& units) const;

    // Removes the rows that have no column and no right-hand side; returns the new position of each row, -1 if removed.
    std::vector<int> drop_empty_rows();

    lp::Vector target_costs() const, penalties() const;  // by column
    lp::Chain finish(std::string name, std::size_t border_variables, std::size_t linking_rows) const;

  private:
    struct Local {
        double offset;
        BorderEntries entries;
    };
    std::size_t stages_;
    std::vector<std::string> row_names_;
    std::vector<Hours> rhs_;
    std::vector<ColumnSpec> columns_;
    std::vector<Hours> upper_;
    std::vector<Local> border_;
    std::vector<Eigen::Triplet<double>> border_entries_;  // of C
};

class LinkingBuilder {
  public:
    LinkingRow add_row(const std::string& name, lp::Sense sense);
    void add_to_rhs(LinkingRow row, double value) { rhs_[base::at(row)] += value; }
    void add_border(LinkingRow row, BorderVariable variable, double value) {
        entries_.emplace_back(index_of(row), index_of(variable), value);
    }
    std::size_t size() const { return rhs_.size(); }
    lp::Sense sense(LinkingRow row) const { return senses_[base::at(row)]; }
    const std::string& name(LinkingRow row) const { return names_[base::at(row)]; }
    lp::LinkingRows finish(std::size_t border_variables) const;

  private:
    std::vector<std::string> names_;
    std::vector<lp::Sense> senses_;
    std::vector<double> rhs_;
    std::vector<Eigen::Triplet<double>> entries_;
};

// Adds a border variable; variables are numbered in the order in which they are added.
BorderVariable add_variable(const std::string& name, double cost, double lower, double upper, lp::Border& border);

}  // namespace decawatt::planning
