#include "planning/linking_builder.hpp"

namespace decawatt::planning {

LinkingRow LinkingBuilder::add_row(const std::string& name, lp::Sense sense) {
    names_.push_back(name);
    senses_.push_back(sense);
    rhs_.push_back(0.0);
    return static_cast<LinkingRow>(rhs_.size() - 1);
}

lp::LinkingRows LinkingBuilder::finish(std::size_t border_variables) const {
    lp::LinkingRows rows;
    rows.H = lp::SparseMatrix(static_cast<Eigen::Index>(rhs_.size()), static_cast<Eigen::Index>(border_variables));
    rows.H.setFromTriplets(entries_.begin(), entries_.end());
    rows.rhs = Eigen::Map<const lp::Vector>(rhs_.data(), static_cast<Eigen::Index>(rhs_.size()));
    rows.sense = senses_;
    rows.names = names_;
    return rows;
}

BorderVariable add_variable(const std::string& name, double cost, double lower, double upper, lp::Border& border) {
    const Eigen::Index id = border.cost.size();
    for (lp::Vector* values : {&border.cost, &border.lower, &border.upper}) values->conservativeResize(id + 1);
    border.cost[id] = cost;
    border.lower[id] = lower;
    border.upper[id] = upper;
    border.names.push_back(name);
    return static_cast<BorderVariable>(id);
}

}  // namespace decawatt::planning
