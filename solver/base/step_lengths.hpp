// The lengths of the steps of an axis on which they differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace decawatt::base {

// Lengths of consecutive steps. Copies share them; equal where they have the same values.
class StepLengths {
  public:
    StepLengths() = default;  // none are stated
    explicit StepLengths(const std::vector<std::int64_t>& lengths_s);

    bool empty() const { return !starts_s_; }
    std::size_t count() const { return empty() ? 0 : starts_s_->size() - 1; }
    // Seconds from the start of the first step to that of step t; of t = count(), to the end of the last.
    std::int64_t start_s(std::size_t t) const { return (*starts_s_)[t]; }
    double length_s(std::size_t t) const { return static_cast<double>(start_s(t + 1) - start_s(t)); }
    double mean_s() const { return static_cast<double>(start_s(count())) / static_cast<double>(count()); }
    std::int64_t total_s() const { return start_s(count()); }

    bool operator==(const StepLengths& other) const;

  private:
    std::shared_ptr<const std::vector<std::int64_t>> starts_s_;  // one more than there are steps
};

}  // namespace decawatt::base
