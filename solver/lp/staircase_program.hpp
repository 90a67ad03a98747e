// A staircase linear program with a border. No unit, no meaning: letters as in the equations below.
//
//   min  offset + Σ_c Σ_t c_t' x_t + q' k
//   s.t. A_t x_t + B_t x_{t-1} + C_t κ_c = b_t          stage rows of chain c, κ_c = P_c k + κ0_c
//        0 ≤ x_t ,  x_jt ≤ u_jt  or  x_jt ≤ u_jt κ_g(j)   a fixed bound, or one scaled by one local border column
//        Σ_c Σ_t G_ct x_t + H k  {=, ≤, ≥}  h           linking rows
//        k_min ≤ k ≤ k_max
//
// A, B, C, G keep their values along a chain, but for the entries in Chain::by_stage; b, u and c vary by stage. A bound
// u_jt = 0 switches the column off in that stage. A chain is cyclic (x_{-1} is its own last stage) or starts from zero
// (its initial state then sits in b_0); single columns of a cyclic chain may start from zero too. Costs carry weights
// and discounting already.
#pragma once

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <string>
#include <vector>

namespace decawatt::lp {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using SparseMatrix = Eigen::SparseMatrix<double>;  // column-major

enum class Sense : char { equal, at_most, at_least };

inline constexpr int kFixedBound = -1;  // in Chain::scaled_by

// An entry of a matrix whose value differs by stage; the matrix itself has none in its place.
struct StageEntry {
    int row = 0, column = 0;
    Vector value;  // one for each stage; of B, the stage whose row it is in
};

struct StageEntries {
    std::vector<StageEntry> A, B, C, G;
    bool empty() const { return A.empty() && B.empty() && C.empty() && G.empty(); }
};

struct Chain {
    int stages = 0;
    bool cyclic = true;
    std::vector<int> start_from_zero;  // columns with x_{-1} = 0 although the chain is cyclic; each once
    SparseMatrix A, B;                 // rows × columns
    SparseMatrix C;                    // rows × local border columns
    SparseMatrix G;                    // linking rows × columns
    StageEntries by_stage;             // beside those of A, B, C and G
    Matrix cost;                       // columns × stages, or columns × 1 where it is the same in all
    Matrix rhs;                        // rows × stages
    Matrix upper;                      // columns × stages: u
    std::vector<int> scaled_by;        // per column: kFixedBound or a local border column
    SparseMatrix border_map;           // P: local border columns × border variables, entries ≥ 0
    Vector border_offset;              // κ0 ≥ 0
    std::string name;
    std::vector<std::string> row_names, column_names;  // of one stage

    int rows() const { return static_cast<int>(A.rows()); }
    int columns() const { return static_cast<int>(A.cols()); }
    int local_border() const { return static_cast<int>(border_map.rows()); }
    double cost_at(int column, int stage) const { return cost(column, cost.cols() == 1 ? 0 : stage); }
    std::vector<char> cyclic_columns() const;  // per column: whether x_{-1} is its own last stage
};

struct Border {                 // variables k
    Vector cost, lower, upper;  // finite, lower ≤ upper
    std::vector<std::string> names;
    int size() const { return static_cast<int>(cost.size()); }
};

struct LinkingRows {
    SparseMatrix H;  // linking rows × border variables
    Vector rhs;
    std::vector<Sense> sense;
    std::vector<std::string> names;
    int size() const { return static_cast<int>(rhs.size()); }
};

struct StaircaseProgram {
    std::vector<Chain> chains;
    Border border;
    LinkingRows linking;
    double objective_offset = 0.0;
};

// Throws base::LogicError where shapes disagree. Numbers are judged by `solve`, which ends with a status.
void check_shapes(const StaircaseProgram& program);

}  // namespace decawatt::lp
