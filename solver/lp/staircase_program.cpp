#include "lp/staircase_program.hpp"

#include <set>
#include <utility>

#include "base/error.hpp"

namespace decawatt::lp {

std::vector<char> Chain::cyclic_columns() const {
    std::vector<char> is_cyclic(static_cast<std::size_t>(columns()), cyclic ? 1 : 0);
    for (const int j : start_from_zero) is_cyclic[static_cast<std::size_t>(j)] = 0;
    return is_cyclic;
}

namespace {

void check_entries(const SparseMatrix& matrix, const std::vector<StageEntry>& varying, int stages) {
    using base::expects;
    std::set<std::pair<int, int>> places;
    for (const StageEntry& e : varying) {
        expects(0 <= e.row && e.row < matrix.rows() && 0 <= e.column && e.column < matrix.cols(),
                "an entry by stage lies in its matrix");
        expects(e.value.size() == stages, "an entry by stage has a value for each of them");
        expects(matrix.coeff(e.row, e.column) == 0.0 && places.emplace(e.row, e.column).second,
                "an entry by stage stands alone in its place");
    }
}

}  // namespace

void check_shapes(const StaircaseProgram& program) {
    using base::expects;
    const int borders = program.border.size(), links = program.linking.size();
    expects(program.border.lower.size() == borders && program.border.upper.size() == borders,
            "border bounds have the border's size");
    expects(program.linking.H.rows() == links && program.linking.H.cols() == borders,
            "H is linking rows × border variables");
    expects(static_cast<int>(program.linking.sense.size()) == links, "every linking row has a sense");
    for (const Chain& c : program.chains) {
        const int m = c.rows(), n = c.columns();
        expects(c.stages > 0, "a chain has stages");
        expects(c.B.rows() == m && c.B.cols() == n, "B has the shape of A");
        expects(c.C.rows() == m && c.C.cols() == c.local_border(), "C is rows × local border columns");
        expects(c.G.rows() == links && c.G.cols() == n, "G is linking rows × columns");
        check_entries(c.A, c.by_stage.A, c.stages);
        check_entries(c.B, c.by_stage.B, c.stages);
        check_entries(c.C, c.by_stage.C, c.stages);
        check_entries(c.G, c.by_stage.G, c.stages);
        expects(c.cost.rows() == n && (c.cost.cols() == 1 || c.cost.cols() == c.stages),
                "costs are columns × stages or columns × 1");
        expects(c.rhs.rows() == m && c.rhs.cols() == c.stages, "right-hand sides are rows × stages");
        expects(c.upper.rows() == n && c.upper.cols() == c.stages, "bounds are columns × stages");
        expects(static_cast<int>(c.scaled_by.size()) == n, "every column says what scales its bound");
        for (const int g : c.scaled_by)
            expects(g >= kFixedBound && g < c.local_border(), "a bound is scaled by a local border column");
        for (const int j : c.start_from_zero)
            expects(0 <= j && j < n, "what starts from zero is a column of its chain");
        expects(c.border_map.cols() == borders && c.border_offset.size() == c.local_border(),
                "the border map fits the border");
    }
}

}  // namespace decawatt::lp
