// The weather files of a study: required place, hours and variables.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "io/study/read_study_weather.hpp"
#include "io/study/study_weather_checks.hpp"
#include "profiles/profiles.hpp"
#include "study_copy.hpp"
#include "unit/io/weather_samples.hpp"

using namespace decawatt;
using decawatt::io::test::StudyCopy;
namespace fs = std::filesystem;

namespace {

const profiles::Location kNorth{"north", 37.5, 126.6, 70.0, 9 * 3600}, kSouth{"south", 35.2, 126.9, 70.0, 9 * 3600};

// The minimal study with weather year 1 from a file a site.
struct FileStudy {
    StudyCopy copy;

    FileStudy(const std::string& format, const profiles::Location& north, const profiles::Location& south,
              int step_s = base::kSecondsPerHour) {
        copy.replace("study.toml", "source = \"generator\"", "source = \"files\"");
        fs::create_directory(copy.folder() / "weather");
        copy.write("weather_files.csv",
                   "site,weather_year,file\nnorth,1,weather/north.csv\nsouth,1,weather/south.csv\n");
        copy.write("weather/north.csv",
                   test::sample_file(format, {.year = 2019, .days = 365, .step_s = step_s, .place = north}));
        copy.write("weather/south.csv",
                   test::sample_file(format, {.year = 2019, .days = 365, .step_s = step_s, .place = south}));
    }

    io::LoadedStudy read(std::vector<io::Override> overrides = {}) const {
        io::LoadedStudy loaded = copy.read({.path = {}, .variant = {}, .overrides = std::move(overrides)});
        io::read_study_weather(loaded);
        return loaded;
    }

    std::string complaint(std::vector<io::Override> overrides = {}) const {
        try {
            read(std::move(overrides));
        } catch (const base::InputError& error) {
            return error.what();
        }
        return {};
    }
};

// The first note that holds the words; empty where none does.
std::string note_with(const io::LoadedStudy& loaded, const std::string& words) {
    const auto found = std::ranges::find_if(
        loaded.weather_notes, [&](const std::string& note) { return note.find(words) != std::string::npos; });
    return found == loaded.weather_notes.end() ? "" : *found;
}

profiles::Location moved(profiles::Location place, double north_deg) {
    place.latitude_deg += north_deg;
    return place;
}

}  // namespace

TEST_CASE("A file without a location has that of its site") {
    const FileStudy study("psm-table", kNorth, kSouth);
    const io::LoadedStudy loaded = study.read();
    CHECK(note_with(loaded, "km from") == "");
    CHECK(note_with(loaded, "south, weather/south.csv: wind speed at 10 m") != "");
}

TEST_CASE("A file of another place is refused with both places and the distance; a near one is noted") {
    CHECK(FileStudy("sam", kSouth, kSouth)
              .complaint()
              .find("north.csv: place: found 35.2000 N, 126.9000 E, 257 km from site north (37.5000 N, 126.6000 E), "
                    "expected "
                    "weather of at most 50 km from its site") != std::string::npos);
    CHECK(FileStudy("sam", moved(kNorth, 0.46), kSouth).complaint().find("51 km") != std::string::npos);
    const io::LoadedStudy near = FileStudy("sam", moved(kNorth, 0.44), kSouth).read();
    CHECK(note_with(near, "km from")
              .find("north, weather/north.csv: weather of 37.9400 N, 126.6000 E, 48.9 km from the site") !=
          std::string::npos);
    io::WeatherReading beside;
    beside.place = moved(kNorth, 0.008);  // 890 m
    io::expect_place(beside, kNorth, "north.csv");
    CHECK(beside.notes.empty());
}

TEST_CASE("Changes by mapping files to the study's years and combining them are noted") {
    const FileStudy study("sam", kNorth, kSouth);
    study.copy.replace("weather_files.csv", "south,1,weather/south.csv", "south,1,weather/south.epw");
    study.copy.write("weather/south.epw", test::sample_file("epw", {.year = 2019, .days = 365, .place = kSouth}));
    const io::LoadedStudy loaded = study.read();
    CHECK(note_with(loaded, "north, weather/north.csv: 29 February repeats 28 February") != "");
    CHECK(note_with(loaded, "south, weather/south.epw: 29 February repeats 28 February") != "");
    CHECK(note_with(loaded, "all sites: snow_depth_m: left out, not every file has it") != "");
    const FileStudy other("sam", {"north", 37.5, 126.6, 70.0, 8 * 3600}, kSouth);
    CHECK(note_with(other.read(), "north, weather/north.csv: the file's year begins at 2018-12-31T16:00:00Z") != "");
    CHECK(note_with(other.read(), "south, weather/south.csv: the file's year begins") == "");
}

