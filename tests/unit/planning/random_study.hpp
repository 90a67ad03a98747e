// Studies drawn at random: two years of thirty hours; three regions in a ring, stores, a data centre with a plant and a
// store behind its connection, another one folded, a contract. The draws are mt19937's own integers, the same on every
// machine.
#pragma once

#include <random>

#include "small_study.hpp"

namespace decawatt::tests {

class Draws {
  public:
    explicit Draws(unsigned seed, std::size_t hours = 30) : engine_(seed), hours_(hours) {}
    double between(double low, double high);
    std::vector<double> series(double low, double high);  // one value an hour

  private:
    std::mt19937 engine_;
    std::size_t hours_;
};

// Factors on a random study: on all power and energy, and on build limits.
struct Sizes {
    double all = 1.0, build_limits = 1.0;
};

std::vector<PlantSpec> draw_plants(Draws& draws);
SmallStudy draw_study(Draws& draws, const std::vector<PlantSpec>& plants, const Sizes& sizes = {});

// The same with one to three weather years, targets of 1 and caps of 0 among the targets of the contract, an emission
// cap, and load that may not be shed: each drawn or left out.
SmallStudy draw_study_with_targets(Draws& draws);

// A drawn study whose data centre with a node of its own has sun behind its meter and a connection with terms, each
// drawn or left out: firm and non-firm megawatts there and to be built, one rule of curtailment or none, arrival,
// charges, an export limit, an import ramp.
SmallStudy draw_study_with_connection(Draws& draws);

}  // namespace decawatt::tests
