// Dense kernels of the state rows, in lanes. A lower triangle is packed column by column, each from its diagonal down,
// with the diagonal as its reciprocal, because a factor is used in many solves. Columns and rows are taken in small
// blocks, so that most operands stay in registers.
#pragma once

#include <vector>

#include "lp/lanes.hpp"

namespace decawatt::lp {

// Columns that begin with zeros, packed without these.
struct SteppedColumns {
    int rows = 0, size = 0;
    std::vector<int> first, start;  // of a column: its first row; and where it is such that [row] is its entry

    SteppedColumns() = default;
    SteppedColumns(int row_count, std::vector<int> first_rows);
    int columns() const { return static_cast<int>(first.size()); }
};

namespace triangle {

constexpr int size(int n) {
    return n * (n + 1) / 2;
}
// Where the column is such that [row] is its entry.
constexpr int column(int n, int j) {
    return j * n - j * (j + 1) / 2;
}
constexpr int position(int n, int row, int j) {
    return column(n, j) + row;
}

bool cholesky(int n, Lanes* a);                  // in place; false if a pivot is not positive
void forward(int n, const Lanes* l, Lanes* x);   // x := L⁻¹ x
void backward(int n, const Lanes* l, Lanes* x);  // x := L⁻ᵀ x

// Vectors: y -= Fᵀx and x -= F y
void subtract_transposed(const SteppedColumns& of, const Lanes* f, const Lanes* x, Lanes* y);
void subtract_product(const SteppedColumns& of, const Lanes* f, const Lanes* y, Lanes* x);
// Lower triangle of S -= FᵀF, packed
void subtract_gram(const SteppedColumns& of, const Lanes* f, Lanes* s);

// Matrices column by column
void forward(int n, const Lanes* l, int columns, Lanes* x);                // X := L⁻¹ X
void forward_columns(const SteppedColumns& of, const Lanes* l, Lanes* f);  // F := L⁻¹ F
void subtract_transposed(const SteppedColumns& of, const Lanes* f, int columns, const Lanes* z, Lanes* x);  // X -= FᵀZ
void add_products(int n, int ones, const Lanes* a, int others, const Lanes* b, Lanes* sums);  // sums += Aᵀ B, by rows
// Lower triangle of sums += Aᵀ A, by rows that are `stride` apart; what is above it becomes of no use.
void add_gram(int n, int columns, const Lanes* a, int stride, Lanes* sums);

}  // namespace triangle

}  // namespace decawatt::lp
