// Turbines of a study: curves in files, layouts, caps and losses, and faults that are refused.
#include "study_copy.hpp"

#include <cmath>

#include "base/index.hpp"
#include "profiles/wind/wind_power.hpp"

using namespace decawatt;
using doctest::Approx;
using io::test::StudyCopy;

namespace {
const char* const kFile =
    "Wind Speed [m/s],Power [kW],Cp [-],Thrust [kN],Ct [-],,\r\n"
    "3,0,0.1,50,0.9,,\r\n8,1500,0.45,200,0.8,,\r\n12,4000,0.4,250,0.6,,\r\n25,4000,0.05,100,0.1,,\r\n";

// The minimal study with another turbine and a curve of its own.
struct OneTurbine : StudyCopy {
    OneTurbine(const std::string& columns, const std::string& fields, const std::string& file = kFile) {
        write("curve.txt", file);
        write("turbines.csv", "name,hub_height_m," + columns + "\nonshore class,100," + fields + "\n");
    }
};
}  // namespace

TEST_CASE("a curve comes from a file, with rated power the highest of it") {
    const OneTurbine copy("curve_file", "curve.txt");
    const io::LoadedStudy loaded = copy.read();
    const model::Turbines& t = loaded.study.turbines;
    CHECK(t.curve_wind_m_per_s[0] == std::vector<double>{3, 8, 12, 25});
    CHECK(t.curve_frac[0] == std::vector<double>{0, 0.375, 1, 1});
    CHECK(t.rules[0].curve_ct == std::vector<double>{0.9, 0.8, 0.6, 0.1});
    CHECK(t.rules[0].curve_cp[1] == 0.45);
    CHECK(loaded.files.back().name == "curve.txt");
    CHECK(loaded.files.back().text == kFile);
}

TEST_CASE("the published curves of the library read as they are") {
    const std::filesystem::path library = std::filesystem::path(DECAWATT_SOURCE_DIR) / "scenarios/turbines";
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(library)) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".csv") || name == "wake_curves.csv") continue;
        CAPTURE(name);
        const OneTurbine copy("curve_file", entry.path().string());
        io::StudyRequest request;
        request.allow_outside = true;  // the study is a temporary copy
        const model::Turbines t = copy.read(request).study.turbines;
        CHECK(t.curve_wind_m_per_s[0].size() >= 20);
        CHECK(t.curve_frac[0].back() <= 1.0);
        const profiles::WindFarm farm(t, model::TurbineIndex{0});
        CHECK(farm.output_frac(15.0, 1.225) == Approx(1.0).epsilon(0.002));
        CHECK(farm.cut_out_m_per_s() >= 24.75 - 1e-9);
        ++count;
    }
    CHECK(count == 10);
    const OneTurbine copy("curve_file,wake_curve", "curve.txt,dena_mean");
    std::filesystem::copy(library / "wake_curves.csv", copy.folder() / "wake_curves.csv");
    CHECK(copy.read().study.turbines.rules[0].wake_wind_frac.size() > 100);
}

TEST_CASE("stated values of a turbine are read, others have defaults") {
    const OneTurbine plain("curve", "generic");
    const model::WindFarmRules none = plain.read().study.turbines.rules[0];
    CHECK(none.height_method == model::HeightMethod::power);
    CHECK(none.curve_density == model::CurveDensity::wind_dependent);
    CHECK(none.restart_m_per_s == 0.0);
    CHECK(none.degradation_frac_per_year == 0.0);
    CHECK(!none.stop_below_deg_c);
    CHECK(!none.icing_below_deg_c);
    CHECK(none.cap_frac.empty());

    const OneTurbine copy(
        "curve_file,height_method,air,curve_density,restart_m_per_s,storm_ramp_m_per_s,cut_out_m_per_s,stop_below_deg_"
        "c,"
        "temperature_cap,icing_below_deg_c,layout,rotor_diameter_m,degradation_frac_per_year,shear_exponent",
        "curve.txt,log,moist,cube_root,20,22,28,-20,warm,-1,square,120,0.016,0.2");
    copy.write("temperature_caps.csv", "curve,temperature_deg_c,power_frac\nwarm,45,0.6\nwarm,-20,1\nwarm,35,1\n");
    copy.write("wind_layouts.csv", "layout,machine,east_m,north_m\nsquare,1,0,0\nsquare,2,600,-50\n");
    copy.write("turbine_losses.csv",
               "turbine,loss,loss_frac\nonshore class,avail_turb,0.03\nonshore class,env_icing,0.01\n");
    const model::Turbines t = copy.read().study.turbines;
    const model::WindFarmRules& rules = t.rules[0];
    CHECK(rules.height_method == model::HeightMethod::log);
    CHECK(rules.air == model::HubAir::moist);
    CHECK(rules.curve_density == model::CurveDensity::cube_root);
    CHECK(rules.restart_m_per_s == 20.0);
    CHECK(rules.storm_ramp_m_per_s == 22.0);
    CHECK(rules.cut_out_m_per_s == 28.0);
    CHECK(rules.stop_below_deg_c == -20.0);
    CHECK(rules.cap_temperature_deg_c == std::vector<double>{-20, 35, 45});
    CHECK(rules.cap_frac == std::vector<double>{1, 1, 0.6});
    CHECK(rules.icing_below_deg_c == -1.0);
    CHECK(rules.icing_humidity_frac == 0.95);
    CHECK(rules.east_m == std::vector<double>{0, 600});
    CHECK(rules.north_m == std::vector<double>{0, -50});
    CHECK(rules.rotor_diameter_m == 120.0);
    CHECK(rules.degradation_frac_per_year == 0.016);
    CHECK(rules.shear_exponent == 0.2);
    CHECK(profiles::WindFarm(t, model::TurbineIndex{0}).loss_frac() == Approx(1.0 - 0.97 * 0.99));
}

