// A linear program written out column by column for Clp: tests alone.
#pragma once

#include <coin/ClpSimplex.hpp>
#include <coin/CoinPackedMatrix.hpp>

#include <cmath>
#include <utility>
#include <vector>

namespace decawatt::tests {

class FlatProgram {
  public:
    int column(double cost, double upper = COIN_DBL_MAX) {
        cost_.push_back(cost);
        upper_.push_back(upper);
        return static_cast<int>(cost_.size()) - 1;
    }
    int row(double lower, double upper, std::vector<int> columns, std::vector<double> values) {
        columns_.push_back(std::move(columns));
        values_.push_back(std::move(values));
        lower_.push_back(lower);
        row_upper_.push_back(upper);
        return static_cast<int>(columns_.size()) - 1;
    }
    int equal(double rhs, std::vector<int> columns, std::vector<double> values) {
        return row(rhs, rhs, std::move(columns), std::move(values));
    }
    int at_least(double rhs, std::vector<int> columns, std::vector<double> values) {
        return row(rhs, COIN_DBL_MAX, std::move(columns), std::move(values));
    }
    void solve() {
        std::vector<int> rows, columns;
        std::vector<double> values;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            for (std::size_t e = 0; e < columns_[i].size(); ++e) {
                rows.push_back(static_cast<int>(i));
                columns.push_back(columns_[i][e]);
                values.push_back(values_[i][e]);
            }
        const std::vector<double> zero(cost_.size(), 0.0);
        const CoinPackedMatrix matrix(true, rows.data(), columns.data(), values.data(),
                                      static_cast<CoinBigIndex>(values.size()));
        clp_.setLogLevel(0);
        clp_.loadProblem(matrix, zero.data(), upper_.data(), cost_.data(), lower_.data(), row_upper_.data());
        clp_.setPrimalTolerance(1e-9);
        clp_.setDualTolerance(1e-9);
        clp_.initialSolve();
    }
    bool optimal() const { return clp_.isProvenOptimal(); }
    double objective() const { return clp_.objectiveValue(); }
    double value(int column) const { return clp_.primalColumnSolution()[column]; }
    bool priced(int row) const { return std::abs(clp_.dualRowSolution()[row]) > kPriced; }
    bool at_upper(int column) const {
        return value(column) > upper_[static_cast<std::size_t>(column)] - 1e-9 &&
               clp_.dualColumnSolution()[column] < -kPriced;
    }

  private:
    static constexpr double kPriced = 1e-7;  // of duals: smaller ones are rounding
    std::vector<double> cost_, upper_, lower_, row_upper_;
    std::vector<std::vector<int>> columns_;
    std::vector<std::vector<double>> values_;
    ClpSimplex clp_;
};

}  // namespace decawatt::tests
