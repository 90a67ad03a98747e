// Sums of what entities can give, row by row and hour by hour, in one future.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/uncertainty/entity_walk.hpp"

namespace decawatt::adequacy {

class Availability {
  public:
    // longest: hours of a window, at most.
    Availability(std::vector<Entity> entities, std::size_t rows, std::size_t longest, const OutageTables& tables);

    void start(std::uint32_t seed, const Future& future);

    // Passes over hours [begin, begin + count); windows in order, each from where the last ended.
    void window(std::int64_t begin, std::size_t count);

    // The window just passed: whether a row keeps one level through it, that level, and the level of every hour.
    bool is_constant(std::size_t row) const { return constant_[row] != 0; }
    double level_mw(std::size_t row) const { return level_mw_[row]; }
    std::span<const double> levels_mw(std::size_t row) const { return {levels_mw_.data() + row * longest_, longest_}; }

  private:
    void add_up(std::size_t row, std::size_t count);

    EntityWalk walk_;
    std::size_t longest_, words_;
    std::vector<double> level_mw_;        // by row: at the end of the window
    std::vector<double> change_mw_;       // row × hour; zero between windows
    std::vector<double> levels_mw_;       // row × hour, of rows that are not constant
    std::vector<std::uint64_t> changes_;  // row × word: bits of hours with a change; zero between windows
    std::vector<std::uint8_t> constant_;  // by row
};

}  // namespace decawatt::adequacy
