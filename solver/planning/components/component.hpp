// The parts of a program, each a module of its own: what they add to a chain, and how they are read back.
#pragma once

#include <span>

#include "lp/staircase_program.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct StateEnd;
struct YearDispatch;
class Relaxation;

using AddToChain = void(ChainAssembly&);
using ReadFromChain = void(const ChainReading&, YearDispatch&);
using RelaxLimits = void(Relaxation&);
using EndOfWindow = void(const StateEnd&, lp::Vector&);

// A step that a component does not take is null.
struct Component {
    AddToChain* add_rows = nullptr;     // balances, which columns of other components enter
    AddToChain* add_columns = nullptr;  // with the component's own rows
    ReadFromChain* read = nullptr;
    RelaxLimits* relax = nullptr;  // for the diagnosis of a program without a solution: its limits that may give way
    // What the component's states are worth after the last hour of a window: duals of the rows of the next hour.
    EndOfWindow* terminal_value = nullptr;
    // The same of states that are owed whatever is stored: of every window, also where contents are worth nothing.
    EndOfWindow* owed = nullptr;
    // Bounds of columns in the last hour of a year that is operated by windows; infinite: their own.
    EndOfWindow* year_end = nullptr;
};

// Border variables and linking rows, which chains share, are added by program.cpp (add_shared), not through this list.
// In the order in which rows and columns stand in a chain; each is read after those before it.
std::span<const Component> components();

}  // namespace decawatt::planning
