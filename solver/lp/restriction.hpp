// Smaller programs cut from a staircase program whose border is decided: one chain alone, and a window of its stages.
// With κ known a chain sees nothing of the others, as long as no linking row joins them.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Chain c with κ = P k + κ0 put in: bounds u κ become fixed bounds, C_t κ goes to the right-hand side. No border, no
// linking rows (G is left out; what it stood for must be in the costs), no offset: the objective is the chain's own.
// Throws base::LogicError where k has another size than the border.
StaircaseProgram chain_alone(const StaircaseProgram& program, std::size_t c, const Vector& k);

// Chains and undecided border variables that linking rows join, with those rows: by number, ascending.
struct Part {
    std::vector<std::size_t> chains;
    std::vector<int> border, linking;
};

// The parts of a program that share nothing, in the order of their first chains; those without a chain come last. A
// border variable is decided where its bounds are equal. One that is not joins the chains that see it in their κ. A
// linking row in which nothing is left to decide is in no part.
std::vector<Part> independent_parts(const StaircaseProgram& program);

// The part as a program of its own, decided variables put in as by `chain_alone`, and every κ that depends on none
// else; without the offset.
StaircaseProgram program_of(const StaircaseProgram& program, const Part& part);

// x of the stage before a chain's first, as far as the chain takes it from its own last: cyclic columns; zero for the
// others, whose start is in the right-hand side. `x`: columns × stages.
Vector before_first(const Chain& chain, const Matrix& x);

// What a window knows of the stages outside it.
struct WindowEnds {
    Vector before;       // x of the stage before the first: columns
    Vector value_after;  // duals of the rows of the stage after the last, what the last state is worth there: rows.
                         // Empty: nothing.
    Vector most_left;    // the most that a column may be in the last stage: columns; infinite: its own bound.
                         // Empty: all their own.
};

// Stages [first, first + count) of the one chain of `alone`, which must have no border: it starts from x = before and
// its last stage is paid -B' value_after for the state it leaves behind. An equality there would have no interior where
// the state is at a bound; a bound on what is left, and a high worth, come as near to it as can be.
StaircaseProgram window_of(const StaircaseProgram& alone, int first, int count, const WindowEnds& ends);

}  // namespace decawatt::lp
