// The complementarity pair that limits a step: of all values that a step must keep positive, the one that keeps the
// least share of itself. Only for a log: the solver does not read it.
#pragma once

#include <string>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// A bound of a column in a stage of a chain, or of a border variable, or the slack of a linking row.
struct BlockingPair {
    enum class Kind { lower, upper, slack };
    double kept = 1.0;                       // value after the step over the value before
    int chain = -1, stage = -1, index = -1;  // chain -1: the border; index: column, border variable or linking row
    Kind kind = Kind::lower;

    void see(double after, double before, const BlockingPair& where) {
        if (after < kept * before) {
            *this = where;
            kept = after / before;
        }
    }
    void merge(const BlockingPair& other) {
        if (other.kept < kept) *this = other;
    }
};

struct BlockingPairs {  // of the primal and of the dual step
    BlockingPair primal, dual;
    void merge(const BlockingPairs& other) {
        primal.merge(other.primal);
        dual.merge(other.dual);
    }
};

// For messages between ranks.
std::vector<double> packed(const BlockingPairs& pairs);
BlockingPairs unpacked_pairs(const std::vector<double>& numbers);

// "charge hub battery h0123 of 2030w1, at its upper bound"; "none" where no value fell.
std::string text(const StaircaseProgram& program, const BlockingPair& pair);

}  // namespace decawatt::lp
