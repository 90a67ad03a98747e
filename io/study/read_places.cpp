#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using base::at;
using model::kMonths;

constexpr Range kLatitude{-90.0, 90.0, false, false, "degrees from -90 to 90"};
constexpr Range kLongitude{-180.0, 180.0, false, false, "degrees from -180 to 180"};
constexpr Range kElevation{-500.0, 9000.0, false, false, "metres from -500 to 9000"};

// The generator reproduces it; weather files can do without (read_study_weather).
void require_climate(const Reading& reading) {
    if (!reading.raw.tables.contains("climate"))
        reading.fault("climate", "table", "no such file", "a table of the study");
    else if (reading.rows("climate").empty())
        reading.fault("climate", "rows", "none", "at least one");
}

void read_climate(const Reading& reading, model::Sites& sites) {
    using Column = std::vector<model::Months> model::Sites::*;
    struct Field {
        const char* name;
        Column column;
        const Range* range;
    };
    static const std::vector<Field> fields = {
        {"temperature_mean_deg_c", &model::Sites::temperature_mean_deg_c, &kAirDegC},
        {"temperature_day_sd_deg_c", &model::Sites::temperature_day_sd_deg_c, &kNotNegative},
        {"temperature_diurnal_range_deg_c", &model::Sites::temperature_diurnal_range_deg_c, &kNotNegative},
        {"relative_humidity_mean_frac", &model::Sites::relative_humidity_mean_frac, &kFraction},
        {"ghi_mean_kwh_per_m2_day", &model::Sites::ghi_mean_kwh_per_m2_day, &kNotNegative},
        {"ghi_day_sd_kwh_per_m2_day", &model::Sites::ghi_day_sd_kwh_per_m2_day, &kNotNegative},
        {"wind_10m_mean_m_per_s", &model::Sites::wind_10m_mean_m_per_s, &kNotNegative},
        {"wind_10m_sd_m_per_s", &model::Sites::wind_10m_sd_m_per_s, &kNotNegative},
        {"wind_100m_mean_m_per_s", &model::Sites::wind_100m_mean_m_per_s, &kNotNegative},
    };
    for (const Field& field : fields) (sites.*field.column).assign(sites.name.size(), model::Months{});
    const Names names = reading.names("sites", sites.name);
    std::vector<std::vector<bool>> seen(sites.name.size(), std::vector<bool>(kMonths, false));
    const std::vector<Row> rows = reading.rows("climate");
    for (const Row& row : rows) {
        const auto site = row.reference<model::SiteIndex>("site", names);
        const auto month = static_cast<std::size_t>(row.integer("month", 1, kMonths) - 1);
        for (const Field& field : fields) {
            const double value = row.number(field.name, *field.range);
            if (site != base::none<model::SiteIndex>) (sites.*field.column)[at(site)][month] = value;
        }
        if (site != base::none<model::SiteIndex>) seen[at(site)][month] = true;
    }
    for (std::size_t s = 0; s < seen.size() && !rows.empty(); ++s) {
        std::vector<std::size_t> missing;
        for (std::size_t month = 0; month < kMonths; ++month)
            if (!seen[s][month]) missing.push_back(month + 1);
        if (!missing.empty())
            reading.fault("climate", "month",
                          fmt::format("no rows of {} for months {}", sites.name[s], fmt::join(missing, ", ")),
                          "every month of every site");
    }
}

void read_climate_memory(const Reading& reading, model::ClimateMemory& memory) {
    std::vector<std::string> names;
    for (const model::MemoryParameter& parameter : model::memory_parameters()) names.push_back(parameter.name);
    for (const Row& row : reading.rows("climate_memory")) {
        const auto chosen = row.choice("parameter", names);
        if (!chosen) continue;
        const model::MemoryParameter& parameter = model::memory_parameters()[*chosen];
        const std::string expected = fmt::format("a number from {} to {}", parameter.lowest, parameter.highest);
        parameter.of(memory) =
            row.number("value", {parameter.lowest, parameter.highest, false, false, expected.c_str()});
    }
}

void read_sites(const Reading& reading, model::Sites& sites) {
    for (const Row& row : reading.rows("sites")) {
        sites.name.push_back(row.text("name"));
        sites.latitude_deg.push_back(row.number("latitude_deg", kLatitude));
        sites.longitude_deg.push_back(row.number("longitude_deg", kLongitude));
        sites.elevation_m.push_back(row.number("elevation_m", kElevation));
    }
}

void read_holidays(const Reading& reading, model::Holidays& holidays) {
    const std::vector<std::string> kinds = {"public", "major"};
    constexpr std::size_t kWholeDate = 10;  // 2027-11-15: a month is no holiday
    for (const Row& row : reading.rows("holidays")) {
        if (row.text_or_empty("date").size() != kWholeDate) row.fault("date", "a day: 2027-11-15");
        holidays.date.push_back(row.date("date", reading.utc_offset_s));
        holidays.major.push_back(row.choice("kind", kinds) == 1U);
    }
}

