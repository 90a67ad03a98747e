#include "unit/io/weather_samples.hpp"

#include <fmt/format.h>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <stdexcept>

#include "profiles/sun/sun_position.hpp"

namespace decawatt::test {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;

struct Row {
    base::CivilTime start, end;  // on the file's clock
    SampleHour met;
    profiles::Irradiance sun;
};
using RowWriter = std::function<std::string(const Row&)>;

enum class Sun { mean, start, middle, slot };  // where in its interval the irradiance belongs

profiles::SunPosition sun_of(base::UtcSeconds start, const SampleSpan& span, Sun sun) {
    const auto& p = span.place;
    if (sun == Sun::mean) {
        const auto interval = profiles::interval_sun(start, span.step_s, p.latitude_deg, p.longitude_deg);
        return interval.up_frac > 0.0 ? interval.position : profiles::SunPosition{180.0, 0.0};
    }
    const int offset_s = sun == Sun::slot ? 600 : sun == Sun::middle ? span.step_s / 2 : 0;
    return profiles::sun_position(start + offset_s, p.latitude_deg, p.longitude_deg);
}

std::string rows(const SampleSpan& span, int utc_offset_s, Sun sun, const RowWriter& write) {
    const auto axis = base::year_axis(span.year, utc_offset_s, span.step_s);
    const auto count = std::min<std::int64_t>(axis.count, static_cast<std::int64_t>(span.days) * 86400 / span.step_s);
    std::string text;
    for (std::int64_t t = 0; t < count; ++t) {
        const auto start = axis.instant(t);
        text += write({base::civil_time(start, utc_offset_s), base::civil_time(start + span.step_s, utc_offset_s),
                       sample_hour(start), sample_irradiance(sun_of(start, span, sun).zenith_deg)}) +
                "\n";
    }
    return text;
}

base::CivilTime last_day(const SampleSpan& span) {
    return base::civil_time(base::utc_of_date(span.year, 1, 1, 0) + (span.days - 1) * 86400LL, 0);
}

std::string epw(const SampleSpan& span) {
    const auto& p = span.place;
    const auto last = last_day(span);
    std::string text = fmt::format(
        "LOCATION,{},-,KOR,SYNTHETIC,471560,{:.2f},{:.2f},{:.2f},{:.1f}\nDESIGN CONDITIONS,0\nTYPICAL/EXTREME "
        "PERIODS,0\nGROUND TEMPERATURES,0\nHOLIDAYS/DAYLIGHT SAVING,No,0,0,0\nCOMMENTS 1,synthetic\nCOMMENTS "
        "2,none\nDATA PERIODS,1,{},Data,Tuesday, 1/ 1,{}/{}\n",
        p.name, p.latitude_deg, p.longitude_deg, p.utc_offset_s / 3600.0, p.elevation_m, 3600 / span.step_s, last.month,
        last.day);
    return text + rows(span, p.utc_offset_s, Sun::mean, [&](const Row& r) {
               const int minute = span.step_s == 3600 ? 0 : r.start.minute + span.step_s / 60;
               return fmt::format(
                   "{},{},{},{},{},?9?9?9,{:.2f},{:.2f},{:.2f},{:.0f},9999,9999,300,{:.2f},{:.2f},{:.2f},999999,999999,"
                   "999999,9999,{:.1f},{:.2f},5,5,9999,99999,9,999999999,999,0.999,999,99,0.200,999,99",
                   r.start.year, r.start.month, r.start.day, r.start.hour + 1, minute, r.met.temperature_deg_c,
                   r.met.dew_point_deg_c, 100.0 * r.met.relative_humidity_frac, r.met.pressure_pa, r.sun.ghi_w_per_m2,
                   r.sun.dni_w_per_m2, r.sun.dhi_w_per_m2, r.met.wind_deg, r.met.wind_m_per_s);
           });
}

std::string tmy3(const SampleSpan& span) {
    const auto& p = span.place;
    return fmt::format("471560,\"{}, the town\",KR,{:.1f},{:.3f},{:.3f},{:.0f}\n", p.name, p.utc_offset_s / 3600.0,
                       p.latitude_deg, p.longitude_deg, p.elevation_m) +
           "Date (MM/DD/YYYY),Time (HH:MM),ETR (W/m^2),GHI (W/m^2),GHI source,DNI (W/m^2),DHI (W/m^2),Dry-bulb (C),"
           "Dew-point (C),RHum (%),Pressure (mbar),Wdir (degrees),Wspd (m/s),Alb (unitless)\n" +
           rows(span, p.utc_offset_s, Sun::mean, [](const Row& r) {
               return fmt::format(
                   "{:02}/{:02}/{},{:02}:00,0,{:.2f},2,{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.1f},{:.2f},0.2",
                   r.start.month, r.start.day, r.start.year, r.start.hour + 1, r.sun.ghi_w_per_m2, r.sun.dni_w_per_m2,
                   r.sun.dhi_w_per_m2, r.met.temperature_deg_c, r.met.dew_point_deg_c,
                   100.0 * r.met.relative_humidity_frac, r.met.pressure_pa / 100.0, r.met.wind_deg, r.met.wind_m_per_s);
           });
}

std::string psm_rows(const SampleSpan& span, bool numbered) {
    int row = 0;
    const bool hourly = span.step_s == 3600;
    return std::string(numbered ? "," : "") +
           "Year,Month,Day,Hour,Minute,Temperature,Dew Point,DHI,DNI,GHI,Relative Humidity,Solar Zenith Angle,Surface "
           "Albedo,Pressure,Wind Direction,Wind Speed,Fill Flag\n" +
           rows(span, span.place.utc_offset_s, hourly ? Sun::middle : Sun::start, [&, numbered](const Row& r) {
               const auto start = base::utc_of_date(r.start.year, r.start.month, r.start.day, span.place.utc_offset_s) +
                                  r.start.hour * 3600 + r.start.minute * 60;
               return (numbered ? fmt::format("{},", row++) : std::string()) +
                      fmt::format(
                          "{},{},{},{},{},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},0.2,{:.2f},{:.1f},"
                          "{:.2f},0",
                          r.start.year, r.start.month, r.start.day, r.start.hour, hourly ? 30 : r.start.minute,
                          r.met.temperature_deg_c, r.met.dew_point_deg_c, r.sun.dhi_w_per_m2, r.sun.dni_w_per_m2,
                          r.sun.ghi_w_per_m2, 100.0 * r.met.relative_humidity_frac,
                          sun_of(start, span, hourly ? Sun::middle : Sun::start).zenith_deg, r.met.pressure_pa / 100.0,
                          r.met.wind_deg, r.met.wind_m_per_s);
           });
}

std::string psm(const SampleSpan& span) {
    const auto& p = span.place;
    return fmt::format(
               "Source,Location ID,City,State,Country,Latitude,Longitude,Time Zone,Elevation,Local Time Zone,DNI "
               "Units,Version\nNSRDB,1234,{},-,-,{:.2f},{:.2f},{:g},{:.0f},{:g},w/m2,4.0.0\n",
               p.name, p.latitude_deg, p.longitude_deg, p.utc_offset_s / 3600.0, p.elevation_m,
               p.utc_offset_s / 3600.0) +
           psm_rows(span, false);
}

std::string sam(const SampleSpan& span) {
    const auto& p = span.place;
    return fmt::format("Latitude,Longitude,Time Zone,Elevation,City\n{:.2f},{:.2f},{:g},{:.0f},{}\n", p.latitude_deg,
                       p.longitude_deg, p.utc_offset_s / 3600.0, p.elevation_m, p.name) +
           "Year,Month,Day,Hour,Minute,GHI,DNI,DHI,Tdry,Tdew,RH,Pres,Wspd,Wdir,Snow Depth\n" +
           rows(span, p.utc_offset_s, Sun::mean, [](const Row& r) {
               return fmt::format("{},{},{},{},{},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.1f},12",
                                  r.start.year, r.start.month, r.start.day, r.start.hour, r.start.minute,
                                  r.sun.ghi_w_per_m2, r.sun.dni_w_per_m2, r.sun.dhi_w_per_m2, r.met.temperature_deg_c,
                                  r.met.dew_point_deg_c, 100.0 * r.met.relative_humidity_frac,
                                  r.met.pressure_pa / 100.0, r.met.wind_m_per_s, r.met.wind_deg);
           });
}

std::string pvgis_head(const SampleSpan& span) {
    return fmt::format(
        "Latitude (decimal degrees): {:.3f}\nLongitude (decimal degrees): {:.3f}\nElevation (m): {:.1f}\n",
        span.place.latitude_deg, span.place.longitude_deg, span.place.elevation_m);
}

std::string pvgis_tmy(const SampleSpan& span) {
    std::string text = pvgis_head(span) + "Irradiance Time Offset (h): 0.16667\nmonth,year\n";
    const int months = last_day(span).month;
    for (int month = 1; month <= months; ++month) text += fmt::format("{},{}\n", month, span.year);
    return text + "time(UTC),T2m,RH,G(h),Gb(n),Gd(h),IR(h),WS10m,WD10m,SP\n" +
           rows(span, 0, Sun::slot,
                [](const Row& r) {
                    return fmt::format(
                        "{}{:02}{:02}:{:02}00,{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},300.0,{:.2f},{:.1f},{:.1f}",
                        r.start.year, r.start.month, r.start.day, r.start.hour, r.met.temperature_deg_c,
                        100.0 * r.met.relative_humidity_frac, r.sun.ghi_w_per_m2, r.sun.dni_w_per_m2,
                        r.sun.dhi_w_per_m2, r.met.wind_m_per_s, r.met.wind_deg, r.met.pressure_pa);
                }) +
           "\nT2m: 2-m air temperature (degree Celsius)\nRH: relative humidity (%)\n";
}

std::string pvgis_hourly(const SampleSpan& span) {
    return pvgis_head(span) + "Radiation database:\tPVGIS-SARAH3\n\n\nSlope: 0 deg. \nAzimuth: 0 deg. \n" +
           "time,Gb(i),Gd(i),Gr(i),H_sun,T2m,WS10m,Int\n" +
           rows(span, 0, Sun::slot,
                [](const Row& r) {
                    return fmt::format("{}{:02}{:02}:{:02}10,{:.2f},{:.2f},0.0,0.0,{:.2f},{:.2f},0.0", r.start.year,
                                       r.start.month, r.start.day, r.start.hour,
                                       r.sun.ghi_w_per_m2 - r.sun.dhi_w_per_m2, r.sun.dhi_w_per_m2,
                                       r.met.temperature_deg_c, r.met.wind_m_per_s);
                }) +
           "\nGb(i): Beam (direct) irradiance on the inclined plane (plane of the array) (W/m2)\n";
}

std::string power(const SampleSpan& span) {
    const auto& p = span.place;
    return fmt::format(
               "-BEGIN HEADER-\nNASA/POWER Source Native Resolution Hourly Data \nDates (month/day/year): 01/01/{0} "
               "through {4:02}/{5:02}/{0} in UTC\nLocation: latitude  {1:.4f}   longitude {2:.4f} \nelevation from "
               "MERRA-2: "
               "Average for 0.5 x 0.625 degree lat/lon region = {3:.2f} meters\nThe value for missing source data that "
               "cannot be computed or is outside of the sources availability range: -999 \nparameter(s): "
               "\nALLSKY_SFC_SW_DWN     CERES SYN1deg All Sky Surface Shortwave Downward Irradiance (Wh/m^2) \n-END "
               "HEADER-\n",
               span.year, p.latitude_deg, p.longitude_deg, p.elevation_m, last_day(span).month, last_day(span).day) +
           "YEAR,MO,DY,HR,ALLSKY_SFC_SW_DWN,ALLSKY_SFC_SW_DNI,ALLSKY_SFC_SW_DIFF,T2M,T2MDEW,RH2M,PS,WS10M,WD10M,"
           "WS50M,WD50M\n" +
           rows(span, 0, Sun::mean, [](const Row& r) {
               return fmt::format(
                   "{},{},{},{},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.2f},{:.3f},{:.2f},{:.1f},{:.2f},{:.1f}",
                   r.start.year, r.start.month, r.start.day, r.start.hour, r.sun.ghi_w_per_m2, r.sun.dni_w_per_m2,
                   r.sun.dhi_w_per_m2, r.met.temperature_deg_c, r.met.dew_point_deg_c,
                   100.0 * r.met.relative_humidity_frac, r.met.pressure_pa / 1000.0, r.met.wind_m_per_s, r.met.wind_deg,
                   1.5 * r.met.wind_m_per_s, r.met.wind_deg);
           });
}

std::string srw(const SampleSpan& span) {
    const auto& p = span.place;
    return fmt::format("861847,{},KR,KOR,{},{:.4f},{:.4f},{:.1f},{:g},{}\nsynthetic\n", p.name, span.year,
                       p.latitude_deg, p.longitude_deg, p.elevation_m, span.step_s / 3600.0,
                       span.days * 86400 / span.step_s) +
           "Temperature,Pressure,Speed,Direction,Speed,Direction\nC,atm,m/s,Degrees,m/s,Degrees\n2,0,10,10,80,80\n" +
           rows(span, p.utc_offset_s, Sun::mean, [](const Row& r) {
               return fmt::format("{:.2f},{:.6f},{:.2f},{:.1f},{:.2f},{:.1f}", r.met.temperature_deg_c,
                                  r.met.pressure_pa / 101325.0, r.met.wind_m_per_s, r.met.wind_deg,
                                  1.5 * r.met.wind_m_per_s, r.met.wind_deg);
           });
}

std::string pvwatts(const SampleSpan& span) {
    const auto& p = span.place;
    return fmt::format(
               "PVWatts: Hourly PV Performance Data,,,,,,\nLat (deg N):,{:.2f},,,,,\nLong (deg W):,{:.2f},,,,,\nElev "
               "(m):,{:.1f},,,,,\nArray Tilt (deg):,20,,,,,\n,,,,,,\n",
               p.latitude_deg, -p.longitude_deg, p.elevation_m) +
           "Month,Day,Hour,Beam Irradiance (W/m^2),Diffuse Irradiance (W/m^2),Ambient Temperature (C),Wind Speed "
           "(m/s)\n" +
           rows(span, p.utc_offset_s, Sun::mean,
                [](const Row& r) {
                    return fmt::format("{},{},{},{:.2f},{:.2f},{:.2f},{:.2f}", r.start.month, r.start.day, r.start.hour,
                                       r.sun.dni_w_per_m2, r.sun.dhi_w_per_m2, r.met.temperature_deg_c,
                                       r.met.wind_m_per_s);
                }) +
           "Totals, , ,1,2,3,4\n";
}

const std::map<std::string, std::function<std::string(const SampleSpan&)>>& writers() {
    static const std::map<std::string, std::function<std::string(const SampleSpan&)>> all = {
        {"epw", epw},
        {"tmy3", tmy3},
        {"psm", psm},
        {"psm-table", [](const SampleSpan& span) { return psm_rows(span, true); }},
        {"sam", sam},
        {"pvgis-tmy", pvgis_tmy},
        {"pvgis-hourly", pvgis_hourly},
        {"nasa-power", power},
        {"srw", srw},
        {"pvwatts", pvwatts}};
    return all;
}
}  // namespace

