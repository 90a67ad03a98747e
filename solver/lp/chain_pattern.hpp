// What does not change along a chain: its columns in compressed form, with the stage rows reordered so that local rows
// (which touch no state column) come before state rows, and the lists from which the blocks of the normal matrix are
// summed.
#pragma once

#include <span>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Scales of the solver's own units: money, quantity, and one factor for every linking row.
struct Scaling {
    double cost = 1.0, quantity = 1.0;
    Vector linking_row;
};
Scaling choose_scaling(const StaircaseProgram& program);

struct Entry {
    int index;
    double value;
};

// Columns of a sparse matrix; entries of column j are entries[start[j]] .. entries[start[j + 1]].
struct Columns {
    std::vector<int> start = {0};
    std::vector<Entry> entries;
    std::span<const Entry> of(int j) const {
        return {entries.data() + start[static_cast<std::size_t>(j)],
                entries.data() + start[static_cast<std::size_t>(j) + 1]};
    }
};

// block[target] += weight * θ⁻¹[column]
struct Product {
    int target, column;
    double weight;
};

struct ChainPattern {
    int columns = 0, local_rows = 0, state_rows = 0;
    int border = 0;                  // local border columns κ
    std::vector<int> linking;        // linking rows this chain touches, as global numbers
    std::vector<int> row_of;         // program's row -> reordered row
    std::vector<int> state_columns;  // columns with an entry in B
    std::vector<int> scaled_by;
    std::vector<char> closed;  // per column: its bound is scaled by a κ that no k can raise above zero
    Columns a, g;              // stage rows (reordered); linking rows (local numbers, scaled)
    Columns b;                 // per state column (in the order of state_columns): state rows, numbered from 0
    struct BorderEntry {
        int row, column;
        double value;
    };
    std::vector<BorderEntry> c;
    std::vector<Product> local_block, mixed_block, state_block;  // A θ⁻¹ A': LL lower, LS (local × state), SS lower
    std::vector<Product> carried_block;  // B θ⁻¹ B' of the previous stage: SS lower; column numbers are state positions
    std::vector<Product>
        coupling_block;  // A_S θ⁻¹ B': (state rows of this stage) × (state rows of the next); state positions

    int rows() const { return local_rows + state_rows; }
    int states() const { return static_cast<int>(state_columns.size()); }
    int links() const { return static_cast<int>(linking.size()); }
    // Border columns of a segment: κ, linking rows, incoming and outgoing states.
    int border_width() const { return border + links() + 2 * states(); }
    int link_offset() const { return border; }
    int in_offset() const { return border + links(); }
    int out_offset() const { return in_offset() + states(); }
};

ChainPattern make_pattern(const Chain& chain, const Border& border, const Scaling& scaling);

}  // namespace decawatt::lp
