// netCDF of ERA5, written here as the Climate Data Store writes it.
#include <doctest/doctest.h>
#include <netcdf.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include "base/error.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/sun/sun_position.hpp"

using namespace decawatt;

namespace {
constexpr int kHours = 48;
constexpr std::array<double, 2> kLatitudes = {35.25, 35.0};
constexpr std::array<double, 2> kLongitudes = {126.75, 127.0};
constexpr double kRadians = 3.14159265358979323846 / 180.0;

void ok(int status) {
    REQUIRE(status == NC_NOERR);
}

// Values by hour, latitude, longitude.
using Field = std::function<double(int, int, int)>;

std::string units_of(const std::string& name) {
    if (name == "t2m" || name == "d2m") return "K";
    if (name == "sp") return "Pa";
    return name == "ssrd" || name == "fdir" ? "J m**-2" : "m s**-1";
}

void put_units(int id, int variable, const std::string& units) {
    ok(nc_put_att_text(id, variable, "units", units.size(), units.data()));
}

double cos_zenith(int hour, int latitude, int longitude) {  // in the middle of the hour that ends at the label
    const auto sun = profiles::interval_sun(base::utc_of_date(2019, 6, 1, 0) + (hour - 1) * 3600LL, 3600,
                                            kLatitudes.at(static_cast<std::size_t>(latitude)),
                                            kLongitudes.at(static_cast<std::size_t>(longitude)));
    return sun.up_frac > 0.0 ? std::max(0.0, std::cos(sun.position.zenith_deg * kRadians)) : 0.0;
}

std::vector<std::pair<const char*, Field>> fields() {
    return {{"t2m", [](int t, int y, int x) { return 293.15 + 0.1 * t + y + 10 * x; }},
            {"d2m", [](int t, int y, int x) { return 283.15 + 0.1 * t + y + 10 * x; }},
            {"sp", [](int, int y, int) { return 100000.0 + y; }},
            {"u10", [](int, int, int) { return 3.0; }},  // blows to the east: from 270 degrees
            {"v10", [](int, int, int) { return 0.0; }},
            {"u100", [](int, int, int) { return 0.0; }},
            {"v100", [](int, int, int) { return -6.0; }},  // to the south: from the north
            {"ssrd", [](int t, int y, int x) { return 3600.0 * 800.0 * cos_zenith(t, y, x); }},
            {"fdir", [](int t, int y, int x) { return 3600.0 * 600.0 * cos_zenith(t, y, x); }}};
}

struct File {
    std::filesystem::path path = std::filesystem::temp_directory_path() / "decawatt_era5_test.nc";
    ~File() { std::filesystem::remove(path); }
};

// `packed`: the netCDF-3 of earlier years, with 16-bit numbers and hours since 1900.
void write(const File& file, bool packed, int count = kHours) {
    int id = 0, hours = 0, rows = 0, columns = 0;
    ok(nc_create(file.path.c_str(), packed ? NC_CLOBBER : NC_CLOBBER | NC_NETCDF4, &id));
    const char* time = packed ? "time" : "valid_time";
    ok(nc_def_dim(id, time, static_cast<std::size_t>(count), &hours));
    ok(nc_def_dim(id, "latitude", 2, &rows));
    ok(nc_def_dim(id, "longitude", 2, &columns));
    const std::array<int, 3> shape = {hours, rows, columns};
    int variable = 0;
    ok(nc_def_var(id, time, NC_INT, 1, &hours, &variable));
    const std::string units = packed ? "hours since 1900-01-01 00:00:00.0" : "seconds since 1970-01-01";
    put_units(id, variable, units);
    ok(nc_def_var(id, "latitude", NC_DOUBLE, 1, &rows, &variable));
    put_units(id, variable, "degrees_north");
    ok(nc_def_var(id, "longitude", NC_DOUBLE, 1, &columns, &variable));
    put_units(id, variable, "degrees_east");
    constexpr double kSteps = 60000.0;
    for (const auto& [name, field] : fields()) {
        ok(nc_def_var(id, name, packed ? NC_SHORT : NC_FLOAT, 3, shape.data(), &variable));
        put_units(id, variable, units_of(name));
        if (!packed) continue;
        const double scale = (std::string(name) == "ssrd" || std::string(name) == "fdir" ? 3e6 : 200000.0) / kSteps;
        const double offset = 30000.0 * scale;
        const short fill = -32767;
        ok(nc_put_att_double(id, variable, "scale_factor", NC_DOUBLE, 1, &scale));
        ok(nc_put_att_double(id, variable, "add_offset", NC_DOUBLE, 1, &offset));
        ok(nc_put_att_short(id, variable, "_FillValue", NC_SHORT, 1, &fill));
    }
    ok(nc_enddef(id));
    std::vector<int> labels;
    const auto start = base::utc_of_date(2019, 6, 1, 0);
    for (int t = 0; t < count; ++t)
        labels.push_back(
            static_cast<int>(packed ? (start - base::utc_of_date(1900, 1, 1, 0)) / 3600 + t : start + t * 3600LL));
    ok(nc_inq_varid(id, time, &variable));
    ok(nc_put_var_int(id, variable, labels.data()));
    ok(nc_inq_varid(id, "latitude", &variable));
    ok(nc_put_var_double(id, variable, kLatitudes.data()));
    ok(nc_inq_varid(id, "longitude", &variable));
    ok(nc_put_var_double(id, variable, kLongitudes.data()));
    for (const auto& [name, field] : fields()) {
        std::vector<double> values;
        for (int t = 0; t < count; ++t)
            for (int y = 0; y < 2; ++y)
                for (int x = 0; x < 2; ++x) values.push_back(field(t, y, x));
        ok(nc_inq_varid(id, name, &variable));
        if (packed) {
            double scale = 0.0, offset = 0.0;
            ok(nc_get_att_double(id, variable, "scale_factor", &scale));
            ok(nc_get_att_double(id, variable, "add_offset", &offset));
            std::ranges::transform(values, values.begin(), [&](double v) { return std::round((v - offset) / scale); });
        }
        ok(nc_put_var_double(id, variable, values.data()));
    }
    ok(nc_close(id));
}

const io::WeatherRequest kRequest{
    .latitude_deg = 35.05, .longitude_deg = 126.95, .elevation_m = 100.0, .whole_year = false};
}  // namespace

