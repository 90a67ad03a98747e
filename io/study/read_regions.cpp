#include "io/study/read_regions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/study/schema/settings.hpp"
#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
using base::at;
using model::kMonths;

// Required by the generator; with weather files it is optional (read_study_weather).
void require_climate(const Reading& reading) {
    if (!reading.raw.tables.contains("climate"))
        reading.fault("climate", "table", "no such file", "a table of the study");
    else if (reading.rows("climate").empty())
        reading.fault("climate", "rows", "none", "at least one");
}

void read_climate(const Reading& reading, model::Sites& sites) {
    using Values = std::vector<model::Months> model::Sites::*;
    struct Field {
        const char* name;
        Values values;
    };
    static const std::vector<Field> fields = {
        {"temperature_mean_deg_c", &model::Sites::temperature_mean_deg_c},
        {"temperature_day_sd_deg_c", &model::Sites::temperature_day_sd_deg_c},
        {"temperature_diurnal_range_deg_c", &model::Sites::temperature_diurnal_range_deg_c},
        {"relative_humidity_mean_frac", &model::Sites::relative_humidity_mean_frac},
        {"ghi_mean_kwh_per_m2_day", &model::Sites::ghi_mean_kwh_per_m2_day},
        {"ghi_day_sd_kwh_per_m2_day", &model::Sites::ghi_day_sd_kwh_per_m2_day},
        {"wind_10m_mean_m_per_s", &model::Sites::wind_10m_mean_m_per_s},
        {"wind_10m_sd_m_per_s", &model::Sites::wind_10m_sd_m_per_s},
        {"wind_100m_mean_m_per_s", &model::Sites::wind_100m_mean_m_per_s},
    };
    for (const Field& field : fields) (sites.*field.values).assign(sites.name.size(), model::Months{});
    const Names names = reading.names("sites", sites.name);
    std::vector<std::vector<bool>> seen(sites.name.size(), std::vector<bool>(kMonths, false));
    const std::vector<Row> rows = reading.rows("climate");
    for (const Row& row : rows) {
        const auto site = row.reference<model::SiteIndex>("site", names);
        const auto month = static_cast<std::size_t>(row.integer("month") - 1);
        for (const Field& field : fields) {
            const double value = row.number(field.name);
            if (site != base::none<model::SiteIndex>) (sites.*field.values)[at(site)][month] = value;
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
    for (const Row& row : reading.rows("climate_memory")) {
        const auto chosen = row.choice("parameter");
        if (!chosen) continue;
        const model::MemoryParameter& parameter = model::memory_parameters()[*chosen];
        const std::string expected = fmt::format("a number from {} to {}", parameter.lowest, parameter.highest);
        parameter.of(memory) =
            row.number_within("value", {parameter.lowest, parameter.highest, false, false, expected.c_str()});
    }
}

void read_sites(const Reading& reading, model::Sites& sites) {
    for (const Row& row : reading.rows("sites")) {
        sites.name.push_back(row.text("name"));
        sites.latitude_deg.push_back(row.number("latitude_deg"));
        sites.longitude_deg.push_back(row.number("longitude_deg"));
        sites.elevation_m.push_back(row.number("elevation_m"));
    }
}

void read_holidays(const Reading& reading, model::Holidays& holidays) {
    constexpr std::size_t kWholeDate = 10;  // 2027-11-15: a month alone is not a valid holiday
    for (const Row& row : reading.rows("holidays")) {
        if (row.raw("date").size() != kWholeDate) row.fault("date", "a day: 2027-11-15");
        holidays.date.push_back(row.date("date"));
        holidays.major.push_back(row.choice("kind") == 1U);
    }
}

void read_demand_shapes(const Reading& reading, model::DemandShapes& shapes) {
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
        const auto month = static_cast<std::size_t>(row.integer("month") - 1);
        const std::size_t day_type = row.choice("day_type").value_or(0);
        const auto hour = static_cast<std::size_t>(row.integer("hour"));
        shapes.factor[entry->second][(month * model::kDayTypes + day_type) * base::kHoursPerDay + hour] =
            row.number("factor");
        ++given[entry->second];
    }
    for (std::size_t s = 0; s < given.size(); ++s)
        if (given[s] < kEntries)
            reading.fault("demand_shapes", "shape", fmt::format("{} rows of {}", given[s], shapes.name[s]),
                          fmt::format("{}: every month, day type and hour", kEntries));
}

void read_regions_and_demand(const Reading& reading, model::Study& study) {
    const Names sites = reading.names("sites", study.sites.name);
    const Names shapes = reading.names("demand_shapes", study.demand_shapes.name);
    model::Regions& regions = study.regions;
    for (const Row& row : reading.rows("regions")) {
        regions.name.push_back(row.text("name"));
        regions.latitude_deg.push_back(row.number("latitude_deg"));
        regions.longitude_deg.push_back(row.number("longitude_deg"));
        regions.site.push_back(row.reference<model::SiteIndex>("site", sites));
        regions.demand_shape.push_back(row.reference<model::DemandShapeIndex>("demand_shape", shapes));
        regions.cooling_frac_per_deg_c.push_back(row.number("cooling_frac_per_deg_c"));
        regions.cooling_base_deg_c.push_back(row.number("cooling_base_deg_c"));
        regions.heating_frac_per_deg_c.push_back(row.number("heating_frac_per_deg_c"));
        regions.heating_base_deg_c.push_back(row.number("heating_base_deg_c"));
    }
    regions.annual_energy_mwh = year_tables(regions.name);
    const Names names = reading.names("regions", regions.name);
    for (const Row& row : reading.rows("demand")) {
        const auto region = row.reference<model::RegionIndex>("region", names);
        const double energy_mwh = kMwhPerGwh * row.number("annual_energy_gwh");
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
        loads.mean_mw[entry->second][row.year()] = row.number("mean_mw");
    }
}
}  // namespace

void read_regions(const Reading& reading, model::Study& study) {
    read_sites(reading, study.sites);
    const bool weather = !reading.raw.has_hourly() || !study.sites.name.empty();
    if (weather && study.weather.source == kGenerator) require_climate(reading);
    read_climate(reading, study.sites);
    read_climate_memory(reading, study.weather.memory);
    read_holidays(reading, study.holidays);
    read_demand_shapes(reading, study.demand_shapes);
    read_regions_and_demand(reading, study);
    read_industrial_loads(reading, study);
}

}  // namespace decawatt::io