void read_demand_shapes(const Reading& reading, model::DemandShapes& shapes) {
    const std::vector<std::string> day_types = {"workday", "saturday", "holiday",
                                                "major_holiday"};  // in the order of DayType
    constexpr std::size_t kEntries = static_cast<std::size_t>(kMonths) * model::kDayTypes * base::kHoursPerDay;
    std::map<std::string, std::size_t> place;
    std::vector<std::size_t> given;
    for (const Row& row : reading.rows("demand_shapes")) {
        const std::string name = row.text("shape");
        const auto [entry, fresh] = place.emplace(name, place.size());
        if (fresh) {
            shapes.name.push_back(name);
            shapes.factor.emplace_back(kEntries, 0.0);
            given.push_back(0);
        }
        const auto month = static_cast<std::size_t>(row.integer("month", 1, kMonths) - 1);
        const std::size_t day_type = row.choice("day_type", day_types).value_or(0);
        const auto hour = static_cast<std::size_t>(row.integer("hour", 0, base::kHoursPerDay - 1));
        shapes.factor[entry->second][(month * model::kDayTypes + day_type) * base::kHoursPerDay + hour] =
            row.number("factor", kPositive);
        ++given[entry->second];
    }
    for (std::size_t s = 0; s < given.size(); ++s)
        if (given[s] < kEntries)
            reading.fault("demand_shapes", "shape", fmt::format("{} rows of {}", given[s], shapes.name[s]),
                          fmt::format("{}: every month, day type and hour", kEntries));
}

void read_regions(const Reading& reading, model::Study& study) {
    const Names sites = reading.names("sites", study.sites.name);
    const Names shapes = reading.names("demand_shapes", study.demand_shapes.name);
    model::Regions& regions = study.regions;
    for (const Row& row : reading.rows("regions")) {
        regions.name.push_back(row.text("name"));
        regions.latitude_deg.push_back(row.number("latitude_deg", kLatitude));
        regions.longitude_deg.push_back(row.number("longitude_deg", kLongitude));
        regions.site.push_back(reading.model_reference<model::SiteIndex>(row, "site", sites));
        regions.demand_shape.push_back(reading.model_reference<model::DemandShapeIndex>(row, "demand_shape", shapes));
        regions.cooling_frac_per_deg_c.push_back(row.number("cooling_frac_per_deg_c", kFraction, 0.0));
        regions.cooling_base_deg_c.push_back(row.number("cooling_base_deg_c", kAirDegC, 20.0));
        regions.heating_frac_per_deg_c.push_back(row.number("heating_frac_per_deg_c", kFraction, 0.0));
        regions.heating_base_deg_c.push_back(row.number("heating_base_deg_c", kAirDegC, 12.0));
    }
    regions.annual_energy_mwh = year_tables(regions.name);
    const Names names = reading.names("regions", regions.name);
    for (const Row& row : reading.rows("demand")) {
        const auto region = row.reference<model::RegionIndex>("region", names);
        const double energy_mwh = kMwhPerGwh * row.number("annual_energy_gwh", kNotNegative);
        const int year = row.year();
        if (region != base::none<model::RegionIndex>) regions.annual_energy_mwh[at(region)][year] = energy_mwh;
    }
}

void read_industrial_loads(const Reading& reading, model::Study& study) {
    const Names regions = reading.names("regions", study.regions.name);
    model::IndustrialLoads& loads = study.industrial_loads;
    std::map<std::string, std::size_t> place;
    for (const Row& row : reading.rows("industrial_loads")) {
        const std::string name = row.text("name");
        const auto region = row.reference<model::RegionIndex>("region", regions);
        const auto [entry, fresh] = place.emplace(name, place.size());
        if (fresh) {
            loads.name.push_back(name);
            loads.region.push_back(region);
            loads.mean_mw.emplace_back();
        } else if (loads.region[entry->second] != region) {
            row.fault("region", "the region of the load's first row");
        }
        loads.mean_mw[entry->second][row.year()] = row.number("mean_mw", kNotNegative);
    }
}
}  // namespace

void read_places(const Reading& reading, model::Study& study) {
    read_sites(reading, study.sites);
    const bool weather = !reading.raw.has_hourly() || !study.sites.name.empty();
    if (weather && study.weather.source == kGenerator) require_climate(reading);
    read_climate(reading, study.sites);
    read_climate_memory(reading, study.weather.memory);
    read_holidays(reading, study.holidays);
    read_demand_shapes(reading, study.demand_shapes);
    read_regions(reading, study);
    read_industrial_loads(reading, study);
}

}  // namespace decawatt::io
