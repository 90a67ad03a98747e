// The commands `weather convert`, `describe` and `fit`.
#include "cli/weather_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/weather.hpp"
#include "base/error.hpp"
#include "cli/options/weather_options.hpp"
#include "cli/run_support.hpp"
#include "cli/terminal/terminal.hpp"
#include "io/common/utc_offset.hpp"
#include "io/study/text_table.hpp"

namespace decawatt::cli {

namespace {

using profiles::MonthStatistics;

std::string cell(double value, int digits) {
    return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, digits);
}

io::TextTable month_table(const std::array<MonthStatistics, model::kMonths>& months,
                          const std::vector<double>& heights) {
    io::TextTable table;
    table.rows = {
        {"month", "days", "mean C", "least", "most", "day sd", "range", "rh", "ghi kWh/d", "sd", "dni", "dhi"}};
    for (const double height : heights)
        for (const char* what : {"m/s", "sd", "k"})
            table.rows.front().push_back(fmt::format("{:g} m {}", height, what));
    for (std::size_t m = 0; m < months.size(); ++m) {
        const MonthStatistics& month = months[m];
        if (month.days == 0) continue;
        std::vector<std::string> row = {std::to_string(m + 1), std::to_string(month.days)};
        for (const double value :
             {month.temperature_mean_deg_c, month.temperature_least_deg_c, month.temperature_most_deg_c,
              month.temperature_day_sd_deg_c, month.temperature_diurnal_range_deg_c})
            row.push_back(cell(value, 1));
        for (const double value :
             {month.relative_humidity_mean_frac, month.ghi_mean_kwh_per_m2_day, month.ghi_day_sd_kwh_per_m2_day,
              month.dni_mean_kwh_per_m2_day, month.dhi_mean_kwh_per_m2_day})
            row.push_back(cell(value, 2));
        for (const profiles::WindStatistics& wind : month.wind)
            for (const double value : {wind.mean_m_per_s, wind.sd_m_per_s, wind.weibull_shape})
                row.push_back(cell(value, 2));
        table.rows.push_back(std::move(row));
    }
    return table;
}

nlohmann::ordered_json month_json(std::size_t number, const MonthStatistics& month) {
    nlohmann::ordered_json winds = nlohmann::ordered_json::array();
    for (const profiles::WindStatistics& wind : month.wind)
        winds.push_back({{"height_m", wind.height_m},
                         {"mean_m_per_s", wind.mean_m_per_s},
                         {"sd_m_per_s", wind.sd_m_per_s},
                         {"weibull_shape", wind.weibull_shape},
                         {"weibull_scale_m_per_s", wind.weibull_scale_m_per_s}});
    return {{"month", number + 1},  // a NaN is written as null
            {"days", month.days},
            {"temperature_mean_deg_c", month.temperature_mean_deg_c},
            {"temperature_least_deg_c", month.temperature_least_deg_c},
            {"temperature_most_deg_c", month.temperature_most_deg_c},
            {"temperature_day_sd_deg_c", month.temperature_day_sd_deg_c},
            {"temperature_diurnal_range_deg_c", month.temperature_diurnal_range_deg_c},
            {"relative_humidity_mean_frac", month.relative_humidity_mean_frac},
            {"ghi_mean_kwh_per_m2_day", month.ghi_mean_kwh_per_m2_day},
            {"ghi_day_sd_kwh_per_m2_day", month.ghi_day_sd_kwh_per_m2_day},
            {"dni_mean_kwh_per_m2_day", month.dni_mean_kwh_per_m2_day},
            {"dhi_mean_kwh_per_m2_day", month.dhi_mean_kwh_per_m2_day},
            {"wind", winds}};
}

}  // namespace

int convert_weather(const Options& options) {
    if (!options.place.empty() && options.files.size() > 1)
        throw base::InputError({{"command line", "--place", 0, fmt::format("{} files", options.files.size()),
                                 "one file: a place is of one"}});
    expect_outputs({options.out}, options.files);
    const io::CommonWeather common =
        app::convert_weather(options.files, weather_request(options), options.out, options.command_line);
    std::vector<std::string> names;
    for (const profiles::Location& site : common.places) names.push_back(site.name);
    const base::TimeAxis& axis = common.weather.axis;
    if (options.json) {
        print_document(nlohmann::json{{"out", options.out},
                                      {"sites", names},
                                      {"made_from", common.made_from},
                                      {"start", base::format_utc(axis.start_utc_s)},
                                      {"step_s", axis.step_s},
                                      {"intervals", axis.count},
                                      {"notes", common.notes}});
        return kDone;
    }
    print_out("{}: {} intervals of {} s from {}, from {}\n", options.out, axis.count, axis.step_s,
              base::format_utc(axis.start_utc_s), common.made_from);
    for (const std::string& name : names) print_out("  site: {}\n", name);
    for (const std::string& note : common.notes) print_out("  note: {}\n", note);
    return kDone;
}

int describe_weather(const Options& options) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (const app::DescribedSite& site :
         app::describe_weather(options.weather, options.site, weather_request(options))) {
        const io::WeatherReading& reading = site.reading;
        const base::TimeAxis& axis = reading.weather.axis;
        if (options.json) {
            nlohmann::ordered_json months = nlohmann::ordered_json::array();
            for (std::size_t m = 0; m < site.months.size(); ++m)
                if (site.months[m].days > 0) months.push_back(month_json(m, site.months[m]));
            all.push_back({{"site", reading.place.name},
                           {"format", reading.format},
                           {"latitude_deg", reading.place.latitude_deg},
                           {"longitude_deg", reading.place.longitude_deg},
                           {"elevation_m", reading.place.elevation_m},
                           {"utc_offset_s", reading.place.utc_offset_s},
                           {"start", base::format_utc(axis.start_utc_s)},
                           {"step_s", axis.step_s},
                           {"intervals", axis.count},
                           {"notes", reading.notes},
                           {"months", months}});
            continue;
        }
        print_out("{} ({:.4f}, {:.4f}, {:.0f} m, {}), {} intervals of {} s from {}, format {}\n", reading.place.name,
                  reading.place.latitude_deg, reading.place.longitude_deg, reading.place.elevation_m,
                  io::format_utc_offset(reading.place.utc_offset_s), axis.count, axis.step_s,
                  base::format_utc(axis.start_utc_s), reading.format);
        for (const std::string& note : reading.notes) print_out("  note: {}\n", note);
        print_out("{}", month_table(site.months, site.heights_m).text(model::kMonths));
    }
    if (options.json) print_document(all);
    return kDone;
}

int fit_weather(const Options& options) {
    expect_outputs({options.out}, options.files);
    const std::vector<io::FittedSite> sites = app::fit_weather(options.files, weather_request(options), options.out);
    print_out("{}: {} sites of {} files\n", options.out, sites.size(), options.files.size());
    return kDone;
}

}  // namespace decawatt::cli
