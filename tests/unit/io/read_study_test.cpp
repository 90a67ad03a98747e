#include "io/study/read_study.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "study_copy.hpp"

using namespace decawatt;
using base::at;
using io::test::kMinimal;
using io::test::StudyCopy;

namespace {
std::size_t place(const std::vector<std::string>& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    REQUIRE_MESSAGE(found != names.end(), name);
    return static_cast<std::size_t>(found - names.begin());
}

model::Study minimal() {
    io::StudyRequest request;
    request.path = kMinimal;
    return io::read_study(request).study;
}

constexpr int kKoreaOffset_s = 9 * 3600;
}  // namespace

TEST_CASE("the settings of the minimal study arrive") {
    const model::Study study = minimal();
    CHECK(study.name == "Minimal hub");
    CHECK(study.currency == "USD");
    CHECK(study.price_year == 2024);
    CHECK(study.discount_rate == 0.05);
    CHECK(study.utc_offset_s == kKoreaOffset_s);
    CHECK(study.horizon.first_year == 2028);
    CHECK(study.horizon.year_count() == 2);
    CHECK(study.horizon.step_s == 3600);
    CHECK(study.weather.years == std::vector<int>{1});
    CHECK(study.weather.weights == std::vector<double>{1.0});
    CHECK(study.planning.unserved_cost_per_mwh == 10000.0);
    CHECK(study.planning.tolerance == 1e-6);
    CHECK(study.planning.target_scope == model::TargetScope::each);
    CHECK(study.output.precision == "float32");
}

TEST_CASE("units are converted on the way in") {
    const model::Study study = minimal();
    CHECK(study.regions.annual_energy_mwh[place(study.regions.name, "north")].at(2028) == 40.0e6);  // 40,000 GWh
    const model::ExpansionOption& solar = study.plants.build[place(study.plants.name, "hub solar")];
    CHECK(solar.capex == 850.0e3);  // 850 per kW
    CHECK(solar.fixed_cost_per_year == 16.0e3);
    CHECK(solar.limit == 1500.0);
    CHECK(solar.limit_per_year == 1000.0);
    CHECK(solar.first_year == 2028);
    CHECK(solar.last_year == 2029);  // the horizon's
    CHECK(solar.lifetime_years == 25.0);
    CHECK(study.plants.build[place(study.plants.name, "hub wind")].limit_per_year == 600.0);  // as for all years
    CHECK_FALSE(study.plants.build[place(study.plants.name, "north gas")].possible());
    const std::size_t battery = place(study.stores.name, "hub battery");
    CHECK(study.stores.build_power[battery].capex == 180.0e3);
    CHECK(study.stores.build_energy[battery].capex == 200.0e3);  // 200 per kWh
    CHECK(study.stores.build_energy[battery].fixed_cost_per_year == 2.0e3);
    CHECK(study.stores.build_energy[battery].limit == 1200.0);
    CHECK(study.stores.build_energy[battery].lifetime_years == 15.0);
    const std::size_t hall = place(study.halls.name, "hall 2");
    CHECK(study.halls.it_mw[hall] == doctest::Approx(84.0));  // 60,000 GPUs × 1.4 kW
    CHECK(study.halls.gpus[hall] == 60000.0);
    CHECK(study.halls.it_mw[place(study.halls.name, "hall 1")] == 100.0);
}

TEST_CASE("dates are instants at the offset of the study") {
    const model::Study study = minimal();
    const std::size_t old = place(study.plants.name, "north gas old"),
                      fresh = place(study.plants.name, "north gas new");
    CHECK(base::format_utc(study.plants.closed[old]) ==
          "2029-06-30T15:00:00Z");  // midnight of 1 July, nine hours ahead
    CHECK(study.plants.commissioned[old] == base::kAlways);
    CHECK(study.plants.commissioned[fresh] == study.plants.closed[old]);
    CHECK(study.plants.closed[fresh] == base::kNever);
    CHECK(base::format_utc(study.halls.commissioned[place(study.halls.name, "hall 2")]) == "2028-12-31T15:00:00Z");
    CHECK(base::format_date(study.holidays.date[2], study.utc_offset_s) == "2028-10-02");
    CHECK(study.holidays.major[2]);
    CHECK_FALSE(study.holidays.major[0]);
}

