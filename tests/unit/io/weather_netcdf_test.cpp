// The common weather file: values are read as written, and faults are refused.
#include <doctest/doctest.h>
#include <hdf5.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "io/weather/common_site.hpp"
#include "io/weather/read_any_weather.hpp"
#include "io/weather/read_common_weather.hpp"
#include "io/weather/weather_netcdf.hpp"
#include "io/weather/write_climate.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {

struct Folder {  // a new folder that is removed at the end of the test
    fs::path path = fs::temp_directory_path() / ("decawatt_weather_" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::create_directory(path);
    }
    ~Folder() { fs::remove_all(path); }
};

// Two days of two sites; all values differ, so that a wrong index is noticed.
base::Series numbers(double first, double step) {
    base::Series all(48, 2);
    for (std::size_t s = 0; s < 2; ++s)
        for (std::size_t t = 0; t < 48; ++t) all(t, s) = first + step * static_cast<double>(48 * s + t) / 3.0;
    return all;
}

io::CommonWeather two_sites() {
    io::CommonWeather common;
    common.places = {{"north", 37.5, 126.9, 70.0, 32400}, {"süd", -35.25, -126.5, -1.5, -12600}};
    common.weather = {.axis = {.start_utc_s = 1830267000, .step_s = 3600, .count = 48},
                      .temperature_deg_c = numbers(-20.0, 0.7),
                      .relative_humidity_frac = numbers(0.1, 0.01),
                      .ghi_w_per_m2 = numbers(1.0, 0.3),
                      .dni_w_per_m2 = numbers(2.0, 0.4),
                      .dhi_w_per_m2 = numbers(0.5, 0.15),
                      .pressure_pa = numbers(90000.0, 100.0),
                      .wind = {{10.0, numbers(0.5, 0.2), {}}, {102.5, numbers(1.5, 0.3), numbers(1.0, 2.0)}},
                      .albedo_frac = {},
                      .snow_depth_m = numbers(0.0, 0.01),
                      .sun_offset_s = 1800};
    common.weather_year = 7;
    common.made_from = "generator";
    common.sources = {"a.csv", "b.csv"};
    common.notes = {"one", "two"};
    common.program = "decawatt";
    common.command_line = "decawatt weather generate";
    return common;
}

void check_same(const base::Series& a, const base::Series& b) {
    CHECK(a.times() == b.times());
    CHECK(a.entities() == b.entities());
    CHECK(std::equal(a.all().begin(), a.all().end(), b.all().begin(), b.all().end()));
}

// Changes one number of a variable of a file.
void put_number(const fs::path& path, const char* name, const std::vector<hsize_t>& place, double value) {
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), data = H5Dopen2(file, name, H5P_DEFAULT);
    const hid_t space = H5Dget_space(data), one = H5Screate(H5S_SCALAR);
    REQUIRE(H5Sselect_elements(space, H5S_SELECT_SET, 1, place.data()) >= 0);
    REQUIRE(H5Dwrite(data, H5T_NATIVE_DOUBLE, one, space, H5P_DEFAULT, &value) >= 0);
    H5Sclose(one), H5Sclose(space), H5Dclose(data), H5Fclose(file);
}

