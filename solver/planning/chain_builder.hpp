// Collects rows and columns of one stage, then packs them as a chain of the linear program.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

struct Units {  // what one unit of the program stands for
    double power_mw = 1.0, money = 1.0;
};

using Entries = std::vector<std::pair<int, double>>;  // (row, coefficient)

struct ColumnSpec {
    std::string name;
    double cost = 0.0;                  // program units
    Entries rows, state_rows, linking;  // in A, in B, in G; absent rows are skipped
    int scaled_by = lp::kFixedBound;
    double target_cost = 0.0;  // what it pays for targets that are priced: kept apart from `cost`
    double penalty = 0.0;      // what it pays for load that must be served and is not: no cost either
};

class ChainBuilder {
  public:
    explicit ChainBuilder(std::size_t stages) : stages_(stages) {}

    int add_row(const std::string& name);
    void add_to_rhs(int row, const Hours& values, double factor);
    void add_to_rhs(int row, double value);  // in every stage

    // κ = offset + Σ builds; `builds` pairs a border variable with its factor.
    int add_border(double offset, Entries builds);
    void add_to_border_matrix(int row, int border, double value);  // an entry of C

    // Returns kAbsent, and adds nothing, where the bound is zero in every stage.
    int add_column(ColumnSpec spec, Hours upper);

    // Most that Σ max(0, sign × coefficient) x can be in `row` at every hour, capacities at their limits.
    Hours reach(int row, double sign, const std::vector<Build>& builds, const Units& units) const;

    // Removes the rows that have no column and no right-hand side; returns the new number of each row.
    std::vector<int> drop_empty_rows();

    lp::Vector target_costs() const, penalties() const;  // by column
    lp::Chain finish(std::string name, std::size_t border_variables, std::size_t linking_rows) const;

  private:
    struct Local {
        double offset;
        Entries builds;
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
    int add_row(const std::string& name, lp::Sense sense);
    void add_to_rhs(int row, double value) { rhs_[static_cast<std::size_t>(row)] += value; }
    void add_border(int row, int variable, double value) { entries_.emplace_back(row, variable, value); }
    std::size_t size() const { return rhs_.size(); }
    lp::Sense sense(int row) const { return senses_[static_cast<std::size_t>(row)]; }
    const std::string& name(int row) const { return names_[static_cast<std::size_t>(row)]; }
    lp::LinkingRows finish(std::size_t border_variables) const;

  private:
    std::vector<std::string> names_;
    std::vector<lp::Sense> senses_;
    std::vector<double> rhs_;
    std::vector<Eigen::Triplet<double>> entries_;
};

}  // namespace decawatt::planning
