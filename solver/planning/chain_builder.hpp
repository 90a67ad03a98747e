// Collects rows and columns of one chain, then packs them for the solver.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/asset_names.hpp"
#include "planning/handles.hpp"
#include "planning/linking_builder.hpp"

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
    double target_cost = 0.0;                    // what it pays for targets that are priced: kept apart from `cost`
    double penalty = 0.0;                        // what it pays for load that must be served and is not: no cost either
    std::optional<double> start = std::nullopt;  // of a state: what it is before the first stage; none: cyclic
    Hours hourly_cost = {};                      // beside `cost`, by stage; empty: none
    RowEntries energy_rows = {};                 // in A, of rows of energy: for a step of the mean length
    bool is_paid_by_stage = false;               // its cost is that of a stage, whatever the length of its step
};

// Columns are powers. Their costs, and their entries in linking rows and in rows of energy, are proportional to the
// length of a step: where steps differ, they are multiplied in each stage by `step_weight`, its length over the mean.
class ChainBuilder {
  public:
    explicit ChainBuilder(std::size_t stages, Hours step_weight = {})
        : stages_(stages), step_weight_(std::move(step_weight)) {}

    Row add_row(const std::string& name);
    void add_to_rhs(Row row, const Hours& values, double factor);
    void add_to_rhs(Row row, double value);  // in every stage

    // κ = offset + Σ factor × border variable.
    LocalBorder add_border(double offset, BorderEntries entries);
    double offset_of(LocalBorder border) const { return border_[base::at(border)].offset; }
    const BorderEntries& entries_of(LocalBorder border) const { return border_[base::at(border)].entries; }
    void add_to_border_matrix(Row row, LocalBorder border, double value);  // an entry of C

    // Returns none, and adds nothing, where the bound is zero in every stage.
    Column add_column(ColumnSpec spec, Hours upper);

    // Entries whose value differs by hour; they add to what the columns and C hold in their place. An entry of B counts
    // by the hour of its row. Nothing is added where row or column is absent.
    void add_by_hour(Row row, Column column, const Hours& values);         // A
    void add_state_by_hour(Row row, Column column, const Hours& values);   // B
    void add_by_hour(Row row, LocalBorder border, const Hours& values);    // C
    void add_by_hour(LinkingRow row, Column column, const Hours& values);  // G

    // A state that is carried between chains: before the first hour it is κ; what it is in the last enters `row`
    // with 1.
    void carry_in(Column state, LocalBorder before);
    void carry_out(Column state, LinkingRow row);

    // Lets `row` hold `factor` times the cost of the chain's columns, in program units; constants of the objective,
    // such as ChainAssembly::offset, and what is paid for targets and load that must be served stay out.
    void add_cost_to(LinkingRow row, double factor) { cost_rows_.emplace_back(row, factor); }

    // Most that Σ max(0, sign × coefficient) x can be in `row` at every hour, investments at their limits.
    Hours reach(Row row, double sign, const std::vector<Investment>& investments, const Units& units) const;

    // Removes the rows that have no column and no right-hand side; returns the new position of each row, -1 if removed.
    std::vector<int> drop_empty_rows();

    lp::Vector target_costs() const, penalties() const;  // by column
    lp::Matrix costs() const;                            // column × stage; one stage where no column has hourly costs
    lp::Chain finish(std::string name, std::size_t border_variables, std::size_t linking_rows) const;

  private:
    using ByHour = std::vector<lp::StageEntry>;
    void weigh_steps(ColumnSpec& spec, Column column);
    void start_states(lp::Chain& chain) const;
    void carry_states(lp::Chain& chain) const;
    struct Local {
        double offset;
        BorderEntries entries;
    };
    std::size_t stages_;
    Hours step_weight_;  // by stage; empty: all 1
    std::vector<std::string> row_names_;
    std::vector<Hours> rhs_;
    std::vector<ColumnSpec> columns_;
    std::vector<Hours> upper_;
    std::vector<Local> border_;
    std::vector<Eigen::Triplet<double>> border_entries_;  // of C
    lp::StageEntries by_hour_;
    std::vector<std::pair<Column, LocalBorder>> carried_in_;
    LinkingEntries cost_rows_;
};

// Costs of columns that are powers, in a step of the mean length, by stage: columns × stages; × 1 without weights.
lp::Matrix by_stage(const lp::Vector& costs, const Hours& step_weight);

}  // namespace decawatt::planning
