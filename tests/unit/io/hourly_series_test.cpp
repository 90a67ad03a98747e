// Series from files in place of the models, on the test systems of adequacy: studies without weather.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "assets/equipment_series.hpp"
#include "assets/groups.hpp"
#include "io/study/read_study_weather.hpp"
#include "model/fixed_series.hpp"
#include "profiles/profiles.hpp"
#include "study_copy.hpp"

using namespace decawatt;
namespace fs = std::filesystem;
using io::test::StudyCopy;

namespace {
const fs::path kStudies = fs::path(DECAWATT_SOURCE_DIR) / "tests" / "studies";

io::LoadedStudy loaded(const std::string& name, std::vector<io::Override> overrides = {}) {
    return io::read_study({.path = kStudies / name, .variant = {}, .overrides = std::move(overrides)});
}

// Six hours of two years in which the hub's draw, a demand and a plant are given.
class SeriesCopy : public StudyCopy {
  public:
    SeriesCopy() {
        replace("study.toml", "last_year = 2029", "last_year = 2029\nhours_per_year = 3");
        write("hourly.csv",
              "quantity,name,file,column\ndemand_mw,north,given.csv,north\navailable_frac,south solar,given.csv,sun\n"
              "data_center_mw,hub,given.csv,hub\n");
        std::string text = "utc,north,sun,hub\n";
        // 1 January at +09:00
        for (const char* day : {"2027-12-31", "2028-12-31"})
            for (int hour = 15; hour < 18; ++hour) {
                const int t = hour - 15 + (day[3] == '8' ? 3 : 0);
                text += fmt::format("{}T{}:00:00Z,{},{},{}\n", day, hour, 4000 + t, 0.1 * t, 10 * t);
            }
        write("given.csv", text);
    }
};
}  // namespace

TEST_CASE("every test system is a valid study") {
    for (const char* name : {"rts79", "rbts", "one_node_a", "one_node_b", "three_nodes", "two_nodes", "store"}) {
        CAPTURE(std::string(name));
        CHECK_NOTHROW((void)loaded(name));
    }
}

TEST_CASE("RTS-79: hours, units and peak as published") {
    const auto file = loaded("rts79");
    const auto& study = file.study;
    CHECK(model::year_axis(study, 2029).count == 8736);
    REQUIRE(study.fixed.demand.size() == 1);
    const std::vector<double>& load = study.fixed.demand[0].mw;
    double sum = 0.0, peak = 0.0, capacity = 0.0;
    for (const double mw : load) sum += mw, peak = std::max(peak, mw);
    CHECK(peak == doctest::Approx(2850.0));
    CHECK(sum == doctest::Approx(15297074.7).epsilon(1e-8));  // MWh
    for (const double mw : study.plants.capacity_mw) capacity += mw;
    CHECK(capacity == 3405.0);
    int units = 0;
    for (const int count : study.reliability.plant_units) units += count;
    CHECK(units == 32);
    CHECK(std::ranges::any_of(file.files, [](const io::StudyFile& f) { return f.name == "load.csv"; }));
}

TEST_CASE("series replace models") {
    const SeriesCopy copy;
    const auto study = copy.read().study;
    const auto profiles = profiles::make_profiles(study, {});
    REQUIRE(profiles.years.size() == 2);
    const auto& second = profiles.years[1];
    CHECK(second.axis.count == 3);
    CHECK(second.axis.start_utc_s == base::utc_of_date(2029, 1, 1, 9 * 3600));
    CHECK(second.region_demand_mw(2, 0) == 4005.0);
    CHECK(second.region_demand_mw(2, 1) > 100.0);  // the south has a model
    CHECK(second.region_demand_mw.times() == 3);
    CHECK(second.data_center_mw(1, 0) == 40.0);
    CHECK(second.data_center_it_mw(1, 0) == 40.0);
    CHECK(second.data_center_cooling_mw(1, 0) == 0.0);
    CHECK(second.data_center_water_m3_per_h(1, 0) == 0.0);
    const model::PlantIndex sun{9}, other_sun{4};
    CHECK(profiles.resource_of_plant[9] == base::none<profiles::ResourceIndex>);
    CHECK(profiles.resource_of_plant[4] != base::none<profiles::ResourceIndex>);
    const assets::YearView view(study, profiles, second);
    CHECK(assets::available_frac(view, sun)[1] == doctest::Approx(0.4));
    CHECK(assets::available_frac(view, other_sun)[1] == 0.0);  // one in the morning
}

