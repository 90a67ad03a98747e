// The sparsity pattern of a chain, equal in all stages: columns in compressed form; stage rows reordered such that
// local rows (without state columns) come first, in a fill-reducing order; and lists of products that sum to the blocks
// of the normal matrix and of its border.
#pragma once

#include <span>
#include <vector>

#include "lp/stage_factor.hpp"
#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Scales of the solver's own units: money, quantity, and one factor for every linking row.
struct Scaling {
    double cost = 1.0, quantity = 1.0;
    Vector linking_row;
};
Scaling choose_scaling(const StaircaseProgram& program);

// Largest distance of a starting value from its nearest bound, in the solver's units. Solutions are of the magnitude of
// the right-hand sides even where a bound is 1e9; starting far away would lose digits.
inline constexpr double kStartReach = 100.0;

// An entry of a matrix of a chain: constant, or one of those that vary by stage.
inline constexpr int kConstant = -1;
struct Entry {
    Entry(int at, double constant, int varying = kConstant) : index(at), slot(varying), value(constant) {}
    int index, slot;  // slot: its number among those that vary
    double value;     // of one that varies: its mean
};

// Columns (or rows) of a sparse matrix; entries of j are entries[start[j]] .. entries[start[j + 1]].
struct Compressed {
    std::vector<int> start = {0};
    std::vector<Entry> entries;
    std::span<const Entry> of(int j) const {
        return {entries.data() + start[static_cast<std::size_t>(j)],
                entries.data() + start[static_cast<std::size_t>(j) + 1]};
    }
};

// block[target] += weight * θ⁻¹[column]; lists are sorted by target
struct Product {
    int target, column;
    double weight;
};
// The same of two entries of which one varies at least.
struct StageProduct {
    int target, column;
    Entry one, other;
};

// The coefficients of one border column, κ or a linking row, in a stage.
struct BorderColumn {
    std::vector<Entry> own;             // C: row, value
    std::vector<Entry> carriers;        // program columns scaled by this κ (value 1), or in this linking row
    std::vector<Entry> state_carriers;  // the carriers that are state columns, by their position
    std::vector<int> reach;             // local rows that L⁻¹ fills
};

struct ChainPattern {
    int columns = 0, local_rows = 0, state_rows = 0;
    int border = 0;                  // local border columns κ
    std::vector<int> linking;        // linking rows with coefficients in this chain, by global number
    std::vector<int> row_of;         // program's row -> reordered row
    std::vector<int> state_columns;  // columns with an entry in B
    std::vector<int> state_of;       // per column: its position among these, -1: none
    std::vector<int> scaled_by;
    std::vector<char> closed;  // per column: its bound is scaled by a κ that no k can raise above zero
    Compressed a, a_rows, g;   // stage rows by column and by row; linking rows by column (local numbers, scaled)
    Compressed b;              // per state column (in the order of state_columns): state rows, numbered from 0
    std::vector<BorderColumn> border_columns;  // κ, then linking rows
    std::vector<int> carriers;                 // columns that are carriers of some border column, those of a κ first
    int scaled = 0;                            // carriers of a κ
    std::vector<int> carrier_of;               // per column: its position among the carriers, -1: none
    StageFactor factor;
    // Products of A θ⁻¹A' and B θ⁻¹B' in the storage of a stage; the latter by state positions of the stage before
    std::vector<Product> own_products, carried_products;
    std::vector<StageProduct> own_by_stage, carried_by_stage;
    int slots = 0;  // entries that vary: those of A, B, C and G, in this order
    // The coupling L⁻¹A_S θ⁻¹B' of a stage with the one before, behind the factor in the storage of a stage: a column
    // for each state row, from its first row with a coefficient down; and of the closing rows, a column for each state.
    SteppedColumns coupling, closing_coupling;

    int block_size() const { return factor.block_size() + coupling.size; }
    int rows() const { return local_rows + state_rows; }
    int states() const { return static_cast<int>(state_columns.size()); }
    int links() const { return static_cast<int>(linking.size()); }
    int shared() const { return border + links(); }  // border columns common to all segments: κ and linking rows
};

// Eigen's LLT does not report NaN pivots; a NaN in any entry propagates to the diagonal.
inline bool kept_pivots(const Eigen::LLT<Matrix>& factor) {
    return factor.info() == Eigen::Success && factor.matrixLLT().diagonal().allFinite();
}

ChainPattern make_pattern(const Chain& chain, const Border& border, const Scaling& scaling);

}  // namespace decawatt::lp
