// All intermediate results of one photovoltaic system at one site, by interval.
#pragma once

#include <vector>

#include "profiles/photovoltaics/photovoltaics.hpp"
#include "profiles/trace.hpp"

namespace decawatt::profiles {

// One value per interval of the weather; the same bits as pv_output_frac. dc, ac and clipped are fractions of the AC
// rating. The angle of incidence is measured from the plane's normal; the azimuth of a horizontal surface is that of
// the plane or axis.
struct PvTrace {
    std::vector<double> sun_zenith_deg, sun_azimuth_deg, sun_up_frac, extraterrestrial_w_per_m2;
    std::vector<double> ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2;  // as used: zero if the sun is down
    std::vector<double> air_deg_c, wind_m_per_s, albedo_frac;
    std::vector<double> tracker_rotation_deg, surface_tilt_deg, surface_azimuth_deg, incidence_deg;
    std::vector<double> beam_w_per_m2, sky_w_per_m2, ground_w_per_m2, plane_w_per_m2;
    std::vector<double> incidence_modifier_frac, soiling_loss_frac, snow_cover_frac, snow_loss_frac;
    std::vector<double> cell_w_per_m2, cell_deg_c, dc_frac, ac_frac, clipped_frac;

    std::vector<TraceColumn> columns() const;  // all of them, in this order; views into this object
};
PvTrace pv_trace(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites, const PvSystem& system);

// Share of AC energy that is lost by snow: 1 - energy / energy of the same system without snow. Zero without energy.
double snow_energy_loss_frac(const WeatherYear& weather, model::SiteIndex site, const model::Sites& sites,
                             const PvSystem& system);

}  // namespace decawatt::profiles
