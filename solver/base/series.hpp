// Hourly series of many entities: column-major, time × entity.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace decawatt::base {

class Series {
  public:
    Series() = default;
    Series(std::size_t times, std::size_t entities, double value = 0.0)
        : times_(times), entities_(entities), values_(times * entities, value) {}

    std::size_t times() const { return times_; }
    std::size_t entities() const { return entities_; }
    bool empty() const { return values_.empty(); }

    double& operator()(std::size_t time, std::size_t entity) { return values_[entity * times_ + time]; }
    double operator()(std::size_t time, std::size_t entity) const { return values_[entity * times_ + time]; }

    std::span<double> of(std::size_t entity) { return {values_.data() + entity * times_, times_}; }
    std::span<const double> of(std::size_t entity) const { return {values_.data() + entity * times_, times_}; }

    std::span<const double> all() const { return values_; }

  private:
    std::size_t times_ = 0, entities_ = 0;
    std::vector<double> values_;
};

}  // namespace decawatt::base
