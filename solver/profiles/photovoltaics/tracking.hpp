// Panels that turn about one axis.
//
// Method: Anderson and Mikofski, "Slope-Aware Backtracking for Single-Axis Trackers", NREL/TP-5K00-76626, 2020. The
// axis runs along `azimuth_deg` and falls towards it by `tilt_deg`: a tracker at rest faces what a fixed plane of that
// tilt and azimuth faces. Rotation is right-handed about the axis: with an axis to the south it is negative in the
// morning and positive in the afternoon.
#pragma once

#include "profiles/sun/transposition.hpp"

namespace decawatt::profiles {

struct TrackerDesign {
    double tilt_deg = 0.0, azimuth_deg = 180.0;  // of the axis
    double max_rotation_deg = 60.0;              // to either side
    double ground_coverage_ratio = 0.4;          // width of a row over the level distance between rows
    double cross_axis_tilt_deg = 0.0;            // of the ground: rotation of a tracker that lies flat on it
    bool backtrack = true;                       // turns back so that rows do not shade each other
};

struct TrackerPose {
    double rotation_deg;
    Surface surface;
    double shaded_frac;  // of a row's width, by its neighbour, in endless rows: the beam is lost there
};

class Tracker {
  public:
    explicit Tracker(const TrackerDesign& design);

    // Towards a sun that is up; where it is down, the pose at rest is that of `at_rest`.
    TrackerPose at(const SunDirection& sun) const;
    TrackerPose at_rest() const { return {0.0, turned(0.0), 0.0}; }

  private:
    Surface turned(double rotation) const;  // radians
    double backtracked(double rotation) const;
    double shaded_frac(double sun_rotation, double rotation) const;

    TrackerDesign design_;
    double max_rotation_, cross_tilt_;  // radians
    double row_distance_;               // along the ground, in widths of a row
    SunDirection rest_, side_;          // unit vectors: the normal at rest, and where it turns to
};

}  // namespace decawatt::profiles
