// Terms of the certificate in one block of stages: rows, bounds and reduced costs of a point, and its share of the
// lower bound.
#pragma once

#include <vector>

#include "lp/compensated_sum.hpp"
#include "lp/solution.hpp"
#include "lp/stage_matrix.hpp"

namespace decawatt::lp {

// Consecutive stages of a chain.
struct Block {
    std::size_t chain;
    int first, end;
};

// Sums and largest violations over the stages of a block, of a point (x, k) and its duals.
struct BlockTerms {
    Sum bound;            // b'y + Σ min(0, r) u + rκ'κ0
    Vector border_price;  // P' rκ
    Sum objective, priced_violation, complementarity;
    double row_violation = 0.0, row_violation_relative = 0.0, bound_violation = 0.0, bound_violation_relative = 0.0;
    double open_price = 0.0, largest_cost = 0.0;
    std::vector<Sum> activity;  // Σ G x
};

// A point and its duals.
struct Point {
    const StaircaseProgram& program;
    const Solution& solution;
    const Vector& lambda;
    bool with_costs;
};

Vector values(const std::vector<Sum>& sums);

class BlockCertificate {
  public:
    BlockCertificate(const Point& point, const Block& block, const Vector& row_sizes);
    BlockTerms evaluate();

  private:
    void price_border(int t, const SparseMatrix& c);  // b'y, and -C'y for the border
    void add_columns(int t, const SparseMatrix& g);
    void add_column(int j, int t, double r);  // r: its reduced cost
    void load_before(int t);                  // x of the stage before: in the first, of the cyclic columns
    void add_rows(int t);

    const Chain& chain_;
    const Matrix &x_, &y_;
    const Block& block_;
    const Vector &row_sizes_, &lambda_;
    const bool with_costs_;
    StageMatrix a_, b_, c_, g_;
    const std::vector<char> cyclic_;  // per column
    const Vector kappa_;
    Vector link_price_, fixed_;           // G'λ and C κ of the stage
    Vector before_, product_, residual_;  // of one stage; here so that no stage takes memory
    std::vector<Sum> kappa_price_;
    BlockTerms terms_;
};

}  // namespace decawatt::lp
