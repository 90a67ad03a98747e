// How long what is built of a store delivers its full power.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

namespace decawatt::model {

// Bounds on the energy over the power that are built in a year, in hours.
struct StoreDuration {
    double least_h = 0.0, most_h = std::numeric_limits<double>::infinity();
    bool stated() const { return *this != StoreDuration{}; }
    bool fixed() const { return least_h == most_h; }
    bool operator==(const StoreDuration&) const = default;
};

// Of a store; none stated where the column is empty.
inline StoreDuration duration_in(const std::vector<StoreDuration>& durations, std::size_t store) {
    return store < durations.size() ? durations[store] : StoreDuration{};
}

}  // namespace decawatt::model
