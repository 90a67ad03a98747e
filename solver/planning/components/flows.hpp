// Flows from one balance to another: lines between regions, connections of data centres.
#pragma once

#include <string>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;

// A lossless flow has one column, its net flow plus a shift that makes it nonnegative; others have one column per
// direction.
struct FlowColumns {
    Column forward = base::none<Column>, reverse = base::none<Column>, net = base::none<Column>;
    LocalBorder shift_border = base::none<LocalBorder>;  // the shift is this κ, or:
    Hours shift;                                         // the shift by hour, program units
};

// Bounds in program units, or fractions of κ where scaled; `counted`: rows of interfaces and of the voltage law that
// the flow enters, with opposite signs for its two directions.
struct Flow {
    std::string name;
    Row from = base::none<Row>, to = base::none<Row>;
    double loss_frac = 0.0;
    Hours forward, reverse;
    LocalBorder scaled_by = base::none<LocalBorder>;
    RowEntries counted;
    Row change = base::none<Row>;  // that the flow enters with the hour before, with the other sign
    // Of the column that carries the forward flow, a net flow with its shift: rows that it enters as it is, and its
    // cost by hour (program units; empty: none). A flow whose ways differ in cost has a column for each.
    RowEntries forward_rows = {};
    Hours forward_cost = {};
};
FlowColumns add_flow(ChainAssembly& chain, const Flow& flow);

// Power sent over one set of flow columns, MW: forward, in reverse, and signed net flow.
struct SentMw {
    double forward = 0.0, reverse = 0.0, net = 0.0;
    double imported() const { return forward - reverse + net; }  // without loss: what arrives less what is sent back
};

class FlowReader {
  public:
    FlowReader(const ChainReading& reading, const FlowColumns& flow);
    SentMw at_hour(std::size_t t) const;

  private:
    const ChainReading& reading_;
    const FlowColumns& flow_;
    double shift_ = 0.0;  // value of κ, if the shift is κ
};

}  // namespace decawatt::planning
