#include "lp/triangle.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace decawatt::lp {

SteppedColumns::SteppedColumns(int row_count, std::vector<int> first_rows)
    : rows(row_count), first(std::move(first_rows)) {
    for (const int row : first) {
        start.push_back(size - row);
        size += rows - row;
    }
}

namespace triangle {

namespace {

// Columns in a block, and rows: their sums of products and operands fill most of the registers.
constexpr int kColumns = 4, kRows = 2;

template <int count>
using Width = std::integral_constant<int, count>;

// Calls work(width, first) for blocks of `block`, then for the rest one by one.
template <int block, typename Work>
inline void for_blocks(int count, Work work) {
    int i = 0;
    for (; i + block <= count; i += block) work(Width<block>{}, i);
    for (; i < count; ++i) work(Width<1>{}, i);
}

// sums[r][c] of a block of products.
template <int rows, int columns>
struct Block {
    Lanes at[rows][columns] = {};

    template <typename One, typename Other>
    inline void subtract(One one, Other other) {
        Lanes b[columns];
#pragma GCC unroll 4
        for (int c = 0; c < columns; ++c) b[c] = other(c);
#pragma GCC unroll 4
        for (int r = 0; r < rows; ++r) {
            const Lanes a = one(r);
#pragma GCC unroll 4
            for (int c = 0; c < columns; ++c) at[r][c] -= a * b[c];
        }
    }
    template <typename Place>
    inline void load(Place place) {
#pragma GCC unroll 4
        for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
            for (int c = 0; c < columns; ++c) at[r][c] = place(r, c);
    }
    template <typename Place>
    inline void store(Place place) const {
#pragma GCC unroll 4
        for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
            for (int c = 0; c < columns; ++c) place(r, c) = at[r][c];
    }
};

// Rows i and, of a block of two, i + 1 of X := L⁻¹ X, given those above; x: columns of a block.
template <int rows, int columns>
inline void forward_rows(int n, const Lanes* l, int i, Lanes* x) {
    const auto place = [=](int r, int c) -> Lanes& { return x[c * n + i + r]; };
    Block<rows, columns> block;
    block.load(place);
    const Lanes* column_j = l + i;
    for (int j = 0; j < i; ++j) {
        block.subtract([&](int r) { return column_j[r]; }, [&](int c) { return x[c * n + j]; });
        column_j += n - j - 1;
    }
#pragma GCC unroll 4
    for (int c = 0; c < columns; ++c) {
        block.at[0][c] *= column_j[0];
        if constexpr (rows == 2) block.at[1][c] = (block.at[1][c] - column_j[1] * block.at[0][c]) * column_j[n - i];
    }
    block.store(place);
}

// Row k of some columns: y -= its products with x, for each column; and x less the products with y.
template <int width>
inline void subtract_each(const Lanes* const (&columns)[width], int k, Lanes x, Lanes (&y)[width]) {
#pragma GCC unroll 4
    for (int i = 0; i < width; ++i) y[i] -= columns[i][k] * x;
}
template <int width>
inline Lanes less_all(Lanes x, const Lanes* const (&columns)[width], int k, const Lanes (&y)[width]) {
#pragma GCC unroll 4
    for (int i = 0; i < width; ++i) x -= columns[i][k] * y[i];
    return x;
}

// sums += Aᵀ B for a block: their negatives are summed first.
template <int ones, int others>
inline void add_block(int n, const Lanes* a, const Lanes* b, int stride, Lanes* sums) {
    Block<ones, others> block;
    for (int k = 0; k < n; ++k)
        block.subtract([&](int r) { return a[r * n + k]; }, [&](int c) { return b[c * n + k]; });
#pragma GCC unroll 4
    for (int r = 0; r < ones; ++r)
#pragma GCC unroll 4
        for (int c = 0; c < others; ++c) sums[r * stride + c] -= block.at[r][c];
}

}  // namespace

bool cholesky(int n, Lanes* a) {
    for (int j = 0; j < n; ++j) {
        Lanes* column_j = a + column(n, j);
        for_blocks<kColumns>(j, [&](auto width, int k) {
            const Lanes* of[width];
            Lanes factor[width];
            for (int c = 0; c < width; ++c) {
                of[c] = a + column(n, k + c);
                factor[c] = of[c][j];
            }
            for (int i = j; i < n; ++i) {
                Lanes rest = column_j[i];
                for (int c = 0; c < width; ++c) rest -= of[c][i] * factor[c];
                column_j[i] = rest;
            }
        });
        if (!all_positive(column_j[j])) return false;
        const Lanes inverse = inverse_root(column_j[j]);
        column_j[j] = inverse;
        for (int i = j + 1; i < n; ++i) column_j[i] *= inverse;
    }
    return true;
}

void forward(int n, const Lanes* l, Lanes* x) {
    for_blocks<kColumns>(n, [&](auto width, int j) {
        const Lanes* of[width];
        Lanes value[width];
        for (int c = 0; c < width; ++c) {
            of[c] = l + column(n, j + c);
            value[c] = x[j + c];
            for (int k = 0; k < c; ++k) value[c] -= of[k][j + c] * value[k];
            value[c] *= of[c][j + c];
            x[j + c] = value[c];
        }
        for (int i = j + width; i < n; ++i) {
            Lanes rest = x[i];
            for (int c = 0; c < width; ++c) rest -= of[c][i] * value[c];
            x[i] = rest;
        }
    });
}

void backward(int n, const Lanes* l, Lanes* x) {
    for_blocks<kColumns>(n, [&](auto width, int from_end) {
        const int j = n - from_end - width;
        const Lanes* of[width];
        Lanes value[width];
        for (int c = 0; c < width; ++c) {
            of[c] = l + column(n, j + c);
            value[c] = x[j + c];
        }
        for (int i = j + width; i < n; ++i) {
            const Lanes known = x[i];
            for (int c = 0; c < width; ++c) value[c] -= of[c][i] * known;
        }
        for (int c = width - 1; c >= 0; --c) {
            for (int k = c + 1; k < width; ++k) value[c] -= of[c][j + k] * value[k];
            value[c] *= of[c][j + c];
            x[j + c] = value[c];
        }
    });
}

void forward(int n, const Lanes* l, int columns, Lanes* x) {
    for_blocks<kColumns>(columns, [&](auto width, int c) {
        for_blocks<kRows>(n, [&](auto rows, int i) { forward_rows<rows, width>(n, l, i, x + c * n); });
    });
}

void forward_columns(const SteppedColumns& of, const Lanes* l, Lanes* f) {
    for (int c = 0; c < of.columns(); ++c) {
        const int above = of.first[static_cast<std::size_t>(c)];
        // below the zeros of the column, L is a smaller triangle
        forward(of.rows - above, l + column(of.rows, above) + above, f + of.start[static_cast<std::size_t>(c)] + above);
    }
}

// Calls work(width, c, columns, heads, common): columns c .. of a block, and the first row that all of them have.
template <int block, typename Work>
inline void for_stepped(const SteppedColumns& of, const Lanes* f, Work work) {
    for_blocks<block>(of.columns(), [&](auto width, int c) {
        const Lanes* columns[width];
        int common = 0;
        for (int i = 0; i < width; ++i) {
            const auto at = static_cast<std::size_t>(c + i);
            columns[i] = f + of.start[at];
            common = std::max(common, of.first[at]);
        }
        work(width, c, columns, of.first.data() + c, common);
    });
}

void subtract_transposed(const SteppedColumns& of, const Lanes* f, const Lanes* x, Lanes* y) {
    for_stepped<kColumns>(of, f, [&](auto width, int c, const auto& columns, const int* first, int common) {
        Lanes value[width];
        for (int i = 0; i < width; ++i) {
            value[i] = y[c + i];
            for (int k = first[i]; k < common; ++k) value[i] -= columns[i][k] * x[k];
        }
        for (int k = common; k < of.rows; ++k) subtract_each(columns, k, x[k], value);
        for (int i = 0; i < width; ++i) y[c + i] = value[i];
    });
}

void subtract_product(const SteppedColumns& of, const Lanes* f, const Lanes* y, Lanes* x) {
    for_stepped<kColumns>(of, f, [&](auto width, int c, const auto& columns, const int* first, int common) {
        Lanes value[width];
        for (int i = 0; i < width; ++i) {
            value[i] = y[c + i];
            for (int k = first[i]; k < common; ++k) x[k] -= columns[i][k] * value[i];
        }
        for (int k = common; k < of.rows; ++k) x[k] = less_all(x[k], columns, k, value);
    });
}

void subtract_gram(const SteppedColumns& of, const Lanes* f, Lanes* s) {
    const int n = of.columns();
    for (int c = 0; c < n; ++c)
        for (int d = c; d < n; ++d) {
            const auto one = static_cast<std::size_t>(c), other = static_cast<std::size_t>(d);
            const Lanes *a = f + of.start[one], *b = f + of.start[other];
            Lanes& entry = s[position(n, d, c)];
            Lanes value = entry;
            for (int k = std::max(of.first[one], of.first[other]); k < of.rows; ++k) value -= a[k] * b[k];
            entry = value;
        }
}

void subtract_transposed(const SteppedColumns& of, const Lanes* f, int columns, const Lanes* z, Lanes* x) {
    const int n = of.rows, rows = of.columns();
    for_stepped<kRows>(of, f, [&](auto height, int i, const auto& of_rows, const int* first, int common) {
        for_blocks<kColumns>(columns, [&](auto width, int c) {
            const auto place = [=](int r, int k) -> Lanes& { return x[(c + k) * rows + i + r]; };
            Block<height, width> block;
            block.load(place);
            for (int r = 0; r < height; ++r)
                for (int k = first[r]; k < common; ++k)
                    for (int b = 0; b < width; ++b) block.at[r][b] -= of_rows[r][k] * z[(c + b) * n + k];
            for (int k = common; k < n; ++k)
                block.subtract([&](int r) { return of_rows[r][k]; }, [&](int b) { return z[(c + b) * n + k]; });
            block.store(place);
        });
    });
}

void add_products(int n, int ones, const Lanes* a, int others, const Lanes* b, Lanes* sums) {
    for_blocks<kColumns>(ones, [&](auto rows, int one) {
        for_blocks<kColumns>(others, [&](auto width, int other) {
            add_block<rows, width>(n, a + one * n, b + other * n, others, sums + one * others + other);
        });
    });
}

void add_gram(int n, int columns, const Lanes* a, int stride, Lanes* sums) {
    for_blocks<kColumns>(columns, [&](auto rows, int one) {
        for_blocks<kColumns>(one + rows, [&](auto width, int other) {
            add_block<rows, width>(n, a + one * n, a + other * n, stride, sums + one * stride + other);
        });
    });
}

}  // namespace triangle

}  // namespace decawatt::lp
