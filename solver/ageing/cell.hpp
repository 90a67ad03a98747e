// Ageing of a battery cell: remaining capacity after days of storage and use.
#pragma once

#include "ageing/chemistry.hpp"
#include "ageing/path.hpp"

namespace decawatt::ageing {

// Use of a cell in a time step of about a day.
struct Use {
    double days;
    double calendar_rate;     // mean over the step's hours of ageing::calendar_rate
    double full_cycles;       // equivalent: half the sum of |ΔSOC|
    double cycle_rate;        // of these cycles; unused where full_cycles is 0
    double half_loss_cycles;  // nmc111
};

// Use in constant conditions: mean state of charge and cycles per day.
struct ConstantUse {
    double soc_frac = 0.5, temperature_k = 298.15;
    double full_cycles_per_day = 0.0, depth_frac = 0.0, c_rate_per_h = 0.0;
};
Use use_of_day(Chemistry chemistry, const ConstantUse& constant);

// Capacities are fractions of the capacity when new.
class Cell {
  public:
    explicit Cell(Chemistry chemistry, Stepping stepping = Stepping::integrated);

    void advance(const Use& use);

    double capacity_frac() const;  // remaining capacity, at least 0
    double calendar_loss_frac() const { return calendar_; }
    double cycle_loss_frac() const { return 1.0 - capacity_frac() - calendar_; }  // all loss other than calendar loss

  private:
    Law law_;
    Stepping stepping_;
    double calendar_ = 0.0, cycling_ = 0.0;
    double material_ = 1e-8;  // initial value of the published model, whose explicit step needs a positive one
};

}  // namespace decawatt::ageing
