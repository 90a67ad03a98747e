// From a state of charge hour by hour to what ages a cell day by day.
#pragma once

#include "ageing/cell.hpp"
#include "ageing/enclosure.hpp"
#include "ageing/rainflow.hpp"

namespace decawatt::ageing {

// One step of a cell's life with the means that reports want.
struct Day {
    Use use;
    double soc_frac, temperature_k;  // means over the step
};

// Streams: push the hours in order, take a Day after each step, close at the end of the history. Its memory does not
// grow with the history.
//
// A step's cycles are those that rainflow counting closes in it, so that a charge of three days counts with its whole
// depth on the day that completes it; their depth is the mean over their energy. The C-rate is the mean over the energy
// moved: rests do not lower it. (BLAST-Lite takes the span of the state of charge within a step as the depth, and lets
// rests lower the C-rate.) The calendar rate is the mean of the hours' rates.
class UseRecorder {
  public:
    UseRecorder(Chemistry chemistry, const Enclosure& enclosure);

    // State of charge 0..1 at the end of an hour (or step) of width_h, outdoor temperature over it.
    void push(double soc_frac, double outdoor_deg_c, double width_h);

    Day take();   // the step since the last one; push was called at least once
    Day close();  // the last step, with what rainflow counting still held

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
    double soc_ = -1.0;          // before the first hour: unknown
    double c_rate_per_h_ = 0.0;  // of the last step in which anything moved
};

}  // namespace decawatt::ageing
