// A point of an earlier program as the start of another: matched by names, so that a program with another price, demand
// or target, or with a chain, a column or a build more, takes over all that it shares.
#pragma once

#include "lp/solution.hpp"

namespace decawatt::lp {

// Where a solver may begin, in the program's own units and shapes. NaN: nothing is known of this entry.
struct StartingPoint {
    std::vector<Matrix> x, y;  // per chain: columns × stages, rows × stages
    Vector k, lambda;          // border variables, duals of the linking rows
};

// A point with the names that its entries had in their program.
struct NamedPoint {
    struct ChainPoint {
        std::string name;
        std::vector<std::string> column_names, row_names;
        Matrix x, y;
    };
    std::vector<ChainPoint> chains;
    std::vector<std::string> border_names, linking_names;
    Vector k, lambda;
};

// The values of a solution with the names of its program. Throws base::LogicError where shapes disagree.
NamedPoint named_point(const StaircaseProgram& program, const Solution& solution);

// What of `point` the program has too: chains of the same name and number of stages, in them columns and rows of the
// same name, border variables and linking rows of the same name. Where a name stands for several, they are matched in
// their order. Nothing is clipped into bounds: that is the solver's affair.
StartingPoint starting_point(const StaircaseProgram& program, const NamedPoint& point);

// Share of the entries of x, y, k and λ that are known, 0 to 1.
double known_share(const StartingPoint& start);

}  // namespace decawatt::lp