SampleHour sample_hour(base::UtcSeconds instant) {
    const double day = static_cast<double>(instant) / 86400.0;
    const double t = 5.0 + 6.0 * std::sin(2.0 * std::numbers::pi * (day - 0.2)) + 3.0 * std::sin(0.7 * day);
    const double dew = t - 4.0 - 2.0 * std::cos(2.0 * std::numbers::pi * day);
    const auto exponent = [](double c) { return 17.62 * c / (243.12 + c); };
    return {.temperature_deg_c = t,
            .dew_point_deg_c = dew,
            .relative_humidity_frac = std::exp(exponent(dew) - exponent(t)),
            .pressure_pa = 10.0 * std::round(10100.0 + 50.0 * std::sin(day)),
            .wind_m_per_s = 4.0 + 2.5 * std::sin(3.0 * day),
            .wind_deg = 180.0 + 170.0 * std::sin(1.3 * day)};
}

profiles::Irradiance sample_irradiance(double zenith_deg) {
    const double cosine = std::cos(zenith_deg * kRadians);
    if (cosine <= 0.0) return {0.0, 0.0, 0.0};
    const double dni = 700.0 * cosine, dhi = 120.0 * cosine;
    return {dni * cosine + dhi, dni, dhi};
}

std::string sample_file(const std::string& format, const SampleSpan& span) {
    const auto writer = writers().find(format);
    if (writer == writers().end()) throw std::invalid_argument(format);
    return writer->second(span);
}

std::vector<std::string> sample_formats() {
    std::vector<std::string> names;
    for (const auto& [name, writer] : writers()) names.push_back(name);
    return names;
}

}  // namespace decawatt::test
