// Every kind of fault in a study: one wrong entry, one exact message.
// Over 300 lines: a table, a row for each message.
#include <doctest/doctest.h>

#include "study_copy.hpp"

using decawatt::io::StudyRequest;
using decawatt::io::test::StudyCopy;

namespace {
struct Spoilt {
    const char *file, *from, *to, *message;
};

void check_all(const std::vector<Spoilt>& cases) {
    for (const Spoilt& spoilt : cases) {
        const StudyCopy copy;
        copy.replace(spoilt.file, spoilt.from, spoilt.to);
        CAPTURE(std::string(spoilt.to));
        CHECK(copy.faults() == spoilt.message);
    }
}
}  // namespace

TEST_CASE("the copy has no faults") {
    CHECK(StudyCopy().faults().empty());
}

TEST_CASE("settings") {
    check_all({
        {"study.toml", "currency = \"USD\"", "", "study.toml: study.currency: found nothing, expected this key"},
        {"study.toml", "currency = \"USD\"", "currency = 3",
         "study.toml: study.currency (row 5): found 3, expected a text"},
        {"study.toml", "seed", "sed",
         "study.toml: weather.sed (row 16): found an unknown key, expected one of source, seed, years, weights (did "
         "you mean 'seed'?)"},
        {"study.toml", "[planning]", "[other]\nx = 1\n[planning]",
         "study.toml: other (row 19): found an unknown section, expected one of the sections study, horizon, weather, "
         "planning, adequacy, check, output, variant"},
        {"study.toml", "discount_rate = 0.05", "discount_rate = 5",
         "study.toml: study.discount_rate (row 7): found 5, expected a fraction from 0 to 1 (0.4, not 40)"},
        {"study.toml", "discount_rate = 0.05", "discount_rate = nan",
         "study.toml: study.discount_rate (row 7): found nan, expected a fraction from 0 to 1 (0.4, not 40)"},
        {"study.toml", "last_year = 2029", "last_year = 2027",
         "study.toml: horizon.last_year (row 12): found 2027, expected a year from first_year 2028 on"},
        {"study.toml", "last_year = 2029", "last_year = 2029.5",
         "study.toml: horizon.last_year (row 12): found 2029.5, expected a whole number from 1900 to 2200"},
        {"study.toml", "last_year = 2029", "last_year = 2029\nstep_minutes = 45",
         "study.toml: horizon.step_minutes (row 13): found 45, expected 15, 30, 60, 120 or 180"},
        {"study.toml", "last_year = 2029", "last_year = 2029\nstep_minutes = 10",
         "study.toml: horizon.step_minutes (row 13): found 10, expected 15, 30, 60, 120 or 180"},
        {"study.toml", "last_year = 2029", "last_year = 2029\nstep_minutes = 180\nhours_per_year = 100",
         "study.toml: horizon.hours_per_year (row 14): found 100, expected a whole number of steps of 180 minutes"},
        {"study.toml", "+09:00", "9h", "study.toml: study.utc_offset (row 8): found 9h, expected a text like +09:00"},
        {"study.toml", "\"generator\"", "\"almanac\"",
         "study.toml: weather.source (row 15): found almanac, expected one of generator, files"},
        {"study.toml", "\"generator\"", "\"files\"",
         "weather_files.csv: site: found no file for north in weather years 1, expected a file for every site and "
         "weather year: with source = \"files\" none is generated\n"
         "weather_files.csv: site: found no file for south in weather years 1, expected a file for every site and "
         "weather year: with source = \"files\" none is generated"},
        {"study.toml", "years = [1]", "years = [1, 1]",
         "study.toml: weather.years (row 17): found [1, 1], expected a list of different whole numbers >= 1"},
        {"study.toml", "years = [1]", "years = [1, 2]\nweights = [0.5, 0.6]",
         "study.toml: weather.weights (row 18): found [0.5, 0.6], expected 2 fractions that add to 1, one per "
         "weather year"},
        {"study.toml", "unserved_cost_per_mwh = 10000", "unserved_cost_per_mwh = -1",
         "study.toml: planning.unserved_cost_per_mwh (row 20): found -1, expected a finite number > 0"},
        {"study.toml", "target_scope", "base_mva = 0\ntarget_scope",
         "study.toml: planning.base_mva (row 22): found 0, expected a finite number > 0"},
        {"study.toml", "\"each\"", "\"some\"",
         "study.toml: planning.target_scope (row 22): found some, expected one of each, mean"},
    });
}

