// Snow on panels.
#pragma once

namespace decawatt::profiles {

// Share of the slant height of a row that snow covers. Marion, Schaefer, Caine and Sanchez, "Measured and modeled
// photovoltaic system energy losses from snow for Colorado and Wisconsin locations", Solar Energy 97, 2013, with the
// depth on the ground of Ryberg and Freeman, "Integration, Validation, and Application of a PV Snow Coverage Model in
// SAM", NREL/TP-6A20-68705, 2017: more than 1 cm of new snow in an hour covers all; if temperature and irradiance
// suffice it slides by 0.197 × sin(tilt) per hour; with less than 1 cm on the ground the panels are free.
// Validated by its authors for fixed planes. Keeps the state between intervals: call once per interval, in order.
class SnowCover {
  public:
    struct Weather {
        double depth_m;     // on the ground
        double snowfall_m;  // in the interval
        double plane_w_per_m2, air_deg_c;
    };
    explicit SnowCover(double covered_frac = 0.0) : covered_frac_(covered_frac) {}

    double step(const Weather& weather, double sin_tilt, double step_h);
    double covered_frac() const { return covered_frac_; }

  private:
    double covered_frac_;
};

// A string of cells with any snow on it has no output: the share of `strings` along the slant height that are partly or
// wholly covered. Gilman et al., NREL/TP-6A20-67399, eq. 11.8.
double snow_loss_frac(double covered_frac, int strings);

}  // namespace decawatt::profiles
