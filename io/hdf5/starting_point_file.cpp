#include "io/hdf5/starting_point_file.hpp"

#include <fmt/format.h>

#include <limits>

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

namespace {

constexpr hsize_t kChunkStages = 8784;  // a year
constexpr hsize_t kChunkEntries = 8;

std::string group_name(std::size_t chain) {
    return fmt::format("chain_{}", chain);
}

// Stage × entity: Eigen stores matrices by column, which is the order of the file.
void put_matrix(Group& group, const std::string& name, const std::string& entity, const std::string& units,
                const std::string& meaning, const lp::Matrix& values, double unit) {
    if (values.rows() == 0) return;
    const auto stages = static_cast<hsize_t>(values.cols()), entities = static_cast<hsize_t>(values.rows());
    const std::vector<hsize_t> chunk = {std::min(kChunkStages, stages), std::min(kChunkEntries, entities)};
    group.create_chunked(name, {"stage", entity}, {units, meaning}, chunk, true);
    const Eigen::MatrixXf single = (values * unit).cast<float>();
    const std::vector<hsize_t> start = {0, 0}, count = {stages, entities};
    group.write_block(name, start, count,
                      std::span<const float>(single.data(), static_cast<std::size_t>(single.size())));
}

void put_chain(Group&& group, const lp::NamedPoint::ChainPoint& chain, double power_mw, double money) {
    group.attribute("chain", chain.name);
    std::vector<std::int64_t> stages(static_cast<std::size_t>(chain.y.cols()));
    for (std::size_t t = 0; t < stages.size(); ++t) stages[t] = static_cast<std::int64_t>(t);
    group.coordinate("stage", {"", "hour of the chain"}, stages);
    if (!chain.row_names.empty()) group.coordinate("row", {"", "row"}, std::span<const std::string>(chain.row_names));
    put_matrix(group, "y", "row", "currency/MW", "dual of the row, discounted and weighted", chain.y, money / power_mw);
}

void put_vector(Group& root, const std::string& dimension, const std::string& name, const std::string& units,
                const std::string& meaning, const std::vector<std::string>& names, const lp::Vector& values,
                double unit) {
    if (names.empty()) return;
    root.coordinate(dimension, {"", meaning}, std::span<const std::string>(names));
    const lp::Vector scaled = values * unit;
    root.put(name, {dimension}, {units, meaning},
             std::span<const double>(scaled.data(), static_cast<std::size_t>(scaled.size())));
}

lp::Matrix matrix_in(const ResultReader& file, const std::string& place, const Extent& extent, double unit) {
    const auto stages = static_cast<Eigen::Index>(extent.front()), rows = static_cast<Eigen::Index>(extent.back());
    lp::Matrix values(extent.size() > 1 ? rows : 1, stages);
    if (values.size() == 0) return values;
    const std::vector<double> array = file.finite(place, extent);
    std::copy(array.begin(), array.end(), values.data());
    return values / unit;
}

lp::Vector vector_in(const ResultReader& file, const std::string& dimension, const std::string& name, double unit,
                     std::vector<std::string>& names) {
    if (!file.has(fmt::format("/{}", dimension))) return lp::Vector::Zero(0);
    names = file.texts(fmt::format("/{}", dimension));
    return matrix_in(file, fmt::format("/{}", name), {names.size()}, unit).row(0);
}

}  // namespace

void write_starting_point(const std::filesystem::path& path, const planning::Program& program,
                          const lp::Solution& solution, const base::Progress& progress) {
    const lp::NamedPoint point = lp::named_point(program.staircase, solution);
    NetcdfFile file(path);
    {
        Group root = file.root();
        root.attribute("title", std::string("a point of a program to start a later one from"));
        std::vector<std::string> names;
        for (const auto& chain : point.chains) names.push_back(chain.name);
        if (!names.empty()) root.coordinate("chain", {"", "chain"}, std::span<const std::string>(names));
        put_vector(root, "border", "k", "MW", "capacity addition of an asset in a year", point.border_names, point.k,
                   program.power_unit_mw);
        put_vector(root, "linking_row", "lambda", "currency", "dual of a linking row", point.linking_names,
                   point.lambda, program.money_unit);
        for (std::size_t c = 0; c < point.chains.size(); ++c) {
            const double done = static_cast<double>(c) / static_cast<double>(point.chains.size());
            if (progress && !progress("write", done, "starting point"))
                throw base::Interrupted("interrupted while writing a starting point");
            put_chain(root.group(group_name(c)), point.chains[c], program.power_unit_mw, program.money_unit);
        }
    }
    file.commit();
}

lp::NamedPoint read_starting_point(const std::filesystem::path& path, const planning::Program& program) {
    const ResultReader file(path);
    if (!file.has("/chain"))
        throw base::ResourceError(path.string() +
                                  ": is not a starting point; `decawatt run --save-start FILE` writes one");
    lp::NamedPoint point;
    point.k = vector_in(file, "border", "k", program.power_unit_mw, point.border_names);
    point.lambda = vector_in(file, "linking_row", "lambda", program.money_unit, point.linking_names);
    const std::vector<std::string> names = file.texts("/chain");
    for (std::size_t c = 0; c < names.size(); ++c) {
        const std::string group = fmt::format("/{}/", group_name(c));
        lp::NamedPoint::ChainPoint chain;
        chain.name = names[c];
        if (file.has(group + "row")) chain.row_names = file.texts(group + "row");
        const Extent stages = file.extent(group + "stage");
        if (stages.size() != 1) file.refuse(group + "stage", "a table", "a list of stages");
        chain.y = matrix_in(file, group + "y", {stages[0], chain.row_names.size()},
                            program.money_unit / program.power_unit_mw);
        point.chains.push_back(std::move(chain));
    }
    return point;
}

}  // namespace decawatt::io
