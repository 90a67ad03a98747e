// Warm starts: a point of an earlier program as starting point of another, matched by names, so that a program with
// other prices, demand or targets, or with additional chains, rows or investments, reuses all common values.
#pragma once

#include "lp/solution.hpp"

namespace decawatt::lp {

// A starting point in the units and shapes of the program. NaN: unknown value. Primal values of the stages are not
// needed: they are set from the duals, as the points on the central path for their reduced costs.
struct StartingPoint {
    std::vector<Matrix> y;  // per chain: rows × stages, duals of the stage rows
    Vector k, lambda;       // border variables, duals of the linking rows
};

// A point with the names of its entries in their program.
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

// The values of a solution with the names of its program. Throws base::LogicError if shapes do not match.
NamedPoint named_point(const StaircaseProgram& program, const Solution& solution);

// The values of `point` for entries of the program: chains with the same name and number of stages, rows in them,
// border variables and linking rows with the same names. Entries with equal names are matched in order. Values are not
// clipped to bounds; the solver does that.
StartingPoint starting_point(const StaircaseProgram& program, const NamedPoint& point);

// Share of known entries of y, k and λ, 0 to 1.
double known_share(const StartingPoint& start);

// Throws base::LogicError if the shapes of program and point do not match.
void check_shapes(const StaircaseProgram& program, const StartingPoint& from);

}  // namespace decawatt::lp
