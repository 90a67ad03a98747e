#include "io/study/schema/places.hpp"

#include "base/time_axis.hpp"
#include "model/climate_memory.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kLatitude{-90.0, 90.0, false, false, "degrees from -90 to 90"};
constexpr Range kLongitude{-180.0, 180.0, false, false, "degrees from -180 to 180"};
constexpr Range kElevation{-500.0, 9000.0, false, false, "metres from -500 to 9000"};
constexpr Range kOfParameter{-kInfinity, kInfinity, true, true, "a number in the range of the parameter"};

std::vector<std::string> memory_names() {
    std::vector<std::string> names;
    for (const model::MemoryParameter& parameter : model::memory_parameters()) names.push_back(parameter.name);
    return names;
}

TableSchema climate() {
    return {.name = "climate",
            .about =
                "Monthly statistics of the weather of a site; required with generated weather. Every site has all "
                "twelve months.",
            .columns = {
                {"site", row_of("sites").key(), "Site."},
                {"month", month().key(), "Month of the year."},
                {"temperature_mean_deg_c", number(kAirDegC), "Mean air temperature at 2 m."},
                {"temperature_day_sd_deg_c", number(kNotNegative).in("°C"),
                 "Standard deviation of the daily means of temperature."},
                {"temperature_diurnal_range_deg_c", number(kNotNegative).in("°C"),
                 "Mean difference between the highest and the lowest temperature of a day."},
                {"relative_humidity_mean_frac", number(kFraction), "Mean relative humidity."},
                {"ghi_mean_kwh_per_m2_day", number(kNotNegative),
                 "Mean daily global horizontal irradiation; 0 in the dark months beyond the polar circles, and only "
                 "there."},
                {"ghi_day_sd_kwh_per_m2_day", number(kNotNegative),
                 "Standard deviation of daily global horizontal irradiation."},
                {"wind_10m_mean_m_per_s", number(kNotNegative), "Mean wind speed at 10 m."},
                {"wind_10m_sd_m_per_s", number(kNotNegative), "Standard deviation of hourly wind speed at 10 m."},
                {"wind_100m_mean_m_per_s", number(kNotNegative), "Mean wind speed at 100 m."},
            }};
}

// Tables of weather other than climate statistics.
std::vector<TableSchema> weather_tables() {
    return {
        {.name = "climate_memory",
         .about = "Autocorrelation, cross-correlation and spatial correlation of the generated weather. A parameter "
                  "without a row has its default.",
         .columns = {{"parameter", choice(memory_names()).key(), "Parameter of the weather generator."},
                     {"value", number(kOfParameter).in("that of the parameter"), "Its value for all sites."}}},
        {.name = "weather_files",
         .about = "Weather files, one for every site and weather year; required with source = \"files\".",
         .columns = {{"site", row_of("sites").key(), "Site."},
                     {"weather_year", integer(1, std::numeric_limits<int>::max()).without_unit().key(),
                      "Number of the weather year, as in the setting weather.years."},
                     {"file", file(), "Weather file, as a path relative to the study's folder."},
                     {"format", text().optional("detected from the content"), "Format of the file."}}},
        {.name = "holidays",
         .about = "Days on which demand follows the shape of a holiday.",
         .columns = {{"date", date().key(), "The day, written with all three parts: 2027-11-15."},
                     {"kind", choice({"public", "major"}), "A public holiday, or one of the major ones of the year."},
                     {"name", text().optional().remark(), "Name of the holiday; for information only."}}},
    };
}

std::vector<TableSchema> region_tables() {
    return {
        {.name = "demand_shapes",
         .need = Need::without_hourly,
         .about = "Hourly shapes of demand. A shape has a row for every month, type of day and hour.",
         .columns = {{"shape", text().key(), "Name of the shape."},
                     {"month", month().key(), "Month of the year."},
                     // in the order of model::DayType
                     {"day_type", choice({"workday", "saturday", "holiday", "major_holiday"}).key(),
                      "Type of the day; Sundays are holidays."},
                     {"hour", integer(0, base::kHoursPerDay - 1).without_unit().key(),
                      "Hour of the day at the study's UTC offset, by its start."},
                     {"factor", number(kPositive).without_unit(), "Demand relative to its annual mean."}}},
        {.name = "regions",
         .need = Need::required,
         .about = "Nodes of the network. Demand responds to temperature in addition to its shape.",
         .columns = {{"name", text().key(), "Name of the region."},
                     {"latitude_deg", number(kLatitude), "Latitude, north positive."},
                     {"longitude_deg", number(kLongitude), "Longitude, east positive."},
                     {"site", row_of("sites").of_models(), "Site whose temperature drives demand."},
                     {"demand_shape", row_of("demand_shapes").of_models(), "Shape of demand, a name in its table."},
                     {"cooling_frac_per_deg_c", number(kFraction).otherwise(0.0),
                      "Increase of demand with each degree above cooling_base_deg_c."},
                     {"cooling_base_deg_c", number(kAirDegC).otherwise(20.0), "Temperature above which demand rises."},
                     {"heating_frac_per_deg_c", number(kFraction).otherwise(0.0),
                      "Increase of demand with each degree below heating_base_deg_c."},
                     {"heating_base_deg_c", number(kAirDegC).otherwise(12.0),
                      "Temperature below which demand rises."}}},
        {.name = "demand",
         .need = Need::without_hourly,
         .about = "Annual demand of regions, linear between the given years. It is gross demand (photovoltaics behind "
                  "the meter are plants) without industrial loads and data centres.",
         .columns = {{"region", row_of("regions").key(), "Region."},
                     {"year", year().key(), "Calendar year."},
                     {"annual_energy_gwh", number(kNotNegative), "Energy of the year."}}},
        {.name = "industrial_loads",
         .about = "Constant loads, linear between the given years and zero before the first.",
         .columns = {{"name", text().key(), "Name of the load."},
                     {"year", year().key(), "Calendar year."},
                     {"region", row_of("regions"), "Region; the same in all rows of a load."},
                     {"mean_mw", number(kNotNegative), "Mean power in the year."}}},
    };
}
}  // namespace

std::vector<TableSchema> place_tables() {
    std::vector<TableSchema> all = {{.name = "sites",
                                     .need = Need::without_hourly,
                                     .about = "Places with weather.",
                                     .columns = {{"name", text().key(), "Name of the site."},
                                                 {"latitude_deg", number(kLatitude), "Latitude, north positive."},
                                                 {"longitude_deg", number(kLongitude), "Longitude, east positive."},
                                                 {"elevation_m", number(kElevation), "Elevation above sea level."}}},
                                    climate()};
    for (const auto& part : {weather_tables(), region_tables()}) all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace decawatt::io::schema