TEST_CASE("A study at +05:30 takes hours of its offset and half hours of UTC, and refuses hours of UTC") {
    const std::vector<io::Override> india = {{"study.utc_offset", "+05:30"}};
    const auto at = [](profiles::Location place, int utc_offset_s) {
        place.utc_offset_s = utc_offset_s;
        return place;
    };
    constexpr int kIndiaS = 19800, kHalfHourS = 1800;
    CHECK(FileStudy("sam", at(kNorth, kIndiaS), at(kSouth, kIndiaS)).complaint(india) == "");
    CHECK(FileStudy("sam", at(kNorth, 0), at(kSouth, 0), kHalfHourS).complaint(india) == "");
    CHECK(FileStudy("sam", at(kNorth, 0), at(kSouth, 0))
              .complaint(india)
              .find("expected steps that start with the study's hours, of which one starts at 2027-12-31T18:30:00Z") !=
          std::string::npos);
}

TEST_CASE("Half-hourly files are averaged over hours, and kept in half-hours by a study of half-hours or quarters") {
    const FileStudy study("sam", kNorth, kSouth, 1800);
    const auto weather_of = [&](int minutes) {
        io::LoadedStudy loaded = study.copy.read(
            {.path = {}, .variant = {}, .overrides = {{"horizon.step_minutes", std::to_string(minutes)}}});
        const profiles::WeatherSource source = io::read_study_weather(loaded);
        const int step_s = std::min(minutes, 60) * 60;
        return source(0, base::year_axis(2028, 9 * 3600, step_s));
    };
    const profiles::WeatherYear halves = weather_of(30), hours = weather_of(60);
    CHECK(halves.axis.step_s == 1800);
    CHECK(halves.axis.count == 2 * 8784);
    CHECK(hours.axis.step_s == 3600);
    std::size_t different = 0;
    for (std::size_t t = 0; t < 200; ++t) {
        const double first = halves.ghi_w_per_m2(2 * t, 0), second = halves.ghi_w_per_m2(2 * t + 1, 0);
        CHECK(hours.ghi_w_per_m2(t, 0) == doctest::Approx((first + second) / 2.0));
        different += first != second ? 1 : 0;
    }
    CHECK(different > 20);
    CHECK(weather_of(15).axis.step_s == 1800);   // no file is finer
    CHECK(weather_of(180).axis.step_s == 3600);  // profiles of longer steps are means of hours
    study.copy.write("weather/south.csv",
                     test::sample_file("sam", {.year = 2019, .days = 365, .step_s = 3600, .place = kSouth}));
    CHECK(weather_of(30).axis.step_s == 3600);  // one of the files has only hours
}

TEST_CASE("A mapped year must be a calendar year, from any day and hour except 29 February") {
    const base::TimeAxis study_year = base::year_axis(2028, 19800, base::kSecondsPerHour);
    const auto complaint = [&](int year, int month, int day, int days, int minutes) {
        const base::TimeAxis axis{base::utc_of_date(year, month, day, 0) + minutes * 60, 3600, days * 24};
        try {
            io::expect_year(axis, study_year, "x.nc");
        } catch (const base::InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(complaint(2019, 1, 1, 365, 30) == "");
    CHECK(complaint(2018, 12, 31, 365, 1110) == "");
    CHECK(complaint(2019, 7, 1, 366, 30) == "");
    CHECK(complaint(2019, 1, 1, 365, 0).find("start with the study's hours") != std::string::npos);
    CHECK(complaint(2020, 1, 1, 365, 30).find("expected a year") != std::string::npos);  // without its 31 December
    CHECK(complaint(2019, 1, 1, 366, 30).find("expected a year") != std::string::npos);
    CHECK(complaint(2020, 2, 29, 365, 30).find("expected a year") != std::string::npos);
    CHECK(complaint(2019, 1, 1, 2, 30).find("expected a year") != std::string::npos);
}

TEST_CASE("Global irradiance suffices: if a site lacks direct and diffuse, they are not used for any, with a note") {
    const FileStudy study("sam", kNorth, kSouth);
    const std::string head = "Year,Month,Day,Hour,Minute,GHI,DNI,DHI,";
    study.copy.replace("weather/south.csv", head, "Year,Month,Day,Hour,Minute,GHI,other,another,");
    io::LoadedStudy loaded = study.copy.read();
    const profiles::WeatherSource source = io::read_study_weather(loaded);
    CHECK(note_with(loaded, "all sites: dni_w_per_m2: left out, not every file has it") != "");
    CHECK(note_with(loaded, "all sites: dhi_w_per_m2: left out, not every file has it") != "");
    const profiles::WeatherYear year = source(0, base::year_axis(2028, 9 * 3600, base::kSecondsPerHour));
    CHECK(!year.ghi_w_per_m2.empty());
    CHECK(year.dni_w_per_m2.empty());
    CHECK(year.dhi_w_per_m2.empty());
    CHECK_NOTHROW((void)profiles::make_profiles(loaded.study, source, {}));
}
