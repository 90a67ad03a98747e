// Weather files: conversion, monthly statistics, fit of the generator, generation.
#include "app/weather.hpp"

#include <pybind11/stl.h>

#include "app/input_files.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"
#include "python/binding/outputs.hpp"
#include "python/binding/weather_request.hpp"

namespace decawatt::python {

namespace {
using profiles::MonthStatistics;

struct Quantity {
    const char* name;
    double MonthStatistics::*value;
};
constexpr Quantity kQuantities[] = {
    {"temperature_mean_deg_c", &MonthStatistics::temperature_mean_deg_c},
    {"temperature_least_deg_c", &MonthStatistics::temperature_least_deg_c},
    {"temperature_most_deg_c", &MonthStatistics::temperature_most_deg_c},
    {"temperature_day_sd_deg_c", &MonthStatistics::temperature_day_sd_deg_c},
    {"temperature_diurnal_range_deg_c", &MonthStatistics::temperature_diurnal_range_deg_c},
    {"relative_humidity_mean_frac", &MonthStatistics::relative_humidity_mean_frac},
    {"ghi_mean_kwh_per_m2_day", &MonthStatistics::ghi_mean_kwh_per_m2_day},
    {"ghi_day_sd_kwh_per_m2_day", &MonthStatistics::ghi_day_sd_kwh_per_m2_day},
    {"dni_mean_kwh_per_m2_day", &MonthStatistics::dni_mean_kwh_per_m2_day},
    {"dhi_mean_kwh_per_m2_day", &MonthStatistics::dhi_mean_kwh_per_m2_day}};

void add_months(const app::DescribedSite& site, py::list& rows) {
    for (std::size_t m = 0; m < site.months.size(); ++m) {
        const MonthStatistics& month = site.months[m];
        if (month.days == 0) continue;
        py::dict row;
        row["site"] = site.reading.place.name;
        row["month"] = m + 1;
        row["days"] = month.days;
        for (const Quantity& quantity : kQuantities) row[quantity.name] = month.*quantity.value;
        for (const profiles::WindStatistics& wind : month.wind) {
            const std::string at = "wind_" + std::to_string(static_cast<int>(wind.height_m)) + "m_";
            row[(at + "mean_m_per_s").c_str()] = wind.mean_m_per_s;
            row[(at + "sd_m_per_s").c_str()] = wind.sd_m_per_s;
            row[(at + "weibull_shape").c_str()] = wind.weibull_shape;
        }
        rows.append(row);
    }
}

// One dictionary per site and month; then the notes on the file.
py::tuple describe(const std::string& file, const std::string& site, const py::dict& options) {
    const io::WeatherRequest request = weather_request(options);
    const std::vector<app::DescribedSite> sites = [&] {
        const Unlocked unlocked;
        return app::describe_weather(file, site, request);
    }();
    py::list rows, notes;
    for (const app::DescribedSite& one : sites) {
        add_months(one, rows);
        for (const std::string& note : one.reading.notes) notes.append(note);
    }
    return py::make_tuple(rows, notes);
}

std::vector<std::string> convert(const std::vector<std::string>& files, const std::string& out,
                                 const py::dict& options) {
    const io::WeatherRequest request = weather_request(options);
    const Unlocked unlocked;
    app::refuse_overwriting_inputs({out}, files);
    return app::convert_weather(files, request, out).notes;
}

void fit(const std::vector<std::string>& files, const std::string& out, const py::dict& options) {
    const io::WeatherRequest request = weather_request(options);
    const Unlocked unlocked;
    app::refuse_overwriting_inputs({out}, files);
    app::fit_weather(files, request, out);
}

// Returns the calendar year.
int generate(const io::LoadedStudy& study, const std::vector<std::string>& files, int calendar_year, int threads,
             py::object progress) {
    expect_outputs(files, study, {});
    return without_lock(std::move(progress), [&](const base::Progress& report) {
        return app::generate_weather(
            study,
            {.files = files, .calendar_year = calendar_year, .threads = threads, .source = study.folder.string()},
            report);
    });
}
}  // namespace

void add_weather(py::module_& module) {
    module.def("describe_weather", &describe);
    module.def("convert_weather", &convert);
    module.def("fit_weather", &fit);
    module.def("generate_weather", &generate);
}

}  // namespace decawatt::python
