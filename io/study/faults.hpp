// Faults of one study, collected while it is read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/error.hpp"

namespace decawatt::io {

class Faults {
  public:
    // Keeps the first fault at each location; later ones there are consequences of it.
    void add(base::InputFault fault);
    // Keeps the first fault of a kind in a column of a file and counts the others, so that a mistake in a whole column
    // is reported once.
    void add_once(base::InputFault fault, std::string kind);
    // Whether there are so many faults that suggestions, which are compared with every name of a table, are omitted.
    bool many() const { return all_.size() >= kMany; }
    bool empty() const { return all_.empty(); }
    std::size_t count() const { return all_.size(); }

    // All faults, in the order of `files` and of their rows; files that are not listed come first. Beyond
    // `kMostOfAKind` of one kind, faults are only counted.
    std::vector<base::InputFault> sorted(const std::vector<std::string>& files) const;

  private:
    static constexpr std::size_t kMostOfAKind = 10, kMany = 100;
    struct Kept {
        base::InputFault fault;
        std::string kind;      // for faults that are kept once
        std::size_t more = 0;  // further faults of the kind, not kept
    };
    using Location = std::tuple<std::string, std::string, int>;      // file, field, row
    using Kind = std::tuple<std::string, std::string, std::string>;  // file, field, kind
    std::vector<Kept> all_;
    std::set<Location> places_;          // locations of faults with a row
    std::map<Kind, std::size_t> kinds_;  // index in `all_` of the first
};

}  // namespace decawatt::io