TEST_CASE("references and defaults of plants") {
    const model::Study study = minimal();
    const model::Plants& plants = study.plants;
    const std::size_t nuclear = place(plants.name, "south nuclear"), roof = place(plants.name, "hub roof"),
                      wind = place(plants.name, "south onshore"), gas = place(plants.name, "north gas");
    CHECK(study.regions.name[at(plants.region[nuclear])] == "south");
    CHECK(study.fuels.name[at(plants.fuel[nuclear])] == "uranium");
    CHECK(study.month_profiles.name[at(plants.must_run[nuclear])] == "nuclear minimum");
    CHECK(plants.must_run[gas] == base::none<model::MonthProfileIndex>);
    CHECK(plants.clean[nuclear]);
    CHECK_FALSE(plants.renewable[nuclear]);
    CHECK(plants.renewable[wind]);
    CHECK_FALSE(plants.clean[gas]);
    CHECK(plants.behind[roof] == model::DataCenterIndex{0});
    CHECK(plants.contract[roof] == model::ContractIndex{0});
    CHECK(plants.behind[wind] == base::none<model::DataCenterIndex>);
    CHECK(study.pv_systems.name[at(plants.pv_system[roof])] == "fixed 30");
    CHECK(plants.turbine[roof] == base::none<model::TurbineIndex>);
    CHECK(study.turbines.name[at(plants.turbine[wind])] == "onshore class");
    CHECK(plants.efficiency_frac[roof] == 1.0);
    CHECK(study.sites.name[at(plants.site[wind])] == "south");
}

TEST_CASE("lines with and without a reactance") {
    const StudyCopy copy;
    copy.replace("study.toml", "target_scope", "base_mva = 50\ntarget_scope");
    copy.write("lines.csv",
               "name,from,to,capacity_mw,reactance_pu,tap_ratio,phase_shift_deg\n"
               "south-north,south,north,2200,,,\n"
               "circuit,north,south,900,0.02,,\n"
               "transformer,south,north,700,0.03,0.98,-2.5\n");
    const model::Study study = copy.read().study;
    CHECK(study.planning.base_mva == 50.0);
    CHECK(study.lines.reactance_pu == std::vector{0.0, 0.02, 0.03});
    CHECK(study.lines.tap_ratio == std::vector{1.0, 1.0, 0.98});
    CHECK(study.lines.phase_shift_deg == std::vector{0.0, 0.0, -2.5});
    CHECK_FALSE(study.lines.has_reactance(0));
    CHECK(study.lines.has_reactance(2));
    CHECK(minimal().planning.base_mva == 100.0);
}

