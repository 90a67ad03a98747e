// Collects the linking rows and border variables of a program.
#pragma once

#include <string>
#include <vector>

#include "lp/staircase_program.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

class LinkingBuilder {
  public:
    LinkingRow add_row(const std::string& name, lp::Sense sense);
    void add_to_rhs(LinkingRow row, double value) { rhs_[base::at(row)] += value; }
    void add_border(LinkingRow row, BorderVariable variable, double value) {
        entries_.emplace_back(index_of(row), index_of(variable), value);
    }
    std::size_t size() const { return rhs_.size(); }
    lp::Sense sense(LinkingRow row) const { return senses_[base::at(row)]; }
    const std::string& name(LinkingRow row) const { return names_[base::at(row)]; }
    lp::LinkingRows finish(std::size_t border_variables) const;

  private:
    std::vector<std::string> names_;
    std::vector<lp::Sense> senses_;
    std::vector<double> rhs_;
    std::vector<Eigen::Triplet<double>> entries_;
};

// A variable of the border: none is in the way of another, so they are numbered as they come.
BorderVariable add_variable(const std::string& name, double cost, double lower, double upper, lp::Border& border);

}  // namespace decawatt::planning