TEST_CASE("broken TOML is one fault, not many") {
    const StudyCopy copy;
    copy.replace("study.toml", "price_year = 2024", "price_year = = 2024");
    const std::string faults = copy.faults();
    CHECK(faults.find('\n') == std::string::npos);
    CHECK(faults.starts_with("study.toml: syntax at column 14 (row 6): found "));
    CHECK(faults.ends_with(", expected valid TOML"));
}

TEST_CASE("files and columns") {
    const StudyCopy copy;
    SUBCASE("a required table is missing") {
        copy.remove("regions.csv");
        CHECK(copy.faults() == "regions.csv: table: found no such file, expected a table of the study");
    }
    SUBCASE("an optional table is missing") {
        copy.remove("policy.csv");
        CHECK(copy.faults().empty());
    }
    SUBCASE("a table of another name") {
        copy.write("plant.csv", "name\n");
        CHECK(copy.faults() ==
              "plant.csv: table: found a table that no study has, expected one of the tables of the study format (did "
              "you "
              "mean plants.csv?)");
    }
    SUBCASE("a required table without rows") {
        copy.write("climate.csv", copy.text("climate.csv").substr(0, copy.text("climate.csv").find('\n')));
        CHECK(copy.faults() == "climate.csv: rows: found none, expected at least one");
    }
    SUBCASE("a column is missing") {
        copy.replace("turbines.csv", "hub_height_m", "loss_frac_2");
        CHECK(copy.faults() ==
              "turbines.csv: loss_frac_2 (row 1): found an unknown column, expected one of name, hub_height_m, curve, "
              "curve_file, loss_frac, availability_frac, wake_efficiency_frac, smoothing_sd_m_per_s, "
              "smoothing_frac_of_wind, resource_factor, height_method, shear_exponent, roughness_m, displacement_m, "
              "air, curve_density, cut_out_m_per_s, restart_m_per_s, storm_ramp_m_per_s, stop_below_deg_c, "
              "temperature_cap, icing_below_deg_c, icing_humidity_frac, icing_persistence_h, wake_curve, layout, "
              "rotor_diameter_m, wake_decay, degradation_frac_per_year (did you mean 'loss_frac'?)\n"
              "turbines.csv: hub_height_m (row 1): found no such column, expected this column");
    }
}

TEST_CASE("numbers") {
    check_all({
        {"plants.csv", "north gas,north,gas,4500", "north gas,north,gas,-40",
         "plants.csv: capacity_mw (row 2): found -40, expected a finite number >= 0"},
        {"plants.csv", "north gas,north,gas,4500", "north gas,north,gas,",
         "plants.csv: capacity_mw (row 2): found nothing, expected a finite number >= 0"},
        {"plants.csv", "north gas,north,gas,4500", "north gas,north,gas,4500 MW",
         "plants.csv: capacity_mw (row 2): found 4500 MW, expected a finite number >= 0; the number alone, 4500: the "
         "unit is part of the column's name"},
        {"plants.csv", "north gas,north,gas,4500", "north gas,north,gas,nan",
         "plants.csv: capacity_mw (row 2): found nan, expected a finite number >= 0; a number, or where the column is "
         "optional an empty field"},
        {"plants.csv", "1500,1000,2028,850", "inf,1000,2028,850",
         "plants.csv: build_limit_mw (row 14): found inf, expected a finite number >= 0"},
        {"plants.csv", "gas,0.52", "gas,52",
         "plants.csv: efficiency_frac (row 2): found 52, expected a fraction above 0 and up to 1 (0.4, not 40)"},
        {"stores.csv", "3600,0.88", "3600,1.1",
         "stores.csv: charge_efficiency_frac (row 2): found 1.1, expected a fraction above 0 and up to 1 (0.4, not "
         "40)"},
        {"lines.csv", "0.02", "2",
         "lines.csv: loss_frac (row 2): found 2, expected a fraction from 0 to below 1 (0.04, not 4)"},
        {"contract_targets.csv", "2028,0.55", "2028,55",
         "contract_targets.csv: hourly_frac (row 2): found 55, expected a fraction from 0 to 1 (0.4, not 40)"},
        {"month_profiles.csv", "river,1,0.12", "river,1,12",
         "month_profiles.csv: frac (row 38): found 12, expected a fraction from 0 to 1 (0.4, not 40)"},
        {"pv_systems.csv", "-0.0037", "0.0037",
         "pv_systems.csv: temperature_coefficient_per_deg_c (row 2): found 0.0037, expected a fraction per degree from "
         "-0.02 to 0 (power falls with heat)"},
        {"pv_systems.csv", "fixed 30,30", "fixed 30,300",
         "pv_systems.csv: tilt_deg (row 2): found 300, expected degrees from 0 to 90"},
        {"demand.csv", "north,2028", "north,28",
         "demand.csv: year (row 2): found 28, expected a whole number from 1900 to 2200"},
        {"prices.csv", "carbon,2028,20", "carbon,2028,-20",
         "prices.csv: price (row 6): found -20, expected a finite number >= 0"},
        {"sites.csv", "37.5", "137.5", "sites.csv: latitude_deg (row 2): found 137.5, expected degrees from -90 to 90"},
        {"outage_temperatures.csv", "gas,-10,", "gas,-1e300,",
         "outage_temperatures.csv: temperature_deg_c (row 2): found -1e300, expected degrees Celsius from -90 to 60"},
    });
}

