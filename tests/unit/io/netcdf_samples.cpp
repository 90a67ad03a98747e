#include "unit/io/netcdf_samples.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "profiles/sun/sun_position.hpp"

namespace decawatt::test {

namespace {
void ok(int status) {
    REQUIRE_MESSAGE(status == NC_NOERR, nc_strerror(status));
}

void write_attributes(int id, int variable, const SampleVariable& sample) {
    for (const auto& [name, text] : sample.text_attributes)
        ok(nc_put_att_text(id, variable, name.c_str(), text.size(), text.data()));
    for (const auto& [name, numbers] : sample.number_attributes) {
        const nc_type type = name == "_FillValue" ? sample.type : sample.attribute_type;
        ok(nc_put_att_double(id, variable, name.c_str(), type, numbers.size(), numbers.data()));
    }
}

void write_values(int id, int variable, const SampleVariable& sample, const std::vector<std::size_t>& extent) {
    const std::vector<std::size_t> start(extent.size(), 0);
    if (sample.type == NC_STRING) {
        std::vector<const char*> texts;
        for (const std::string& text : sample.texts) texts.push_back(text.c_str());
        ok(nc_put_vara_string(id, variable, start.data(), extent.data(), texts.data()));
    } else if (sample.type == NC_CHAR) {
        std::string all;
        for (std::string text : sample.texts) text.resize(extent.back(), '\0'), all += text;
        ok(nc_put_vara_text(id, variable, start.data(), extent.data(), all.data()));
    } else {
        ok(nc_put_vara_double(id, variable, start.data(), extent.data(), sample.numbers.data()));
    }
}

SampleVariable hourly(double (*value)(int), const char* units) {
    SampleVariable variable{
        .type = NC_FLOAT, .dimensions = {"time", "latitude", "longitude"}, .numbers = {}, .texts = {}};
    for (int t = 0; t < 48; ++t) variable.numbers.push_back(value(t));
    variable.text_attributes["units"] = units;
    return variable;
}

SampleVariable constants(std::vector<double> numbers, std::vector<std::string> dimensions, const char* units) {
    SampleVariable variable{.dimensions = std::move(dimensions), .numbers = std::move(numbers), .texts = {}};
    variable.text_attributes["units"] = units;
    return variable;
}
}  // namespace

SampleFile::SampleFile(const std::string& name)
    : path(std::filesystem::temp_directory_path() / ("decawatt_" + std::to_string(::getpid()) + "_" + name)) {}

void NetcdfSample::write(const std::filesystem::path& path) const {
    int id = 0;
    ok(nc_create(path.c_str(), NC_CLOBBER | format, &id));
    std::map<std::string, int> dimension_id;
    std::map<std::string, std::size_t> size_of;
    for (const auto& [name, size] : dimensions) {
        ok(nc_def_dim(id, name.c_str(), name == record_dimension ? NC_UNLIMITED : size, &dimension_id[name]));
        size_of[name] = size;
    }
    for (const auto& [name, number] : number_attributes)
        ok(nc_put_att_double(id, NC_GLOBAL, name.c_str(), NC_DOUBLE, 1, &number));
    std::map<std::string, int> variable_id;
    for (const auto& [name, variable] : variables) {
        std::vector<int> shape;
        for (const std::string& dimension : variable.dimensions) shape.push_back(dimension_id.at(dimension));
        ok(nc_def_var(id, name.c_str(), variable.type, static_cast<int>(shape.size()), shape.data(),
                      &variable_id[name]));
        write_attributes(id, variable_id[name], variable);
    }
    ok(nc_enddef(id));
    for (const auto& [name, variable] : variables) {
        std::vector<std::size_t> extent;
        for (const std::string& dimension : variable.dimensions) extent.push_back(size_of.at(dimension));
        write_values(id, variable_id[name], variable, extent);
    }
    ok(nc_close(id));
}

NetcdfSample era5_sample() {
    NetcdfSample sample;
    sample.dimensions = {{"time", 48}, {"latitude", 1}, {"longitude", 1}};
    sample.variables["latitude"] = constants({37.0}, {"latitude"}, "degrees_north");
    sample.variables["longitude"] = constants({127.0}, {"longitude"}, "degrees_east");
    SampleVariable time = constants({}, {"time"}, "hours since 1900-01-01 00:00:00.0");
    time.type = NC_INT;
    const auto start = base::utc_of_date(2021, 7, 1, 0) - base::utc_of_date(1900, 1, 1, 0);
    for (int t = 0; t < 48; ++t) time.numbers.push_back(static_cast<double>(start) / 3600.0 + t);
    time.text_attributes["calendar"] = "gregorian";
    sample.variables["time"] = time;
    sample.variables["t2m"] = hourly([](int t) { return 293.15 + t / 10.0; }, "K");
    sample.variables["d2m"] = hourly([](int t) { return 283.15 + t / 10.0; }, "K");
    sample.variables["sp"] = hourly([](int) { return 100000.0; }, "Pa");
    sample.variables["u10"] = hourly([](int) { return 3.0; }, "m s**-1");
    sample.variables["v10"] = hourly([](int) { return 4.0; }, "m s**-1");
    sample.variables["u100"] = hourly([](int) { return 6.0; }, "m s**-1");
    sample.variables["v100"] = hourly([](int) { return 8.0; }, "m s**-1");
    const auto joules = [](int t) {
        const auto sun = profiles::interval_sun(base::utc_of_date(2021, 7, 1, 0) + (t - 1) * 3600LL, 3600, 37.0, 127.0);
        constexpr double kRadians = 3.14159265358979323846 / 180.0;
        return 3600.0 * 700.0 * sun.up_frac * std::max(0.0, std::cos(sun.position.zenith_deg * kRadians));
    };
    sample.variables["ssrd"] = hourly(joules, "J m**-2");
    return sample;
}

NetcdfSample common_sample() {
    NetcdfSample sample;
    sample.dimensions = {{"time", 24}, {"site", 2}, {"height", 2}};
    sample.number_attributes = {{"decawatt_weather", 1.0}, {"step_s", 3600.0}};
    SampleVariable time = constants({}, {"time"}, "seconds since 1970-01-01T00:00:00Z");
    SampleVariable temperature = constants({}, {"time", "site"}, "degC");
    SampleVariable speed = constants({}, {"height", "time", "site"}, "m s-1");
    SampleVariable direction = constants({}, {"height", "time", "site"}, "degree");
    time.type = NC_INT64;
    for (int t = 0; t < 24; ++t) {
        time.numbers.push_back(static_cast<double>(base::utc_of_date(2021, 7, 1, 0) + 3600LL * t));
        for (int s = 0; s < 2; ++s) temperature.numbers.push_back(t - 30.0 * s);
    }
    for (int h = 0; h < 2; ++h)
        for (int t = 0; t < 24; ++t)
            for (int s = 0; s < 2; ++s) {
                speed.numbers.push_back(1.0 + t / 8.0 + s + 3.0 * h);
                direction.numbers.push_back(10.0 * t + s + 2.0 * h);
            }
    sample.variables["time"] = time;
    sample.variables["site"] = {.type = NC_STRING, .dimensions = {"site"}, .numbers = {}, .texts = {"north", "süd"}};
    sample.variables["height"] = constants({10.0, 100.0}, {"height"}, "m");
    sample.variables["latitude_deg"] = constants({37.5, -35.25}, {"site"}, "degrees_north");
    sample.variables["longitude_deg"] = constants({126.9, -126.5}, {"site"}, "degrees_east");
    sample.variables["elevation_m"] = constants({70.0, -1.5}, {"site"}, "m");
    sample.variables["utc_offset_s"] = constants({32400.0, -12600.0}, {"site"}, "s");
    sample.variables["temperature_deg_c"] = temperature;
    sample.variables["wind_speed_m_per_s"] = speed;
    sample.variables["wind_direction_deg"] = direction;
    return sample;
}

}  // namespace decawatt::test
