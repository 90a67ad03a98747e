// A linear program written out row by row for Clp, for tests that put one down by hand.
#pragma once

#include <coin/ClpSimplex.hpp>

#include <vector>

namespace decawatt::tests {

class FlatProgram {
  public:
    int column(double cost, double upper = COIN_DBL_MAX, double lower = 0.0);
    int row(double lower, double upper, std::vector<int> columns, std::vector<double> values);
    int equal(double rhs, std::vector<int> columns, std::vector<double> values);
    int at_least(double rhs, std::vector<int> columns, std::vector<double> values);
    void solve();

    bool optimal() const { return clp_.isProvenOptimal(); }
    double objective() const { return clp_.objectiveValue(); }
    double value(int column) const { return clp_.primalColumnSolution()[column]; }
    bool priced(int row) const;
    bool at_upper(int column) const;  // with a price
    bool at_lower(int column) const;

  private:
    std::vector<double> cost_, least_, upper_, lower_, row_upper_;
    std::vector<std::vector<int>> columns_;
    std::vector<std::vector<double>> values_;
    ClpSimplex clp_;
};

}  // namespace decawatt::tests