TEST_CASE("places, grid, prices and contracts") {
    const model::Study study = minimal();
    const std::size_t north = place(study.sites.name, "north");
    CHECK(study.sites.temperature_mean_deg_c[north][0] == -2.0);
    CHECK(study.sites.temperature_mean_deg_c[north][6] == 24.0);
    CHECK(study.sites.ghi_mean_kwh_per_m2_day[north][6] == 4.2);
    CHECK(study.demand_shapes.factor.at(0).size() == 12U * 4 * 24);
    // Workdays need more than holidays, and July more than May: the order of the index is month, day type, hour.
    const auto factor = [&](std::size_t month, model::DayType day, std::size_t hour) {
        return study.demand_shapes.factor[0][(month * model::kDayTypes + static_cast<std::size_t>(day)) * 24 + hour];
    };
    CHECK(factor(6, model::DayType::workday, 14) > factor(6, model::DayType::major_holiday, 14));
    CHECK(factor(6, model::DayType::workday, 14) > factor(4, model::DayType::workday, 14));
    CHECK(factor(6, model::DayType::workday, 14) > factor(6, model::DayType::workday, 3));
    CHECK(study.regions.name[at(study.lines.from[0])] == "south");
    CHECK(study.lines.capacity_mw[0] == 2200.0);
    CHECK(study.lines.reverse_capacity_mw[0] == 1800.0);
    REQUIRE(study.interfaces.members.at(0).size() == 1);
    CHECK(study.interfaces.members[0][0].sign == 1.0);
    CHECK(study.interfaces.limit_mw[0].at(2029) == 2100.0);
    CHECK(model::interpolated(study.fuels.price_per_mwh_thermal[place(study.fuels.name, "gas")], 2029) == 35.0);
    CHECK(model::interpolated(study.carbon_price_per_t, 2029) == 22.0);
    CHECK(study.emission_cap_t.at(2028) == 40.0e6);
    CHECK(study.industrial_loads.mean_mw.at(0).at(2029) == 180.0);
    CHECK(study.contracts.counts_clean[0]);
    CHECK(study.contracts.hourly_target_frac[0].at(2029) == 0.6);
    CHECK(study.contracts.annual_target_frac[0].at(2028) == 0.7);
    CHECK(study.data_centers.contract[0] == model::ContractIndex{0});
    CHECK(study.turbines.curve_wind_m_per_s.at(0).front() == 0.0);
    CHECK(study.turbines.curve_frac.at(0).back() == 0.0);
    CHECK(std::is_sorted(study.turbines.curve_wind_m_per_s[0].begin(), study.turbines.curve_wind_m_per_s[0].end()));
}

TEST_CASE("an interface counts its reverse lines against the flow") {
    const StudyCopy copy;
    copy.replace("interfaces.csv", "forward", "reverse");
    CHECK(copy.read().study.interfaces.members[0][0].sign == -1.0);
}

TEST_CASE("the settings file itself names the study, and all files come back with their hashes") {
    io::StudyRequest request;
    request.path = kMinimal / "study.toml";
    const io::LoadedStudy loaded = io::read_study(request);
    CHECK(loaded.files.size() == 29);  // study.toml and the 24 tables
    CHECK(loaded.files[0].name == "study.toml");
    const StudyCopy copy;
    copy.write("policy.csv", "");
    copy.append("policy.csv", "year,emission_cap_t\n");
    for (const io::StudyFile& file : copy.read().files)
        if (file.name == "policy.csv") {
            CHECK(file.text == "year,emission_cap_t\n");
            // FNV-1a, 64 bits, of that text, by an independent computation.
            CHECK(file.hash == 0xff687af815b2406bU);
        }
}

TEST_CASE("a study that is not there is a matter of the file system") {
    io::StudyRequest request;
    request.path = kMinimal / "nowhere";
    CHECK_THROWS_AS(io::read_study(request), base::ResourceError);
}

TEST_CASE("years narrow the horizon and leave the build options as they are") {
    const StudyCopy copy;
    io::StudyRequest request;
    request.first_year = request.last_year = 2029;
    const model::Study study = copy.read(request).study;
    CHECK(study.horizon.first_year == 2029);
    CHECK(study.horizon.year_count() == 1);
    const model::ExpansionOption& solar = study.plants.build[place(study.plants.name, "hub solar")];
    CHECK(solar.first_year == 2028);
    const model::ExpansionOption& battery = study.stores.build_power[place(study.stores.name, "hub battery")];
    CHECK(battery.first_year == 2028);  // by default the study's own horizon, not the narrowed one
    CHECK(battery.last_year == 2029);

    request.last_year = 2031;
    CHECK(copy.faults(request) ==
          "study.toml: horizon: found 2029 to 2031 requested, expected years within 2028 to 2029");
}

TEST_CASE("a description says what is in the study") {
    const std::string text = io::describe(minimal());
    for (const char* part : {"2028 to 2029: 2 years, 17544 hours at UTC+09:00", "gas                  7000   7000",
                             "to the north  2000  2100", "hub: IT MW (halls)      100 (1)  184 (2)",
                             "hub: GPUs                 70000   130000", "hub battery   battery energy  1200 MWh",
                             "hub supply (clean): hourly      0.55   0.6"})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part << " in\n" << text);
    CHECK(std::count(text.begin(), text.end(), '\n') < 100);
}