TEST_CASE("faults of curve files name file, row and column") {
    const auto faults = [](const std::string& file) { return OneTurbine("curve_file", "curve.txt", file).faults(); };
    CHECK(faults("Wind Speed [m/s],Power [kW]\n3,0\n8,100\n8,200\n") ==
          "curve.txt: Wind Speed [m/s] (row 4): found 8, expected more than the row before, 8");
    CHECK(faults("Wind Speed [m/s],Power [kW]\n3,-5\n8,100\n") ==
          "curve.txt: Power [kW] (row 2): found -5, expected a finite number >= 0");
    CHECK(faults("Wind Speed [m/s],Power [kW]\n3,0\n8,inf\n9,10\n") ==
          "curve.txt: Power [kW] (row 3): found inf, expected a finite number >= 0");
    CHECK(faults("Wind Speed [m/s],Power [kW]\n3,0\n8,0\n") ==
          "curve.txt: Power [kW]: found no power above 0, expected rated power, the highest of the column");
    CHECK(faults("Wind Speed [m/s],Power [kW]\n3,1\n") ==
          "curve.txt: Wind Speed [m/s]: found 1 rows, expected two or more");
    CHECK(
        faults("Wind Speed [m/s],Power [MW]\n3,0\n8,100\n") ==
        "curve.txt: Power [MW] (row 1): found an unknown column, expected one of Wind Speed [m/s], Power [kW], Cp [-], "
        "Thrust [kN], Ct [-]\n"
        "curve.txt: Power [kW] (row 1): found no such column, expected this column");
    CHECK(faults("") != "");
    CHECK(OneTurbine("curve_file", "nowhere.csv").faults() ==
          "turbines.csv: curve_file (row 2): found nowhere.csv, expected the path of a file, relative to the study's "
          "folder");
    CHECK(OneTurbine("curve,curve_file", "generic,curve.txt").faults() ==
          "turbines.csv: curve (row 2): found generic, expected nothing together with curve_file");
    CHECK(OneTurbine("loss_frac", "0.1").faults() ==
          "turbines.csv: curve (row 2): found nothing, expected a name in power_curves.csv, or a curve_file");
}

TEST_CASE("the values of a turbine must be consistent") {
    CHECK(OneTurbine("curve_file,restart_m_per_s", "curve.txt,26").faults() ==
          "turbines.csv: restart_m_per_s (row 2): found 26, expected at most cut-out, 25 m/s");
    CHECK(OneTurbine("curve_file,storm_ramp_m_per_s", "curve.txt,25").faults() ==
          "turbines.csv: storm_ramp_m_per_s (row 2): found 25, expected less than cut-out, 25 m/s");
    CHECK(OneTurbine("curve_file,roughness_m,displacement_m", "curve.txt,0.5,99.5").faults() ==
          "turbines.csv: roughness_m (row 2): found 0.5, expected with displacement_m below the hub, 100 m");
    CHECK(OneTurbine("curve_file,air", "curve.txt,wet").faults() ==
          "turbines.csv: air (row 2): found wet, expected one of dry, moist, barometric");
    CHECK(OneTurbine("curve_file,temperature_cap", "curve.txt,warm").faults() ==
          "turbines.csv: temperature_cap (row 2): found warm, expected a name in temperature_caps.csv");
    const OneTurbine copy("curve,layout", "generic,square");
    copy.write("wind_layouts.csv", "layout,machine,east_m,north_m\nsquare,1,0,0\n");
    CHECK(
        copy.faults() ==
        "turbines.csv: rotor_diameter_m (row 2): found nothing, expected the rotor diameter of the turbines in the "
        "layout\n"
        "turbines.csv: layout (row 2): found square, expected nothing, unless curve_file has a column Ct [-] or Cp [-] "
        "for the wakes");
    const OneTurbine losses("curve", "generic");
    losses.write("turbine_losses.csv", "turbine,loss,loss_frac\nonshore class,rust,0.1\nnobody,wake_int,1\n");
    const std::string found = losses.faults();
    CHECK(found.find("turbine_losses.csv: loss (row 2): found rust, expected one of avail_bop") != std::string::npos);
    CHECK(found.find("turbine_losses.csv: turbine (row 3): found nobody, expected a name in turbines.csv") !=
          std::string::npos);
    CHECK(found.find("turbine_losses.csv: loss_frac (row 3): found 1, expected a fraction from 0 to below 1") !=
          std::string::npos);
}
