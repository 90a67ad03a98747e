// Flows from one balance to another: lines between regions, connections of data centres.
#pragma once

#include <string>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;

// A lossless flow has one column, its net flow plus a shift that makes it positive; others have one for each direction.
struct FlowColumns {
    Column forward = base::none<Column>, reverse = base::none<Column>, net = base::none<Column>;
    LocalBorder shift_border = base::none<LocalBorder>;  // κ that is the shift, or else:
    Hours shift;                                         // the shift by hour, program units
};

// Bounds in program units, or fractions of κ where scaled; `counted` are the rows in which the flow counts, against its
// direction with the other sign: interfaces and the voltage law.
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

// What goes over one set of flow columns, MW: sent forward and in reverse, and the net column with its sign.
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
    double shift_ = 0.0;  // κ, where that is the shift
};

}  // namespace decawatt::planning
