#include "lp/starting_point.hpp"

#include <cmath>
#include <limits>
#include <map>

#include "base/error.hpp"

namespace decawatt::lp {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
using Names = std::vector<std::string>;

// For each of `wanted` its position in `given`, -1 if absent. The n-th occurrence of a name matches the n-th
// occurrence.
std::vector<int> places(const Names& wanted, const Names& given) {
    std::map<std::pair<std::string, int>, int> place_of;
    std::map<std::string, int> seen;
    for (std::size_t i = 0; i < given.size(); ++i) place_of[{given[i], seen[given[i]]++}] = static_cast<int>(i);
    seen.clear();
    std::vector<int> found;
    for (const std::string& name : wanted) {
        const auto place = place_of.find({name, seen[name]++});
        found.push_back(place == place_of.end() ? -1 : place->second);
    }
    return found;
}

Matrix rows_by_name(const Names& wanted, const Names& given, const Matrix& values) {
    Matrix taken = Matrix::Constant(static_cast<Eigen::Index>(wanted.size()), values.cols(), kUnknown);
    const std::vector<int> place = places(wanted, given);
    for (std::size_t i = 0; i < place.size(); ++i)
        if (place[i] >= 0) taken.row(static_cast<Eigen::Index>(i)) = values.row(place[i]);
    return taken;
}

void expect_shape(const Matrix& values, std::size_t rows, Eigen::Index columns) {
    base::expects(values.rows() == static_cast<Eigen::Index>(rows) && values.cols() == columns,
                  "a point has the shape of its names");
}

void count(const Matrix& values, double& known, double& all) {
    all += static_cast<double>(values.size());
    known += static_cast<double>((values.array() == values.array()).count());  // NaN is not equal to itself
}

}  // namespace

NamedPoint named_point(const StaircaseProgram& program, const Solution& solution) {
    NamedPoint point;
    base::expects(solution.y.size() == program.chains.size(), "a solution has every chain of its program");
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        const Chain& chain = program.chains[c];
        point.chains.push_back({chain.name, chain.row_names, solution.y[c]});
        expect_shape(solution.y[c], chain.row_names.size(), chain.stages);
    }
    point.border_names = program.border.names;
    point.linking_names = program.linking.names;
    point.k = solution.k;
    point.lambda = solution.lambda;
    expect_shape(point.k, point.border_names.size(), 1);
    expect_shape(point.lambda, point.linking_names.size(), 1);
    return point;
}

StartingPoint starting_point(const StaircaseProgram& program, const NamedPoint& point) {
    StartingPoint start;
    Names given;
    for (const NamedPoint::ChainPoint& chain : point.chains) given.push_back(chain.name);
    Names wanted;
    for (const Chain& chain : program.chains) wanted.push_back(chain.name);
    const std::vector<int> place = places(wanted, given);
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        const Chain& chain = program.chains[c];
        start.y.push_back(Matrix::Constant(chain.rows(), chain.stages, kUnknown));
        if (place[c] < 0) continue;
        const NamedPoint::ChainPoint& from = point.chains[static_cast<std::size_t>(place[c])];
        if (from.y.cols() != chain.stages) continue;
        expect_shape(from.y, from.row_names.size(), chain.stages);
        start.y.back() = rows_by_name(chain.row_names, from.row_names, from.y);
    }
    start.k = rows_by_name(program.border.names, point.border_names, point.k);
    start.lambda = rows_by_name(program.linking.names, point.linking_names, point.lambda);
    return start;
}

double known_share(const StartingPoint& start) {
    double known = 0.0, all = 0.0;
    for (const Matrix& y : start.y) count(y, known, all);
    count(start.k, known, all);
    count(start.lambda, known, all);
    return all > 0.0 ? known / all : 0.0;
}

void check_shapes(const StaircaseProgram& program, const StartingPoint& from) {
    using base::expects;
    expects(from.k.size() == program.border.size() && from.lambda.size() == program.linking.size(),
            "a starting point has the program's border and linking rows");
    expects(from.y.size() == program.chains.size(), "a starting point has the program's chains");
    for (std::size_t c = 0; c < from.y.size(); ++c)
        expects(from.y[c].rows() == program.chains[c].rows() && from.y[c].cols() == program.chains[c].stages,
                "duals of a starting point are rows × stages");
}

}  // namespace decawatt::lp
