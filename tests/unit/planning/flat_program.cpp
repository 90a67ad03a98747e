#include "flat_program.hpp"

#include <coin/CoinPackedMatrix.hpp>

#include <cmath>

namespace decawatt::tests {

namespace {
constexpr double kPriced = 1e-7;  // of duals: smaller ones are rounding
constexpr double kAtBound = 1e-9;
}  // namespace

int FlatProgram::column(double cost, double upper, double lower) {
    cost_.push_back(cost);
    upper_.push_back(upper);
    least_.push_back(lower);
    return static_cast<int>(cost_.size()) - 1;
}

int FlatProgram::row(double lower, double upper, std::vector<int> columns, std::vector<double> values) {
    columns_.push_back(std::move(columns));
    values_.push_back(std::move(values));
    lower_.push_back(lower);
    row_upper_.push_back(upper);
    return static_cast<int>(columns_.size()) - 1;
}

int FlatProgram::equal(double rhs, std::vector<int> columns, std::vector<double> values) {
    return row(rhs, rhs, std::move(columns), std::move(values));
}

int FlatProgram::at_least(double rhs, std::vector<int> columns, std::vector<double> values) {
    return row(rhs, COIN_DBL_MAX, std::move(columns), std::move(values));
}

void FlatProgram::solve() {
    std::vector<int> rows, columns;
    std::vector<double> values;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (std::size_t e = 0; e < columns_[i].size(); ++e) {
            rows.push_back(static_cast<int>(i));
            columns.push_back(columns_[i][e]);
            values.push_back(values_[i][e]);
        }
    CoinPackedMatrix matrix(true, rows.data(), columns.data(), values.data(), static_cast<CoinBigIndex>(values.size()));
    // A column without an entry has a value too.
    matrix.setDimensions(static_cast<int>(columns_.size()), static_cast<int>(cost_.size()));
    clp_.setLogLevel(0);
    clp_.loadProblem(matrix, least_.data(), upper_.data(), cost_.data(), lower_.data(), row_upper_.data());
    clp_.setPrimalTolerance(1e-9);
    clp_.setDualTolerance(1e-9);
    clp_.initialSolve();
}

bool FlatProgram::priced(int row) const {
    return std::abs(clp_.dualRowSolution()[row]) > kPriced;
}

bool FlatProgram::at_upper(int column) const {
    return value(column) > upper_[static_cast<std::size_t>(column)] - kAtBound &&
           clp_.dualColumnSolution()[column] < -kPriced;
}

bool FlatProgram::at_lower(int column) const {
    return value(column) < least_[static_cast<std::size_t>(column)] + kAtBound &&
           clp_.dualColumnSolution()[column] > kPriced;
}

}  // namespace decawatt::tests