TEST_CASE("words, dates and references") {
    check_all({
        {"plants.csv", "north gas,north,gas", "north gas,nord,gas",
         "plants.csv: region (row 2): found nord, expected a name in regions.csv"},
        {"plants.csv", "north gas,north,gas", "north gas,north,gaz",
         "plants.csv: technology (row 2): found gaz, expected one of nuclear, coal, gas, oil, hydro, solar, onshore, "
         "offshore, bioenergy, "
         "fuel_cell, waste, other (did you mean 'gas'?)"},
        {"plants.csv", "2029-07,gas", "2029-13,gas",
         "plants.csv: closed (row 3): found 2029-13, expected a date: 2027, 2027-11 or 2027-11-15; months by their "
         "number, with all four digits of the year"},
        {"plants.csv", "3,thermal outages", "3,thermal",
         "plants.csv: availability (row 2): found thermal, expected a name in month_profiles.csv "
         "(did you mean 'thermal outages'?)"},
        {"plants.csv", "fixed 30", "fixed 45",
         "plants.csv: system (row 6): found fixed 45, expected a name in pv_systems.csv (did you mean 'fixed 30'?)"},
        {"holidays.csv", "2028-05-05,public", "2028-05-05,bank",
         "holidays.csv: kind (row 3): found bank, expected one of public, major"},
        {"holidays.csv", "2028-05-05", "2028-05",
         "holidays.csv: date (row 3): found 2028-05, expected a day: 2027-11-15"},
        {"halls.csv", "2029,serving", "2029,web",
         "halls.csv: workload (row 3): found web, expected a name in workloads.csv"},
        {"halls.csv", "2029,serving", ",serving",
         "halls.csv: commissioned (row 3): found nothing, expected a date: 2027, 2027-11 or 2027-11-15"},
        {"prices.csv", "coal,2028", "lignite,2028",
         "prices.csv: item: found no rows of coal, expected at least one year of every fuel\n"
         "prices.csv: item (row 4): found lignite, expected carbon, or a name in fuels.csv"},
        {"contracts.csv", ",clean", ",green",
         "contracts.csv: counts (row 2): found green, expected one of clean, renewable"},
        {"turbines.csv", "generic", "special",
         "turbines.csv: curve (row 2): found special, expected a name in power_curves.csv"},
        {"data_centers.csv", "water_economizer", "ice",
         "data_centers.csv: cooling (row 2): found ice, expected one of air_economizer, water_economizer, liquid, "
         "water_chiller, air_chiller, air_economizer_air_chiller, or a name in cooling_systems.csv"},
    });
}

TEST_CASE("names are unique") {
    check_all({
        {"plants.csv", "north gas old", "north gas",
         "plants.csv: name (row 3): found north gas, expected no second row of that name (the first is row 2)"},
        {"demand.csv", "north,2030", "north,02028",
         "demand.csv: region/year (row 3): found north/02028, expected no second row of that name (the first is row "
         "2)"},
        {"halls.csv", "hall 2", "hall 1",
         "halls.csv: data_center/name (row 3): found hub/hall 1, expected no second row of that name (the first is row "
         "2)"},
    });
}

