// Components of the program: functions of each module that add rows and columns to a chain, and that read results.
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

// Functions that a component does not have are null.
struct Component {
    AddToChain* add_rows = nullptr;     // balances, in which columns of other components have coefficients
    AddToChain* add_columns = nullptr;  // and rows that only this component uses
    ReadFromChain* read = nullptr;
    RelaxLimits* relax = nullptr;  // for the diagnosis of infeasibility: adds slacks to its limits
    // Values of the component's states at the end of a window, as duals of the rows of the next hour.
    EndOfWindow* terminal_value = nullptr;
    // The same of states that are owed whatever is stored: of every window, also where contents are worth nothing.
    EndOfWindow* owed = nullptr;
    // Bounds of columns in the last hour of a year that is operated by windows; infinite: their own.
    EndOfWindow* year_end = nullptr;
    // Marks columns of states that can only rise by 1.
    EndOfWindow* only_rises = nullptr;
};

// Border variables and linking rows, which chains share, are added by program.cpp (add_shared), not through this list.
// In the order of their rows and columns in a chain; results are read in the same order.
std::span<const Component> components();

}  // namespace decawatt::planning
