// The variables of the common weather file: names, units in the words of UDUNITS, CF standard names. Inside io only.
#pragma once

#include <vector>

#include "io/weather/raw_weather.hpp"
#include "profiles/weather/location.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::io {

inline constexpr const char* kWeatherFileMark = "decawatt_weather";  // attribute of the root: version of the format
inline constexpr int kWeatherFileVersion = 1;
inline constexpr const char* kTimeUnits = "seconds since 1970-01-01T00:00:00Z";

// Generous ends of what is measured at the ground (WMO world records: -89.2 to 56.7 degrees, 113 m/s in a cyclone's
// gust, 1084 hPa), for files of every format; narrow enough to catch another unit (kelvin, percent, hPa).
struct WeatherVariable {
    Quantity quantity;
    const char *name, *units, *long_name, *standard_name;  // no standard name: ""
    base::Series profiles::WeatherYear::*member;           // null for wind, which has a height as well
    bool required;
    double low, high;
};

inline const std::vector<WeatherVariable>& weather_variables() {
    using profiles::WeatherYear;
    static const std::vector<WeatherVariable> all = {
        {Quantity::temperature_deg_c, "temperature_deg_c", "degC", "air temperature", "air_temperature",
         &WeatherYear::temperature_deg_c, true, -90.0, 60.0},
        {Quantity::relative_humidity_frac, "relative_humidity_frac", "1", "relative humidity", "relative_humidity",
         &WeatherYear::relative_humidity_frac, false, 0.0, 1.0},
        {Quantity::ghi_w_per_m2, "ghi_w_per_m2", "W m-2", "global horizontal irradiance",
         "surface_downwelling_shortwave_flux_in_air", &WeatherYear::ghi_w_per_m2, false, 0.0, 2000.0},
        {Quantity::dni_w_per_m2, "dni_w_per_m2", "W m-2", "direct normal irradiance", "", &WeatherYear::dni_w_per_m2,
         false, 0.0, 2000.0},
        {Quantity::dhi_w_per_m2, "dhi_w_per_m2", "W m-2", "diffuse horizontal irradiance",
         "surface_diffuse_downwelling_shortwave_flux_in_air", &WeatherYear::dhi_w_per_m2, false, 0.0, 2000.0},
        {Quantity::pressure_pa, "pressure_pa", "Pa", "pressure at the ground", "surface_air_pressure",
         &WeatherYear::pressure_pa, false, 30000.0, 110000.0},
        {Quantity::albedo_frac, "albedo_frac", "1", "albedo of the ground", "surface_albedo", &WeatherYear::albedo_frac,
         false, 0.0, 1.0},
        {Quantity::snow_depth_m, "snow_depth_m", "m", "depth of snow on the ground", "surface_snow_thickness",
         &WeatherYear::snow_depth_m, false, 0.0, 30.0}};
    return all;
}

inline WeatherVariable wind_speed_variable() {
    return {Quantity::wind_speed_m_per_s,
            "wind_speed_m_per_s",
            "m s-1",
            "wind speed",
            "wind_speed",
            nullptr,
            true,
            0.0,
            100.0};
}
inline WeatherVariable wind_direction_variable() {
    return {Quantity::wind_direction_deg,
            "wind_direction_deg",
            "degree",
            "direction from which the wind blows, clockwise from north",
            "wind_from_direction",
            nullptr,
            false,
            0.0,
            360.0};
}

// Every variable with a range: those of the year, and of each height of the wind.
inline std::vector<WeatherVariable> all_weather_variables() {
    std::vector<WeatherVariable> all = weather_variables();
    all.push_back(wind_speed_variable());
    all.push_back(wind_direction_variable());
    return all;
}

struct PlaceVariable {
    const char *name, *units, *long_name, *standard_name;
    double profiles::Location::*member;
    double low, high;
};

inline const std::vector<PlaceVariable>& place_variables() {
    using profiles::Location;
    static const std::vector<PlaceVariable> all = {
        {"latitude_deg", "degrees_north", "latitude", "latitude", &Location::latitude_deg, -90.0, 90.0},
        {"longitude_deg", "degrees_east", "longitude", "longitude", &Location::longitude_deg, -180.0, 180.0},
        {"elevation_m", "m", "elevation above the sea", "surface_altitude", &Location::elevation_m, -500.0, 9000.0}};
    return all;
}

}  // namespace decawatt::io