std::string complaint(const fs::path& path) {
    try {
        io::read_common_sites(path);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("A common weather file restores the same bits") {
    const Folder folder;
    const fs::path path = folder.path / "two.nc";
    const io::CommonWeather written = two_sites();
    io::write_common_weather(path, written);
    REQUIRE(io::is_common_weather(path));
    const io::CommonWeather read = io::read_common_sites(path);
    CHECK(read.weather_year == 7);
    CHECK(read.made_from == "generator");
    CHECK(read.sources == written.sources);
    CHECK(read.notes == written.notes);
    CHECK(read.weather.sun_offset_s == 1800);
    CHECK(read.weather.axis.start_utc_s == 1830267000);
    CHECK(read.weather.axis.step_s == 3600);
    CHECK(read.weather.axis.count == 48);
    check_same(read.weather.temperature_deg_c, written.weather.temperature_deg_c);
    check_same(read.weather.relative_humidity_frac, written.weather.relative_humidity_frac);
    check_same(read.weather.ghi_w_per_m2, written.weather.ghi_w_per_m2);
    check_same(read.weather.dni_w_per_m2, written.weather.dni_w_per_m2);
    check_same(read.weather.dhi_w_per_m2, written.weather.dhi_w_per_m2);
    check_same(read.weather.pressure_pa, written.weather.pressure_pa);
    check_same(read.weather.snow_depth_m, written.weather.snow_depth_m);
    CHECK(read.weather.albedo_frac.empty());
    REQUIRE(read.weather.wind.size() == 2);
    CHECK(read.weather.wind[1].height_m == 102.5);
    for (std::size_t level = 0; level < 2; ++level) {
        check_same(read.weather.wind[level].speed_m_per_s, written.weather.wind[level].speed_m_per_s);
        check_same(read.weather.wind[level].direction_deg, written.weather.wind[level].direction_deg);
    }
    REQUIRE(read.places.size() == 2);
    CHECK(read.places[1].name == "süd");
    CHECK(read.places[1].latitude_deg == -35.25);
    CHECK(read.places[1].longitude_deg == -126.5);
    CHECK(read.places[1].elevation_m == -1.5);
    CHECK(read.places[1].utc_offset_s == -12600);
}

TEST_CASE("A site is selected by name, a single site by any; combined parts are the whole") {
    const Folder folder;
    const fs::path path = folder.path / "two.nc";
    const io::CommonWeather written = two_sites();
    io::write_common_weather(path, written);
    const io::WeatherReading second = io::read_any_weather(path, {}, "süd");
    CHECK(second.place.name == "süd");
    CHECK(second.weather.temperature_deg_c(5, 0) == written.weather.temperature_deg_c(5, 1));
    CHECK(second.weather.wind[1].direction_deg(47, 0) == written.weather.wind[1].direction_deg(47, 1));
    CHECK_THROWS_WITH_AS(io::read_any_weather(path, {}, "east"), doctest::Contains("one of north, süd"),
                         base::InputError);
    CHECK_THROWS_WITH_AS(io::read_common_weather(path), doctest::Contains("several sites"), base::InputError);

    const io::CommonWeather again = io::joined(io::read_all_sites(path, {}), {"x", "y"});
    check_same(again.weather.pressure_pa, written.weather.pressure_pa);
    check_same(again.weather.wind[1].direction_deg, written.weather.wind[1].direction_deg);
    CHECK(again.weather.wind[0].direction_deg.empty());

    std::vector<io::WeatherReading> uneven = io::read_all_sites(path, {});
    uneven[0].weather.wind[1].direction_deg = {};
    const io::CommonWeather without = io::joined(uneven, {"x", "y"});
    CHECK(without.weather.wind[1].direction_deg.empty());
    CHECK(std::ranges::count(without.notes, "wind_direction_deg at 102.5 m: left out, not every file has it") == 1);

    io::WeatherReading later = second;
    later.weather.axis.start_utc_s += 3600;
    CHECK_THROWS_WITH_AS(io::joined({second, later}, {"x", "y"}), doctest::Contains("y: time"), base::InputError);
    io::WeatherReading higher = second;
    higher.weather.wind[1].height_m = 80.0;
    CHECK_THROWS_WITH_AS(io::joined({second, higher}, {"x", "y"}), doctest::Contains("found heights 10 80 m"),
                         base::InputError);
}

TEST_CASE("A file that is not a common weather file is rejected by name and reason") {
    const Folder folder;
    const fs::path path = folder.path / "two.nc";
    CHECK_THROWS_AS(io::read_any_weather(path, {}, ""), base::ResourceError);  // not there
    io::CommonWeather twins = two_sites();
    twins.places[1].name = "north";
    CHECK_THROWS_WITH_AS(io::write_common_weather(path, twins), doctest::Contains("two sites north"), base::InputError);
    CHECK(!fs::exists(path));
    io::write_common_weather(path, two_sites());
    struct Spoilt {
        const char* variable;
        std::vector<hsize_t> place;
        double value;
        const char* expected;
    };
    const std::vector<Spoilt> all = {
        {"/temperature_deg_c", {3, 1}, 290.0, "temperature_deg_c: found 290 at 2027-12-31T18:30:00Z (site süd)"},
        {"/temperature_deg_c", {0, 0}, 65.0, "temperature_deg_c: found 65"},  // the limits of every format
        {"/pressure_pa", {0, 0}, 25000.0, "expected Pa from 30000 to 110000"},
        {"/wind_speed_m_per_s", {1, 0, 0}, 113.0, "wind_speed_m_per_s: found 113"},
        {"/relative_humidity_frac", {0, 0}, 57.0, "relative_humidity_frac: found 57"},
        {"/dni_w_per_m2", {0, 0}, std::numeric_limits<double>::quiet_NaN(), "dni_w_per_m2: found nan"},
        {"/wind_speed_m_per_s", {1, 0, 0}, -0.1, "wind_speed_m_per_s: found -0.1"},
        {"/wind_direction_deg",
         {1, 0, 0},
         std::numeric_limits<double>::quiet_NaN(),
         "wind_direction_deg: found nan at 2027-12-31T15:30:00Z (site north)"},
        {"/time", {5}, 0.0, "time: found 1970-01-01T00:00:00Z at place 6"},
        {"/height", {1}, 9.0, "height: found 9"},
        {"/latitude_deg", {1}, -91.0, "latitude_deg: found -91 (site süd)"},
        {"/utc_offset_s", {0}, 1e6, "utc_offset_s: found 1000000"}};
    for (const Spoilt& spoilt : all) {
        io::write_common_weather(path, two_sites());
        put_number(path, spoilt.variable, spoilt.place, spoilt.value);
        CHECK_MESSAGE(complaint(path).find(spoilt.expected) != std::string::npos, complaint(path));
    }
    io::write_common_weather(path, two_sites());
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    H5Ldelete(file, "/pressure_pa", H5P_DEFAULT);
    H5Ldelete(file, "/temperature_deg_c", H5P_DEFAULT);
    H5Fclose(file);
    CHECK(complaint(path).find("temperature_deg_c: found no such variable") != std::string::npos);
    CHECK(complaint(path).find("pressure_pa") == std::string::npos);  // may be absent
    CHECK_THROWS_WITH_AS(
        io::expect_variables({}, "x.nc", {"pressure_pa", "wind_speed_m_per_s"}, "a wind farm"),
        doctest::Contains("x.nc: pressure_pa: found no such variable, expected what a wind farm needs"),
        base::InputError);
}

TEST_CASE("Files are years of one site by name and place; one name at two places is refused") {
    std::vector<io::FittedSite> sites;
    const auto site = [&](const char* name, double latitude_deg, const char* file) -> io::FittedSite& {
        io::FittedSite& found = io::site_of_reading(sites, {name, latitude_deg, 8.0, 100.0, 0}, 0.14, file);
        found.files.emplace_back(file);
        return found;
    };
    CHECK(site("", 45.0, "a_2018.csv").place.name == "a_2018");
    CHECK(site("", 45.0, "a_2019.csv").place.name == "a_2018");
    CHECK(site("", 46.0, "b_2018.csv").place.name == "b_2018");
    CHECK(site("Turin", 45.07, "t1.epw").place.name == "Turin");
    CHECK(site("Turin", 45.075, "t2.epw").files.size() == 2);  // 560 m
    CHECK(sites.size() == 3);
    CHECK_THROWS_WITH_AS(site("Turin", 44.0, "t3.epw"),
                         doctest::Contains("t3.epw: place: found Turin at 44.0000 N, 8.0000 E, expected a single "
                                           "place per name: Turin at 45.0700 N, 8.0000 E in t1.epw, t2.epw"),
                         base::InputError);
}

TEST_CASE("Options that do not apply to a common file are rejected; its format has a name") {
    const Folder folder;
    const fs::path path = folder.path / "two.nc";
    io::write_common_weather(path, two_sites());
    CHECK(io::read_any_weather(path, {.format = "common"}, "north").format == "common");
    CHECK(std::ranges::count(io::weather_formats(), "common") == 1);
    CHECK_THROWS_WITH_AS(
        io::read_any_weather(path, {.longest_gap_h = 5, .latitude_deg = 1.0, .replaces_place = true, .year = 2027},
                             "north"),
        doctest::Contains("two.nc: year: found requested for a common file"), base::InputError);
    CHECK_THROWS_WITH_AS(io::read_all_sites(path, {.longest_gap_h = 3}), doctest::Contains("longest gap"),
                         base::InputError);
    CHECK_THROWS_WITH_AS(io::read_all_sites(path, {.latitude_deg = 1.0, .replaces_place = true}),
                         doctest::Contains("two.nc: place"), base::InputError);
}