TEST_CASE("incomplete data") {
    check_all({
        {"climate.csv", "south,12,", "north,13,",
         "climate.csv: month: found no rows of south for months 12, expected every month of every site\n"
         "climate.csv: month (row 25): found 13, expected a whole number from 1 to 12"},
        {"climate.csv", "south,12,", "#",
         "climate.csv: month: found no rows of south for months 12, expected every month of every site"},
        {"month_profiles.csv", "river,12,", "#",
         "month_profiles.csv: month: found no rows of river for months 12, expected every month of every profile"},
        {"demand_shapes.csv", "common,12,holiday,23,", "#",
         "demand_shapes.csv: shape: found 1151 rows of common, expected 1152: every month, day type and hour"},
        {"demand.csv", "north,2028,40000\nnorth,2030,41000\n", "",
         "demand.csv: region: found no rows of north, expected at least one year of every region"},
        {"prices.csv", "uranium,2028,3\n", "",
         "prices.csv: item: found no rows of uranium, expected at least one year of every fuel"},
        {"interface_limits.csv", "to the north,2028,2000\nto the north,2029,2100\n", "",
         "interface_limits.csv: interface: found no rows of to the north, expected at least one year of every "
         "interface"},
        {"data_centers.csv", "hub supply", "",
         "contracts.csv: name (row 2): found hub supply without members, expected at least one data centre of that "
         "contract"},
        {"halls.csv", "1.4", "",
         "halls.csv: it_mw (row 3): found nothing, expected the hall's power, or both gpus and "
         "kw_per_gpu, or a fleet"},
        {"halls.csv", "70000,", "70000,1.4",
         "halls.csv: kw_per_gpu (row 2): found 1.4, expected nothing together "
         "with it_mw"},
        {"plants.csv", "2028,850,16,25", "2028,,16,25",
         "plants.csv: capex_per_kw (row 14): found nothing, expected the cost of what may be built"},
        {"plants.csv", "2028,850,16,25", "2028,850,16,",
         "plants.csv: lifetime_years (row 14): found nothing, expected the life of what may be built"},
        {"plants.csv", "1500,1000,2028", ",1000,2028",
         "plants.csv: build_limit_mw (row 14): found nothing, expected a limit for all years together"},
        {"plants.csv", "1500,1000,2028", "1500,1000,2035",
         "plants.csv: build_last_year (row 14): found nothing, expected a year from build_first_year on"},
        {"stores.csv", "180,5,200,2", "180,5,,2",
         "stores.csv: capex_per_kwh (row 3): found nothing, expected the cost of what may be built"},
    });
    const StudyCopy copy;
    copy.append("power_curves.csv", "single,5,0.1\n");
    CHECK(copy.faults() == "power_curves.csv: curve: found one point of single, expected two or more");
}

TEST_CASE("contradictory data") {
    check_all({
        {"plants.csv", "900,,,2029-07", "900,,2029-07,2029-07",
         "plants.csv: closed (row 3): found 2029-07-01, expected a date after commissioned 2029-07-01"},
        {"plants.csv", "hub roof,south,solar", "hub roof,north,solar",
         "plants.csv: behind (row 13): found hub in south, expected a data centre in north"},
        {"stores.csv", "hub battery,south", "hub battery,north",
         "stores.csv: behind (row 3): found hub in south, expected a data centre in north"},
        {"plants.csv", "south,onshore class,,,", "south,,,,",
         "plants.csv: system (row 12): found nothing, expected a name in turbines.csv"},
        {"plants.csv", "south,onshore class,,,", ",onshore class,,,",
         "plants.csv: site (row 12): found nothing, expected the site whose weather drives the plant"},
        {"plants.csv", "north,fixed 30", "north,",
         "plants.csv: system (row 6): found nothing, expected a name in pv_systems.csv"},
        {"plants.csv", "river,,,,", "river,,,,fixed 30",
         "plants.csv: system (row 10): found fixed 30, expected nothing: only solar, onshore and offshore have a "
         "system"},
        {"plants.csv", "gas,0.52", ",0.52", "plants.csv: fuel (row 2): found nothing, expected the fuel of gas"},
        {"lines.csv", "south,north", "south,south",
         "lines.csv: to (row 2): found south, expected another region than from"},
        {"lines.csv", "availability_frac\nsouth-north,south,north,2200,1800,0.02,0.98",
         "reactance_pu,closed,build_limit_mw,capex_per_kw,lifetime_years\n"
         "south-north,south,north,2200,1800,0.02,0.01,2029-07,500,900,40",
         "lines.csv: loss_frac (row 2): found 0.02, expected 0: a line with a reactance is lossless\n"
         "lines.csv: build_limit_mw (row 2): found 500, expected nothing: added capacity would change the reactance "
         "of the line\n"
         "lines.csv: closed (row 2): found 2029-07-01, expected 1 January, for a line with a reactance"},
        {"lines.csv", "loss_frac,availability_frac\nsouth-north,south,north,2200,1800,0.02,0.98",
         "tap_ratio,phase_shift_deg\nsouth-north,south,north,2200,1800,1.02,-3",
         "lines.csv: tap_ratio (row 2): found 1.02, expected nothing, on a line without reactance_pu\n"
         "lines.csv: phase_shift_deg (row 2): found -3, expected nothing, on a line without reactance_pu"},
        {"lines.csv", "loss_frac,availability_frac\nsouth-north,south,north,2200,1800,0.02,0.98",
         "reactance_pu,tap_ratio\nsouth-north,south,north,2200,1800,0,-1",
         "lines.csv: reactance_pu (row 2): found 0, expected a finite number > 0\n"
         "lines.csv: tap_ratio (row 2): found -1, expected a finite number > 0"},
        {"fuels.csv", "uranium", "carbon",
         "fuels.csv: name (row 4): found carbon, expected another name: carbon is the price of emissions\n"
         "prices.csv: item: found no rows of carbon, expected at least one year of every fuel\n"
         "prices.csv: item (row 5): found uranium, expected carbon, or a name in fuels.csv\n"
         "plants.csv: fuel (row 7): found uranium, expected a name in fuels.csv"},
    });
    // One fault for each field, with its row, found before anything is built.
    check_all({
        {"plants.csv", "hub solar,south,solar,0,,,,,,,,,,south",
         "hub solar,south,solar,0,,,,,,,,,nuclear minimum,south",
         "plants.csv: must_run (row 14): found nuclear minimum, expected nothing: an expansion option cannot be "
         "must-run"},
        {"plants.csv", "hub roof,south,solar,10,hub,,,,,,,,,south",
         "hub roof,south,solar,10,hub,,,,,,,,nuclear minimum,south",
         "plants.csv: must_run (row 13): found nuclear minimum, expected nothing: spilled output must not count for a "
         "contract"},
    });
    const StudyCopy copy;
    copy.append("industrial_loads.csv", "steelworks,2030,north,200\n");
    CHECK(copy.faults() ==
          "industrial_loads.csv: region (row 4): found north, expected the region of the load's first row");
}

