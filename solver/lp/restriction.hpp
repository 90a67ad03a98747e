// Subprograms of a staircase program whose border is fixed: one chain, or a window of its stages. With fixed κ, chains
// are independent unless linking rows couple them.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Chain c with κ = P k + κ0 substituted: bounds u κ become fixed bounds, and C κ moves to the right-hand side. The
// result has no border, no linking rows (G is omitted; its effect must be in the costs) and no offset: the objective is
// that of the chain. Throws base::LogicError if k does not have the size of the border.
StaircaseProgram chain_alone(const StaircaseProgram& program, std::size_t c, const Vector& k);

// Chains and free border variables that are coupled by linking rows, with those rows; numbers in ascending order.
struct Part {
    std::vector<std::size_t> chains;
    std::vector<int> border, linking;
};

// The independent parts of a program, in the order of their first chains; those without a chain come last. A border
// variable is fixed if its bounds are equal, otherwise free. A linking row without chains and free variables belongs to
// no part. Throws base::LogicError if a free variable scales a chain's bounds.
std::vector<Part> independent_parts(const StaircaseProgram& program);

// The part as a program, with fixed variables substituted as by `chain_alone`, without the offset.
StaircaseProgram program_of(const StaircaseProgram& program, const Part& part);

// Boundary conditions of a window.
struct WindowEnds {
    Vector before;       // x of the stage before the first: columns
    Vector value_after;  // duals of the rows of the stage after the last, which value the last state: rows.
                         // Empty: zero.
    Vector most_left;    // upper bounds of columns in the last stage: columns; infinite: no additional bound.
                         // Empty: none.
};

// Stages [first, first + count) of the one chain of `alone`, which must have no border: it starts from x = before, and
// costs of its last stage include -B' value_after, the value of the final state. An equality for the final state would
// have no interior where the state is at a bound; an upper bound together with a high value approximates it.
StaircaseProgram window_of(const StaircaseProgram& alone, int first, int count, const WindowEnds& ends);

}  // namespace decawatt::lp
