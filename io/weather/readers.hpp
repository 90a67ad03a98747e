// One reader per format. Each converts the lines of a file to RawWeather; assemble.hpp does the rest.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

RawWeather read_epw(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_tmy3(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_psm(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_psm_table(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_sam(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_pvgis_tmy(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_pvgis_hourly(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_power(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_srw(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);
RawWeather read_pvwatts(const WeatherText& text, const WeatherRequest& request, WeatherFaults& faults);

// netCDF, of any version; read with Unidata's library.
RawWeather read_era5(const std::filesystem::path& path, const WeatherRequest& request, WeatherFaults& faults);

}  // namespace decawatt::io
