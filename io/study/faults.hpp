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
    bool empty() const { return all_.empty(); }
    std::size_t count() const { return all_.size(); }

    // All of them, in the order of `files` and of their rows; files that are not named there come first.
    std::vector<base::InputFault> sorted(const std::vector<std::string>& files) const;

  private:
    std::vector<base::InputFault> all_;
};

}  // namespace decawatt::io
