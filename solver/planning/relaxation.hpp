// What components make give way in a program without a solution: slacks of the rows that a target or a limit of the
// study owns (docs/method/infeasibility.md).
#pragma once

#include <vector>

#include "planning/layout.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

enum class LimitKind : std::uint8_t {
    hourly_target,
    annual_target,
    excess_cap,
    emission_cap,
    interface_limit,
    region_load,        // of data centres that may not be left unserved and are part of their region's load
    data_center_load,   // of a data centre that is a node of its own and may not be left unserved
    connection_import,  // capacity of a data centre's connection
    curtailment,        // of its non-firm part: by hour, or a budget over the year
    import_ramp
};
const char* text(LimitKind kind);

// What a MWh of violation weighs (assumptions, docs/method/infeasibility.md). Unequal, so that of two rows that could
// both give way one does: targets before caps, caps before what the grid offers, that before load.
inline constexpr double kTargetWeight = 1.0, kCapWeight = 1.5, kInterfaceWeight = 3.0, kLoadWeight = 10.0;
inline constexpr double kCurtailmentWeight = 2.0, kRampWeight = 2.5, kConnectionWeight = 4.0;

struct SumSlack {  // of a linking row: a border variable, behind those of the program
    LimitKind kind;
    std::size_t thing;  // contract; of no meaning for the emission cap
    std::size_t chain;  // the first one that the row sums over
    LinkingRow row;
    BorderVariable variable;
    double amount_per_unit;  // MWh, or t, for one unit of the row
    double weight;           // of a unit of the row, in power units × hours
};

struct HourSlack {  // of a row in every hour: a column, behind those of the program
    LimitKind kind;
    std::size_t thing;  // contract, interface, region or data centre
    std::size_t chain;
    Column column;
    int row;  // of the chain
    double sign, cost;
    Hours upper;
    int from_row = -1;  // that it enters with the other sign: what it gives one row it takes from another
};

class Relaxation {
  public:
    Relaxation(const model::Study& study, const profiles::Profiles& profiles, const Program& program)
        : study_(study), profiles_(profiles), program_(program) {}

    // All components, chain by chain.
    void run();
    const std::vector<HourSlack>& hours() const { return hours_; }
    const std::vector<SumSlack>& sums() const { return sums_; }

    // For components, of the chain at work.
    const model::Study& study() const { return study_; }
    const profiles::YearProfiles& year() const { return profiles_.years[chain_]; }
    const ChainLayout& layout() const { return program_.layout->chains[chain_]; }
    const ChainTargets& targets() const { return program_.layout->targets[chain_]; }
    double target_factor() const;  // of the chain in a target: its weight where targets hold in the mean
    double mwh_per_unit() const;   // of a program unit of power in an hour, by that factor
    Hours in_program_units(Hours mw) const;

    // How far a row can lie on the wrong side: Σ max(0, sign × coefficient) x over the boxes, and what its right-hand
    // side requires. Zero for an absent row.
    Hours reach(Row row, double sign) const;

    // A slack in every hour that enters `row` with `sign`; `weight`: of a MWh. Nothing where the row is absent or the
    // slack could only be zero.
    void add_hours(LimitKind kind, std::size_t thing, Row row, double sign, double weight, Hours upper);
    // The same from one row to another: power that passes a limit between two balances.
    struct Transfer {
        Row from, to;
    };
    void add_transfer(LimitKind kind, std::size_t thing, const Transfer& rows, double weight, Hours upper);
    // A slack of a sum over the year; `amount_per_unit`: MWh or t in a unit of the row; `weight`: of one of them.
    void add_sum(LimitKind kind, std::size_t thing, LinkingRow row, double weight, double amount_per_unit);

  private:
    const model::Study& study_;
    const profiles::Profiles& profiles_;
    const Program& program_;
    std::size_t chain_ = 0;
    int added_columns_ = 0;  // to the chain
    std::vector<HourSlack> hours_;
    std::vector<SumSlack> sums_;
};

// Bound of a column in an hour, capacities `kappa` at their limits.
double highest_value(const lp::Chain& chain, const lp::Vector& kappa, int column, int stage);
lp::Vector highest_kappa(const lp::StaircaseProgram& program, const lp::Chain& chain);

}  // namespace decawatt::planning