TEST_CASE("ERA5: the nearest cell, the hour before the label, our units") {
    const File file;
    for (const bool packed : {false, true}) {
        CAPTURE(packed);
        write(file, packed);
        const auto reading = io::read_weather(file.path, kRequest);
        CHECK(reading.format == "era5");
        CHECK(reading.place.latitude_deg == 35.0);
        CHECK(reading.place.longitude_deg == 127.0);
        CHECK(reading.place.elevation_m == 100.0);
        const auto& w = reading.weather;
        CHECK(w.axis.count == kHours);
        CHECK(base::format_utc(w.axis.start_utc_s) == "2019-05-31T23:00:00Z");
        const double step = packed ? 3.4 : 0.001;  // half a step of 200,000 / 60,000; single precision
        CHECK(std::abs(w.temperature_deg_c(5, 0) - (20.0 + 0.5 + 1 + 10)) < step);
        CHECK(std::abs(w.pressure_pa(5, 0) - 100001.0) < step + 0.01);
        REQUIRE(w.wind.size() == 2);
        if (packed) continue;  // 16 bits over so wide a range tell no wind
        // Magnus at 31.5 and 21.5 degrees: exp(17.62 · 21.5 / 264.62 - 17.62 · 31.5 / 274.62) = 0.5546
        CHECK(w.relative_humidity_frac(5, 0) == doctest::Approx(0.5546).epsilon(0.0005));
        CHECK(w.wind[0].height_m == 10.0);
        CHECK(w.wind[0].speed_m_per_s(7, 0) == doctest::Approx(3.0));
        CHECK(w.wind[0].direction_deg(7, 0) == doctest::Approx(270.0));
        CHECK(w.wind[1].height_m == 100.0);
        CHECK(w.wind[1].speed_m_per_s(7, 0) == doctest::Approx(6.0));
        CHECK(std::abs(w.wind[1].direction_deg(7, 0)) < 1e-9);
        for (std::size_t t = 0; t < kHours; ++t) {
            const double cosine = cos_zenith(static_cast<int>(t), 1, 1);
            CHECK(w.ghi_w_per_m2(t, 0) == doctest::Approx(800.0 * cosine).epsilon(1e-5));
            CHECK(w.dhi_w_per_m2(t, 0) == doctest::Approx(200.0 * cosine).epsilon(1e-4));
            if (cosine > 0.06) CHECK(w.dni_w_per_m2(t, 0) == doctest::Approx(600.0).epsilon(1e-4));
        }
    }
}

TEST_CASE("ERA5: missing variables are reported") {
    const File file;
    write(file, false);
    CHECK_THROWS_WITH_AS((void)io::read_weather(file.path, {.whole_year = false}),
                         doctest::Contains("latitude and longitude to be given"), base::InputError);
    auto far = kRequest;
    far.latitude_deg = 40.0;
    CHECK_THROWS_WITH_AS((void)io::read_weather(file.path, far), doctest::Contains("off the grid"), base::InputError);
    CHECK_THROWS_AS((void)io::read_weather(file.path, {.latitude_deg = 35.0, .longitude_deg = 127.0}),
                    base::InputError);  // two days are no year
    auto without = kRequest;
    without.elevation_m = std::nullopt;  // 100,001 Pa in the standard atmosphere: 111 m
    CHECK(io::read_weather(file.path, without).place.elevation_m == doctest::Approx(111.0).epsilon(0.01));

    std::filesystem::resize_file(file.path, std::filesystem::file_size(file.path) / 2);
    CHECK_THROWS_WITH_AS((void)io::read_weather(file.path, kRequest),
                         doctest::Contains("the file is shorter than its header says; download it again"),
                         base::InputError);
}

TEST_CASE("a file that is not there, or a folder") {
    CHECK_THROWS_AS((void)io::read_weather("/nowhere/weather.epw", {}), base::ResourceError);
    CHECK_THROWS_AS((void)io::read_weather(std::filesystem::temp_directory_path(), {}), base::ResourceError);
}
