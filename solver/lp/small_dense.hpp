// Kernels on small dense blocks. Matrices are column-major with a leading dimension; blocks of border rows are
// row-major, so that every inner loop runs over contiguous memory. Nothing here allocates. A factor L keeps the
// reciprocals of its diagonal, because it is solved with many times. Sums may be taken in several lanes (omp simd): the
// same order in every run of a binary.
#pragma once

#include <cmath>

namespace decawatt::lp::small {

inline double dot(int n, const double* a, const double* b) {
    double sum = 0.0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; ++i) sum += a[i] * b[i];
    return sum;
}

// Cholesky in place, lower triangle, reciprocals on the diagonal; false where a pivot is not positive (NaN included).
inline bool cholesky(int n, double* a, int ld) {
    for (int j = 0; j < n; ++j) {
        double* column = a + j * ld;
        for (int k = 0; k < j; ++k) {
            const double factor = a[k * ld + j];
            if (factor == 0.0) continue;
            const double* earlier = a + k * ld;
            for (int i = j; i < n; ++i) column[i] -= factor * earlier[i];
        }
        if (!(column[j] > 0.0)) return false;
        const double inverse = 1.0 / std::sqrt(column[j]);
        column[j] = inverse;
        for (int i = j + 1; i < n; ++i) column[i] *= inverse;
    }
    return true;
}

// x := L⁻¹ x
inline void solve_lower(int n, const double* l, int ld, double* x) {
    for (int j = 0; j < n; ++j) {
        const double* column = l + j * ld;
        const double value = x[j] *= column[j];
        for (int i = j + 1; i < n; ++i) x[i] -= column[i] * value;
    }
}

// x := L⁻ᵀ x
inline void solve_lower_transposed(int n, const double* l, int ld, double* x) {
    for (int j = n - 1; j >= 0; --j) {
        const double* column = l + j * ld;
        x[j] = (x[j] - dot(n - j - 1, column + j + 1, x + j + 1)) * column[j];
    }
}

// row := row - factor * other
inline void subtract_row(int count, double factor, const double* other, double* row) {
    for (int c = 0; c < count; ++c) row[c] -= factor * other[c];
}

// rows := L⁻¹ rows, with n rows of `count` entries, row-major
inline void solve_lower_rows(int n, const double* l, int ld, double* rows, int count) {
    for (int i = 0; i < n; ++i) {
        double* row = rows + i * count;
        for (int k = 0; k < i; ++k)
            if (l[k * ld + i] != 0.0) subtract_row(count, l[k * ld + i], rows + k * count, row);
        for (int c = 0; c < count; ++c) row[c] *= l[i * ld + i];
    }
}

// y := y - Wᵀ x, with W rows × columns, column-major
inline void subtract_transposed(int rows, int columns, const double* w, const double* x, double* y) {
    for (int c = 0; c < columns; ++c) y[c] -= dot(rows, w + c * rows, x);
}

// y := y - W x
inline void subtract_product(int rows, int columns, const double* w, const double* x, double* y) {
    for (int c = 0; c < columns; ++c) {
        if (x[c] == 0.0) continue;
        for (int r = 0; r < rows; ++r) y[r] -= w[c * rows + r] * x[c];
    }
}

// Lower triangle of S := S - Wᵀ W, with W rows × columns
inline void subtract_gram(int rows, int columns, const double* w, double* s) {
    for (int c = 0; c < columns; ++c)
        for (int r = c; r < columns; ++r) s[c * columns + r] -= dot(rows, w + r * rows, w + c * rows);
}

}  // namespace decawatt::lp::small
