// Single-axis trackers.
//
// Method: Anderson and Mikofski, "Slope-Aware Backtracking for Single-Axis Trackers", NREL/TP-5K00-76626, 2020. The
// axis points to `azimuth_deg` and falls towards it by `tilt_deg`: at zero rotation a tracker has the orientation of a
// fixed plane of that tilt and azimuth. Rotation is right-handed about the axis: with an axis to the south it is
// negative in the morning and positive in the afternoon.
#pragma once

#include "profiles/sun/transposition.hpp"

namespace decawatt::profiles {

struct TrackerDesign {
    double tilt_deg = 0.0, azimuth_deg = 180.0;  // of the axis
    double max_rotation_deg = 60.0;              // in each direction
    double ground_coverage_ratio = 0.4;          // width of a row over the horizontal distance between rows
    double cross_axis_tilt_deg = 0.0;            // of the ground: rotation at which a tracker is parallel to it
    bool backtrack = true;                       // reduces rotation so that rows do not shade each other
};

struct TrackerPose {
    double rotation_deg;
    Surface surface;
    double shaded_frac;  // of a row's width, by the neighbouring row, for infinitely long rows; it receives no beam
};

class Tracker {
  public:
    explicit Tracker(const TrackerDesign& design);

    // For a sun above the horizon; if it is down, the pose is `at_rest`.
    TrackerPose at(const SunDirection& sun) const;
    TrackerPose at_rest() const { return {0.0, turned(0.0), 0.0}; }

  private:
    Surface turned(double rotation) const;  // radians
    double backtracked(double rotation) const;
    double shaded_frac(double sun_rotation, double rotation) const;

    TrackerDesign design_;
    double max_rotation_, cross_tilt_;  // radians
    double row_distance_;               // along the ground, in widths of a row
    SunDirection rest_, side_;          // unit vectors: the normal at zero rotation, and the direction of its rotation
};

}  // namespace decawatt::profiles
