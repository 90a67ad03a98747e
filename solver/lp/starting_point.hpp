// A point of an earlier program as the start of another: matched by names, so that a program with another price, demand
// or target, or with a chain, a row or a build more, takes over all that it shares.
#pragma once

#include "lp/solution.hpp"

namespace decawatt::lp {

// Where a solver may begin, in the program's own units and shapes. NaN: nothing is known of this entry. Quantities of
// the stages are not requested: they follow from the duals, as the centre of what their reduced costs allow.
struct StartingPoint {
    std::vector<Matrix> y;  // per chain: rows × stages, duals of the stage rows
    Vector k, lambda;       // border variables, duals of the linking rows
};

// A point with the names that its entries had in their program.
struct NamedPoint {
    struct ChainPoint {
        std::string name;
        std::vector<std::string> row_names;
        Matrix y;
    };
    std::vector<ChainPoint> chains;
    std::vector<std::string> border_names, linking_names;
    Vector k, lambda;
};

// The values of a solution with the names of its program. Throws base::LogicError where shapes disagree.
NamedPoint named_point(const StaircaseProgram& program, const Solution& solution);

// What of `point` the program has too: chains of the same name and number of stages, in them rows of the same name,
// border variables and linking rows of the same name. Where a name stands for several, they are matched in their order.
// Nothing is clipped into bounds: that is the solver's affair.
StartingPoint starting_point(const StaircaseProgram& program, const NamedPoint& point);

// Share of the entries of y, k and λ that are known, 0 to 1.
double known_share(const StartingPoint& start);

// Throws base::LogicError where the shapes of program and point disagree.
void check_shapes(const StaircaseProgram& program, const StartingPoint& from);

}  // namespace decawatt::lp
