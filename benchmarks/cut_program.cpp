#include "benchmarks/cut_program.hpp"

#include <algorithm>

namespace decawatt::benchmarks {

namespace {

void keep_first(lp::Matrix& by_stage, int stages) {
    by_stage = by_stage.leftCols(std::min<Eigen::Index>(stages, by_stage.cols())).eval();
}

bool met_by_a_chain(const lp::StaircaseProgram& program, Eigen::Index row) {
    return std::any_of(program.chains.begin(), program.chains.end(), [&](const lp::Chain& chain) {
        for (int j = 0; j < chain.G.outerSize(); ++j)
            for (lp::SparseMatrix::InnerIterator it(chain.G, j); it; ++it)
                if (it.row() == row && it.value() != 0.0) return true;
        return std::ranges::any_of(chain.by_stage.G, [&](const lp::StageEntry& e) { return e.row == row; });
    });
}

}  // namespace

void cut_stages(lp::StaircaseProgram& program, int stages) {
    double whole = 0.0, kept = 0.0;
    for (lp::Chain& chain : program.chains) {
        whole += chain.stages;
        chain.stages = std::min(chain.stages, stages);
        kept += chain.stages;
        keep_first(chain.rhs, chain.stages);
        keep_first(chain.upper, chain.stages);
        keep_first(chain.cost, chain.stages);  // one column where cost is the same in all
        for (std::vector<lp::StageEntry>* entries :
             {&chain.by_stage.A, &chain.by_stage.B, &chain.by_stage.C, &chain.by_stage.G})
            for (lp::StageEntry& e : *entries) e.value.conservativeResize(chain.stages);
    }
    if (kept == whole) return;
    const double share = kept / whole;
    program.border.cost *= share;
    program.objective_offset *= share;
    lp::Vector scale = lp::Vector::Ones(program.linking.size());
    for (Eigen::Index l = 0; l < scale.size(); ++l)
        if (met_by_a_chain(program, l)) scale[l] = share;
    program.linking.rhs = program.linking.rhs.cwiseProduct(scale);
    if (scale.size() > 0) program.linking.H = scale.asDiagonal() * program.linking.H;
}

}  // namespace decawatt::benchmarks