TEST_CASE("an upgraded store is commissioned and closed on 1 January") {
    const StudyCopy copy;
    copy.replace("stores.csv", "300,1200,180,5,200,2,15", "300,,180,5,,,15");
    const auto faults = [&](const char* column, const char* date) {
        StudyRequest request;
        request.overrides = {{std::string("stores.hub battery.") + column, date}};
        return copy.faults(request);
    };
    CHECK(faults("commissioned", "2028-07") ==
          "stores.csv: commissioned (row 3): found 2028-07-01, expected 1 January, for a store with only power or only "
          "energy to build");
    CHECK(
        faults("closed", "2029-01-02") ==
        "stores.csv: closed (row 3): found 2029-01-02, expected 1 January, for a store with only power or only energy "
        "to build");
    CHECK(faults("closed", "2029").empty());
    CHECK(faults("closed", "2035-07").empty());        // beyond the horizon
    CHECK(faults("commissioned", "2020-07").empty());  // before it
}

TEST_CASE("all faults are reported together, by file and row") {
    const StudyCopy copy;
    copy.replace("study.toml", "price_year = 2024", "price_year = \"2024\"");
    copy.replace("sites.csv", "37.5", "north");
    copy.replace("lines.csv", "2200,1800", "-2200,1800");
    copy.replace("plants.csv", "gas,0.42", "gas,42");
    copy.replace("plants.csv", "north gas,north,gas,4500", "north gas,nord,gas,-1");
    copy.replace("contracts.csv", "clean", "green");
    copy.remove("demand.csv");
    copy.write("extra.csv", "");
    CHECK(copy.faults() ==
          "extra.csv: table: found a table that no study has, expected one of the tables of the study format, or in "
          "another folder if it is not a table\n"
          "study.toml: study.price_year (row 6): found 2024, expected a whole number from 1900 to 2200\n"
          "sites.csv: latitude_deg (row 2): found north, expected degrees from -90 to 90\n"
          "demand.csv: table: found no such file, expected a table of the study\n"
          "lines.csv: capacity_mw (row 2): found -2200, expected a finite number >= 0\n"
          "plants.csv: region (row 2): found nord, expected a name in regions.csv\n"
          "plants.csv: capacity_mw (row 2): found -1, expected a finite number >= 0\n"
          "plants.csv: efficiency_frac (row 3): found 42, expected a fraction above 0 and up to 1 (0.4, not 40)\n"
          "contracts.csv: counts (row 2): found green, expected one of clean, renewable");
}
