// A cell that ages: capacity left after days of storage and use.
#pragma once

#include "ageing/chemistry.hpp"
#include "ageing/path.hpp"

namespace decawatt::ageing {

// What happened to a cell in a step of about a day.
struct Use {
    double days;
    double calendar_rate;     // mean over the step's hours of ageing::calendar_rate
    double full_cycles;       // equivalent: half the path of the state of charge
    double cycle_rate;        // of these cycles; unused where full_cycles is 0
    double half_loss_cycles;  // nmc111
};

// Use in constant conditions: the state of charge as stated, cycled so many times a day.
struct ConstantUse {
    double soc_frac = 0.5, temperature_k = 298.15;
    double full_cycles_per_day = 0.0, depth_frac = 0.0, c_rate_per_h = 0.0;
};
Use use_of_day(Chemistry chemistry, const ConstantUse& constant);

// Capacities as fractions of that when new.
class Cell {
  public:
    explicit Cell(Chemistry chemistry, Stepping stepping = Stepping::integrated);

    void advance(const Use& use);

    double capacity_frac() const;  // left, 0 or more
    double calendar_loss_frac() const { return calendar_; }
    double cycle_loss_frac() const { return 1.0 - capacity_frac() - calendar_; }  // all that is not calendar loss

  private:
    Law law_;
    Stepping stepping_;
    double calendar_ = 0.0, cycling_ = 0.0;
    double material_ = 1e-8;  // where the published model begins: its explicit step needs something
};

}  // namespace decawatt::ageing
