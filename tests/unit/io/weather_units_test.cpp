// Units that a weather file states: converted, or refused by name.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include "io/weather/stated_unit.hpp"
#include "profiles/sun/irradiance.hpp"
#include "unit/io/weather_reading.hpp"
#include "weather_values.hpp"

using namespace decawatt;
using test::faults_of;
using test::has_note;
using test::read;
using test::replaced;
using test::replaced_all;
using test::with_field;
using namespace decawatt::tests::weather_values;

TEST_CASE("units are converted, or rejected by name") {
    using enum io::Quantity;
    struct Case {
        io::Quantity quantity;
        const char* unit;
        double stated, ours;
    };
    for (const Case& c :
         {Case{temperature_deg_c, "K", 293.15, 20.0}, Case{temperature_deg_c, "degrees Celsius", 20.0, 20.0},
          Case{temperature_deg_c, "F", 68.0, 20.0}, Case{pressure_pa, "Millibar", 1013.25, 101325.0},
          Case{pressure_pa, "kPa", 101.325, 101325.0}, Case{pressure_pa, "atm", 1.0, 101325.0},
          Case{ghi_w_per_m2, "(kW-hr/m^2/hr)", 0.5, 500.0}, Case{ghi_w_per_m2, "MJ/hr", 1.8, 500.0},
          Case{dni_w_per_m2, "w/m2", 500.0, 500.0}, Case{ghi_w_per_m2, "W/m\xC2\xB2", 500.0, 500.0},
          Case{ghi_w_per_m2, "W/m\xB2", 500.0, 500.0}, Case{ghi_w_per_m2, "W m-2", 500.0, 500.0},
          Case{temperature_deg_c,
               "\xC2\xB0"
               "C",
               20.0, 20.0},
          Case{wind_speed_m_per_s, "m s\xE2\x81\xBB\xC2\xB9", 3.0, 3.0}, Case{wind_speed_m_per_s, "km/h", 36.0, 10.0},
          Case{wind_speed_m_per_s, "mph", 10.0, 4.4704}, Case{relative_humidity_frac, "%", 50.0, 0.5},
          Case{snow_depth_m, "mm", 120.0, 0.12}}) {
        CAPTURE(c.unit);
        const auto conversion = io::unit_conversion(c.quantity, c.unit);
        REQUIRE(conversion);
        CHECK(c.stated * conversion->scale + conversion->offset == doctest::Approx(c.ours).epsilon(1e-12));
    }
    CHECK(!io::unit_conversion(ghi_w_per_m2, "kW-hr/m^2/day"));
    CHECK(!io::unit_conversion(pressure_pa, "inHg"));
    CHECK(!io::unit_conversion(albedo_frac, "0.1"));
    CHECK(!io::unit_conversion(albedo_frac, "10"));
    CHECK(!io::unit_conversion(ghi_w_per_m2, "W m2"));
}

TEST_CASE("NSRDB: units of the metadata") {
    const std::string text = test::sample_file("psm", {});
    const auto millibars =
        replaced(replaced(text, ",Version\n", ",Version,Pressure Units\n"), "4.0.0\n", "4.0.0,mbar\n");
    CHECK(read(millibars).weather.pressure_pa(3, 0) == read(text).weather.pressure_pa(3, 0));
    const auto slow =
        read(replaced(replaced(text, ",Version\n", ",Version,Wind Speed Units\n"), "4.0.0\n", "4.0.0,km/h\n"));
    CHECK(slow.weather.wind[0].speed_m_per_s(3, 0) ==
          doctest::Approx(read(text).weather.wind[0].speed_m_per_s(3, 0) / 3.6));
    CHECK(has_note(slow, "Wind Speed: converted from km/h"));
    const auto faults =
        faults_of(replaced(replaced(text, ",Version\n", ",Version,Pressure Units\n"), "4.0.0\n", "4.0.0,inHg\n"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "Pressure (column 14)");
    CHECK(faults[0].row == 2);
    CHECK(faults[0].found == "the unit inHg");
}

TEST_CASE("an hourly energy is not a valid unit for half hours") {
    const auto with_energy = [](int step_s) {
        return replaced(replaced(test::sample_file("psm", {.step_s = step_s}), "DNI Units", "GHI Units"), "w/m2",
                        "Wh/m2");
    };
    CHECK(faults_of(with_energy(3600)).empty());
    const auto faults = faults_of(with_energy(1800));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "GHI (column 10)");
}

TEST_CASE("units of the other formats' heads") {
    // NASA POWER delivers MJ/hr to agroclimatology: 1 W/m2 is 0.0036 MJ/m2 an hour.
    const std::string power = test::sample_file("nasa-power", {});
    const auto faults = faults_of(replaced(power, "(Wh/m^2)", "(kW-hr/m^2/day)"));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].field == "ALLSKY_SFC_SW_DWN (column 5)");
    CHECK(faults[0].row == 8);
    const auto pa = read(replaced(power, "-END", "PS  MERRA-2 Surface Pressure (kPa) \n-END"));
    CHECK(pa.weather.pressure_pa(5, 0) == read(power).weather.pressure_pa(5, 0));
    CHECK(!faults_of(replaced(power, "-END", "PS  MERRA-2 Surface Pressure (Pa) \n-END")).empty());  // 101 Pa

    const std::string tmy3 = test::sample_file("tmy3", {});
    const auto kmh = read(replaced(tmy3, "Wspd (m/s)", "Wspd (km/h)"));
    CHECK(kmh.weather.wind[0].speed_m_per_s(3, 0) ==
          doctest::Approx(read(tmy3).weather.wind[0].speed_m_per_s(3, 0) / 3.6));
    CHECK(faults_of(replaced(tmy3, "Pressure (mbar)", "Pressure (psi)")).at(0).found == "the unit psi");

    const auto pvgis = test::sample_file("pvgis-tmy", {});
    CHECK(faults_of(replaced(pvgis, "(degree Celsius)", "(degree Reaumur)")).at(0).field == "T2m (column 2)");

    // The legend is below the rows: 100 times the pressure, in hPa in a file that is otherwise in Pa.
    const auto hectopascals = replaced(pvgis, "RH: relative", "SP: surface pressure (hPa)\nRH: relative");
    CHECK(faults_of(hectopascals).at(0).found.find(", which is 1.0") != std::string::npos);
    CHECK(faults_of(hectopascals).at(0).field == "SP (column 10)");

    const auto srw = test::sample_file("srw", {});
    const auto knots = read(replaced(srw, "C,atm,m/s,", "C,atm,knots,"));
    CHECK(knots.weather.wind[0].speed_m_per_s(3, 0) ==
          doctest::Approx(read(srw).weather.wind[0].speed_m_per_s(3, 0) * 1852.0 / 3600.0));
}
