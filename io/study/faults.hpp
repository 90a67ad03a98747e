// Complaints about one study, gathered while it is read.
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
    // Keeps the first complaint about a place: what follows from it is no news.
    void add(base::InputFault fault);
    // Keeps the first complaint of a kind in a column of a file and counts the others: a slip that a whole column has
    // in common is reported once.
    void add_once(base::InputFault fault, std::string kind);
    // Whether so many are known that suggestions, which compare with every name of a table, are of no more help.
    bool many() const { return all_.size() >= kMany; }
    bool empty() const { return all_.empty(); }
    std::size_t count() const { return all_.size(); }

    // All of them, in the order of `files` and of their rows; files that are not named there come first. Of more than
    // `kMostOfAKind` of one kind the others are counted.
    std::vector<base::InputFault> sorted(const std::vector<std::string>& files) const;

  private:
    static constexpr std::size_t kMostOfAKind = 10, kMany = 100;
    struct Kept {
        base::InputFault fault;
        std::string kind;      // of those that are kept once
        std::size_t more = 0;  // of its kind, not kept
    };
    using Location = std::tuple<std::string, std::string, int>;      // file, field, row
    using Kind = std::tuple<std::string, std::string, std::string>;  // file, field, kind
    std::vector<Kept> all_;
    std::set<Location> places_;          // of those with a row
    std::map<Kind, std::size_t> kinds_;  // the place in `all_` of the first
};

}  // namespace decawatt::io