TEST_CASE("series are put on the study's steps: means over longer ones, held in shorter ones") {
    const SeriesCopy copy;
    const auto with = [&](const char* minutes) {
        return copy.read({.path = {}, .variant = {}, .overrides = {{"horizon.step_minutes", minutes}}}).study;
    };
    const auto long_steps = with("180");
    CHECK(long_steps.fixed.demand[0].mw == std::vector<double>{4001.0, 4004.0});
    CHECK(long_steps.fixed.load[0].mw == std::vector<double>{10.0, 40.0});
    const auto profiles = profiles::make_profiles(long_steps, {});
    REQUIRE(profiles.years[1].axis.count == 1);
    CHECK(profiles.years[1].region_demand_mw(0, 0) == 4004.0);
    CHECK(with("30").fixed.demand[0].mw ==
          std::vector<double>{4000, 4000, 4001, 4001, 4002, 4002, 4003, 4003, 4004, 4004, 4005, 4005});
    // Three hours are not whole steps of two.
    const auto faults = [&] {
        try {
            (void)with("120");
        } catch (const base::InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    }();
    CHECK(faults.find("horizon.hours_per_year") != std::string::npos);

    // A file in half-hours is read by an hourly study as the means of its hours.
    std::string text = "utc,north,sun,hub\n";
    for (const char* day : {"2027-12-31", "2028-12-31"})
        for (int half = 30; half < 36; ++half)
            text += fmt::format("{}T{:02}:{:02}:00Z,{},0.5,{}\n", day, half / 2, half % 2 * 30, half, half % 2);
    copy.write("given.csv", text);
    CHECK(copy.read().study.fixed.demand[0].mw == std::vector<double>{30.5, 32.5, 34.5, 30.5, 32.5, 34.5});
    CHECK(with("30").fixed.load[0].mw == std::vector<double>{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
    copy.replace("given.csv", "2028-12-31T16:30:00Z", "2028-12-31T16:40:00Z");
    CHECK(copy.faults().find("expected 2028-12-31T16:30:00Z: every 30-minute step of the horizon once and in order") !=
          std::string::npos);
}

TEST_CASE("plants with their own series are groups of their own") {
    const auto study = loaded("three_nodes").study;
    const auto profiles = profiles::make_profiles(study, {});
    const auto fleets = assets::group_plants(study, profiles);
    REQUIRE(fleets.members.size() == study.plants.name.size());
    const assets::YearView view(study, profiles, profiles.years[0]);
    CHECK(assets::available_frac(view, fleets.members[3][0]) == std::vector<double>{0.625, 0.625, 0.78125, 0.625});
    CHECK(assets::available_frac(view, fleets.members[0][0]) == std::vector<double>(4, 1.0));
}

TEST_CASE("shortened years are the first hours of whole ones") {
    const StudyCopy copy;
    const auto whole = profiles::make_profiles(copy.read().study, {});
    copy.replace("study.toml", "last_year = 2029", "last_year = 2029\nhours_per_year = 30");
    const auto cut = profiles::make_profiles(copy.read().study, {});
    for (std::size_t y = 0; y < 2; ++y) {
        REQUIRE(cut.years[y].region_demand_mw.times() == 30);
        for (std::size_t t = 0; t < 30; ++t) {
            CHECK(cut.years[y].region_demand_mw(t, 1) == whole.years[y].region_demand_mw(t, 1));
            CHECK(cut.years[y].resource_frac(t, 0) == whole.years[y].resource_frac(t, 0));
            CHECK(cut.years[y].data_center_mw(t, 0) == whole.years[y].data_center_mw(t, 0));
        }
    }
}

TEST_CASE("a part of the horizon has its part of the series") {
    const SeriesCopy copy;
    const auto study = copy.read({.path = {}, .variant = {}, .overrides = {}, .first_year = 2029}).study;
    CHECK(study.fixed.demand[0].mw == std::vector<double>{4003, 4004, 4005});
    CHECK(model::hours_of_year(study, study.fixed.load[0].mw, 2029)[0] == 30.0);
}

TEST_CASE("unused data may be missing") {
    const SeriesCopy copy;
    copy.replace("data_centers.csv", "hub,south,south,", "hub,south,,");
    copy.remove("halls.csv");
    CHECK(copy.faults().empty());
    copy.write("demand.csv", "region,year,annual_energy_gwh\n");
    CHECK(copy.faults().starts_with("demand.csv: region: found no rows of south"));
}

TEST_CASE("data that the models need are required") {
    const SeriesCopy copy;
    const std::string regions = copy.text("regions.csv");
    copy.remove("outage_temperatures.csv");
    copy.write("regions.csv", "name,latitude_deg,longitude_deg\nnorth,37,127\nsouth,35,127\n");
    CHECK(copy.faults() ==
          "regions.csv: demand_shape (row 3): found nothing, expected a name in demand_shapes.csv, or demand_mw in "
          "hourly.csv\n"
          "regions.csv: site (row 3): found nothing, expected a name in sites.csv: the weather of demand, of "
          "ageing stores and of outages by temperature");
    copy.write("regions.csv", regions);
    copy.write("outage_temperatures.csv", "class,temperature_deg_c,failure_factor\ngas,30,1\n");
    copy.replace("regions.csv", ",126.9,north,", ",126.9,,");
    CHECK(copy.faults() ==
          "regions.csv: site (row 2): found nothing, expected a name in sites.csv: the weather of demand, of ageing "
          "stores and of outages by temperature");
    copy.write("regions.csv", regions);
    copy.replace("hourly.csv", "data_center_mw,hub,given.csv,hub\n", "");
    copy.replace("data_centers.csv", "hub,south,south,", "hub,south,,");
    CHECK(
        copy.faults() ==
        "data_centers.csv: site (row 2): found nothing, expected a name in sites.csv, or data_center_mw in hourly.csv");
}

TEST_CASE("faults of series") {
    struct Spoilt {
        const char *file, *from, *to, *message;
    };
    for (const Spoilt& spoilt : std::vector<Spoilt>{
             {"hourly.csv", "demand_mw", "demand",
              "hourly.csv: quantity (row 2): found demand, expected one of demand_mw, available_frac, data_center_mw, "
              "nonfirm_available_frac, buy_price_per_mwh, sell_price_per_mwh, stress_price_per_mwh (did you mean "
              "'demand_mw'?)"},
             {"hourly.csv", "north,given", "nord,given",
              "hourly.csv: name (row 2): found nord, expected a name in regions.csv"},
             {"hourly.csv", "given.csv,north", "given.csv,nord",
              "hourly.csv: column (row 2): found nord, expected a column of given.csv: one of north, sun, hub"},
             {"hourly.csv", "given.csv,north", "given.csv,utc",
              "hourly.csv: column (row 2): found utc, expected a column of given.csv: one of north, sun, hub"},
             {"hourly.csv", "north,given.csv", "north,absent.csv",
              "hourly.csv: file (row 2): found absent.csv, expected a file, as a path relative to the study's folder"},
             {"given.csv", "2027-12-31T16:00:00Z,4001,0.1,10\n", "",
              "given.csv: utc (row 3): found 2027-12-31T17:00:00Z, expected 2027-12-31T16:00:00Z: every hour of the "
              "horizon once and in order"},
             {"given.csv", "2027-12-31T16:00", "2027-12-31T15:00",
              "given.csv: utc (row 3): found 2027-12-31T15:00:00Z, expected 2027-12-31T16:00:00Z: every hour of the "
              "horizon once and in order"},
             {"given.csv", "2028-12-31T17:00:00Z,4005,0.5,50\n", "",
              "given.csv: utc (row 6): found 5 hours, expected 6 hours of the horizon, no row after "
              "2028-12-31T17:00:00Z"},
             {"given.csv", "0.5,50\n", "0.5,50\n2028-12-31T18:00:00Z,1,1,1\n",
              "given.csv: utc (row 8): found 7 hours, expected 6 hours of the horizon, no row after "
              "2028-12-31T17:00:00Z"},
             {"given.csv", "4001", "many", "given.csv: north (row 3): found many, expected a finite number >= 0"},
             {"given.csv", "4001", "-1", "given.csv: north (row 3): found -1, expected a finite number >= 0"},
             {"given.csv", "4001,0.1", "4001,1.1",
              "given.csv: sun (row 3): found 1.1, expected a fraction from 0 to 1 (0.4, not 40)"},
             {"given.csv", "utc,", "time,",
              "given.csv: utc (row 1): found no such column, expected this column: the start of each hour, "
              "2026-01-01T00:00:00Z"}}) {
        const SeriesCopy copy;
        copy.replace(spoilt.file, spoilt.from, spoilt.to);
        CAPTURE(std::string(spoilt.to));
        CHECK(copy.faults() == spoilt.message);
    }
}

TEST_CASE("a table of series names existing files") {
    const SeriesCopy copy;
    copy.write("hourly.csv", "quantity,name,file,column\n");
    CHECK(copy.faults().find("hourly.csv: rows: found none, expected at least one, or no such file") !=
          std::string::npos);
    CHECK(copy.faults().find("given.csv: table: found a table that no study has") != std::string::npos);
}

TEST_CASE("times are read as pandas and others write them, and converted where they have an offset") {
    const SeriesCopy copy;
    const std::string text = copy.text("given.csv");
    const auto demand = [&] { return copy.read().study.fixed.demand[0].mw; };
    const std::vector<double> expected = {4000, 4001, 4002, 4003, 4004, 4005};
    const auto write = [&](const std::string& between, const std::string& after) {
        std::string changed;
        for (const char c : text) changed += c == 'T' ? between : c == 'Z' ? after : std::string(1, c);
        copy.write("given.csv", changed);
    };
    for (const auto& form :
         {std::pair{" ", ""}, {" ", "+00:00"}, {"T", "+00:00"}, {" ", ".000000000"}, {"T", ".000Z"}, {"T", ""}}) {
        CAPTURE(std::string(form.second));
        write(form.first, form.second);
        CHECK(demand() == expected);
        CHECK(
            std::ranges::none_of(copy.read().notes, [](const std::string& note) { return note.starts_with("given"); }));
    }
    std::string local = "utc,north,sun,hub\n";
    for (const int year : {2028, 2029})
        for (int hour = 0; hour < 3; ++hour)
            local +=
                fmt::format("{}-01-01 {:02}:00:00+09:00,{},0.1,10\n", year, hour, 4000 + hour + (year == 2029 ? 3 : 0));
    copy.write("given.csv", local);
    CHECK(demand() == expected);
    CHECK(std::ranges::count(copy.read().notes,
                             "given.csv: times with an offset are converted to UTC, as 2028-01-01 00:00:00+09:00 in "
                             "row 2") == 1);
}

TEST_CASE("another form of a time is refused with those that are read") {
    const SeriesCopy copy;
    copy.replace("given.csv", "2027-12-31T15:00:00Z", "31/12/2027 15:00");
    CHECK(copy.faults() ==
          "given.csv: utc (row 2): found 31/12/2027 15:00, expected 2027-12-31T15:00:00Z; a time is written "
          "2029-01-01T00:00:00Z, 2029-01-01 00:00:00 (UTC), or with an offset, 2029-01-01T09:00:00+09:00");
    copy.replace("given.csv", "31/12/2027 15:00", "2027-12-31 15:30:00");
    CHECK(copy.faults() ==
          "given.csv: utc (row 2): found 2027-12-31 15:30:00, expected 2027-12-31T15:00:00Z: every hour of the horizon "
          "once and in order");
}

TEST_CASE("values with decimal commas are one fault for their column") {
    const SeriesCopy copy;
    std::string text = "utc,north,sun,hub\n";
    for (const char* day : {"2027-12-31", "2028-12-31"})
        for (int hour = 15; hour < 18; ++hour) text += fmt::format("{}T{}:00:00Z,4000,\"0,5\",10\n", day, hour);
    copy.write("given.csv", text);
    CHECK(
        copy.faults() ==
        "given.csv: sun (row 2): found 0,5 (and 5 more rows), expected a fraction from 0 to 1 (0.4, not 40); a decimal "
        "point in place of the comma: 0.5");
    copy.write("given.csv", "\xFF\xFEu\0t\0c\0");
    CHECK(copy.faults().starts_with("given.csv: text (row 1): found UTF-16, expected text in UTF-8"));
}
