// Complaints about one study, gathered while it is read.
#pragma once

#include <string>
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
    bool empty() const { return all_.empty(); }
    std::size_t count() const { return all_.size(); }

    // All of them, in the order of `files` and of their rows; files that are not named there come first. Of more than
    // `kMostOfAKind` of one kind the others are counted.
    std::vector<base::InputFault> sorted(const std::vector<std::string>& files) const;

  private:
    static constexpr std::size_t kMostOfAKind = 10;
    struct Kept {
        base::InputFault fault;
        std::string kind;      // of those that are kept once
        std::size_t more = 0;  // of its kind, not kept
    };
    std::vector<Kept> all_;
};

}  // namespace decawatt::io
