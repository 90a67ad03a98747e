// Conversion of an hourly state of charge to the daily use that ages a cell.
#pragma once

#include "ageing/cell.hpp"
#include "ageing/enclosure.hpp"
#include "ageing/rainflow.hpp"

namespace decawatt::ageing {

// Use in one step, with means for reports.
struct Day {
    Use use;
    double soc_frac, temperature_k;  // means over the step
};

// A streaming algorithm: push the hours in order, take a Day after each step, close at the end of the history. Its
// memory does not grow with the length of the history.
//
// Cycles of a step are those that rainflow counting completes in it, so that a cycle over three days counts with its
// full depth on the day of its end; their depth is the energy-weighted mean. The C-rate is the energy-weighted mean, so
// rest periods do not lower it. (BLAST-Lite uses the range of the state of charge within a step as depth, and a C-rate
// that includes rest periods.) The calendar rate is the mean of the hourly rates.
class UseRecorder {
  public:
    UseRecorder(Chemistry chemistry, const Enclosure& enclosure);

    // State of charge 0..1 at the end of an hour (or step) of width_h, outdoor temperature over it.
    void push(double soc_frac, double outdoor_deg_c, double width_h);

    Day take();   // the step since the last one; push was called at least once
    Day close();  // the last step, with the residue of rainflow counting

  private:
    struct Sums {
        double hours = 0.0, calendar = 0.0, soc = 0.0, temperature = 0.0;
        double path = 0.0, path_rate = 0.0;  // Σ |ΔSOC|, Σ |ΔSOC| × C-rate
        double cycles = 0.0, depth = 0.0;    // Σ range × count, Σ range² × count
    };
    void count(const CountedCycle& cycle);

    Chemistry chemistry_;
    CellTemperature temperature_;
    Rainflow rainflow_;
    Sums sums_;
    double soc_ = -1.0;          // negative: no hour yet
    double c_rate_per_h_ = 0.0;  // of the last step with charging or discharging
};

}  // namespace decawatt::ageing
