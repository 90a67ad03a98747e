// Mix of the energy at each node of a network by proportional sharing: all that leaves a node has the mix of all that
// enters it in that step (Bialek, IEE Proceedings 143 (1996); Tranberg et al., Energy Strategy Reviews 26 (2019)). One
// linear system of the nodes for each step.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "base/series.hpp"

namespace decawatt::accounts {

// Lengths of steps, h: one for all, or of each.
class StepHours {
  public:
    StepHours(double all = 1.0) : all_(all) {}
    StepHours(std::vector<double> each) : each_(std::move(each)) {}
    double at(std::size_t t) const { return each_.empty() ? all_ : each_[t]; }

  private:
    double all_ = 1.0;
    std::vector<double> each_;  // empty: all have one length
};

// Energy of a power, MWh.
double energy_mwh(const base::Series& mw, std::size_t entity, const StepHours& step_h);

// Amounts attributed to energy, per MWh. Losses carry none away: the energy that arrives has all of them.
enum Attribute : std::size_t {
    kEmission,              // t
    kUncontractedEmission,  // t, of generation that no contract counts
    kUncontracted,          // MWh of such generation
    kGenerated,             // MWh of any generation
    kClean,                 // MWh of clean generation
    kUnstated,              // MWh of purchases from markets without an emission factor
    kAttributes
};
using Amounts = std::array<double, kAttributes>;

struct Source {  // a group of plants, or purchases from a market
    std::size_t node = 0;
    Amounts per_mwh = {};
};

struct Link {  // one direction
    std::size_t from = 0, to = 0;
    double loss_frac = 0.0;  // of what is sent
};

struct StoreNode {
    std::size_t node = 0;
    double discharge_efficiency_frac = 1.0;
};

struct Network {
    std::size_t nodes = 0;
    std::vector<Source> sources;
    std::vector<Link> links;
    std::vector<StoreNode> stores;
};

// Time × entity, MW and MWh, in the order of the network; `sent_mw` at the sending end, `content_mwh` at the end of a
// step.
struct NetworkFlows {
    base::Series source_mw, sent_mw, charge_mw, discharge_mw, content_mwh;
};

struct Traced {
    std::vector<base::Series> mix;  // [attribute]: time × node, per MWh; 0 where no energy enters the node
    double unclosed_t = 0.0;        // emissions in stores at the end less those at the start
    int passes = 0;
};

// A store mixes what it is charged with into its content; what it discharges has the mix of the content, and the
// amounts of its losses too. Stores hold the same amounts at the start and at the end: the period is repeated until the
// amounts in them change by less than 1e-9 of those of all sources, at most 60 times. Energy that circulates without a
// source has amounts of zero.
Traced trace(const Network& network, const NetworkFlows& flows, const StepHours& step_h);

}  // namespace decawatt::accounts
