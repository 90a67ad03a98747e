// Parameters of photovoltaic systems. The models are described in docs/method/photovoltaics.md.
#pragma once

#include <string>
#include <vector>

#include "model/months.hpp"

namespace decawatt::model {

enum class PvMount { fixed, single_axis };
enum class Decomposition { erbs, disc, boland };  // of global irradiance into beam and diffuse, if these are unknown
enum class Transposition { perez, isotropic, klucher, hay_davies, reindl };
enum class IncidenceModifier { physical, antireflective, ashrae, none };
enum class TemperatureModel { fuentes, sapm, faiman, pvsyst, noct, ross };
enum class SapmMount {
    open_rack_glass_glass,
    close_mount_glass_glass,
    open_rack_glass_polymer,
    insulated_glass_polymer
};

const char* text(PvMount mount);
const char* text(Decomposition decomposition);
const char* text(Transposition transposition);
const char* text(IncidenceModifier modifier);
const char* text(TemperatureModel temperature_model);
const char* text(SapmMount mount);

// Parameters of a system besides its plane, ratings and constant loss. The defaults are those of a fixed system in
// PVWatts version 5.
struct PvDetail {
    PvMount mount = PvMount::fixed;
    double max_rotation_deg = 60.0;  // assumption: commercial trackers have 50 to 60 in each direction
    double ground_coverage_ratio =
        0.4;                           // of trackers: width of a row over the distance between rows; PVWatts version 5
    double cross_axis_tilt_deg = 0.0;  // of the ground, see axis_on_slope
    bool backtrack = true;

    Decomposition decomposition = Decomposition::erbs;
    Transposition transposition = Transposition::perez;
    IncidenceModifier incidence_modifier = IncidenceModifier::physical;

    TemperatureModel temperature_model = TemperatureModel::fuentes;
    SapmMount sapm_mount = SapmMount::open_rack_glass_polymer;
    double heat_loss_w_per_m2_k = 25.0;         // faiman and pvsyst: without wind
    double wind_heat_loss_w_s_per_m3_k = 6.84;  // additional, per m/s of wind
    double module_efficiency_frac = 0.2;        // pvsyst and noct; assumption: crystalline silicon of the 2020s

    double low_light_loss_frac = 0.0;  // of the rating, at 200 W/m2
    double bifacial_gain_frac = 0.0;   // of the plane's irradiance
    Months soiling_loss_frac{};
    Months snow_loss_frac{};  // used if the weather has no snow depth
    int snow_strings = 1;     // strings of cells along the slant height of a row; 0: snow is neglected
    double availability_frac = 1.0;
    bool operator==(const PvDetail&) const = default;
};

struct PvSystems {
    std::vector<std::string> name;
    std::vector<double> tilt_deg, azimuth_deg;  // azimuth clockwise from north: 180 is south; of the axis of trackers
    std::vector<double> dc_ac_ratio, inverter_efficiency_frac, loss_frac;
    std::vector<double> temperature_coefficient_per_deg_c, noct_deg_c, albedo_frac;
    std::vector<double> degradation_frac_per_year;
    std::vector<PvDetail> detail;
    bool operator==(const PvSystems&) const = default;
};

}  // namespace decawatt::model
