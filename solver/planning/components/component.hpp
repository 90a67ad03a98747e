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

// A step that a component does not take is null.
struct Component {
    const char* name = "";
    void (*add_rows)(ChainAssembly&) = nullptr;     // balances, which columns of other components enter
    void (*add_columns)(ChainAssembly&) = nullptr;  // with the component's own rows
    void (*read)(const ChainReading&, YearDispatch&) = nullptr;
    // For the diagnosis of a program without a solution: its limits that may give way.
    void (*relax)(Relaxation&) = nullptr;
    // What the component's states are worth after the last hour of a window: duals of the rows of the next hour.
    void (*terminal_value)(const StateEnd&, lp::Vector& duals) = nullptr;
    // Bounds of columns in the last hour of a year that is operated by windows; infinite: its own.
    void (*year_end)(const StateEnd&, lp::Vector& most) = nullptr;
};

// In the order in which rows and columns stand in a chain; each is read after those before it.
std::span<const Component> components();

}  // namespace decawatt::planning
