// Tables of data centres: fleets, cooling systems, workloads by year, named UPS.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "study_copy.hpp"

using decawatt::io::test::StudyCopy;
namespace model = decawatt::model;

namespace {
const char* const kFleets =
    "name,idle_kw,typical_kw,max_kw,supply_constant_kw,supply_efficiency_frac,gpus_per_node\n"
    "server,1.9,7.75,10.2,0.1,0.95,8\ndisks,0.35,0.4,0.5,,,\n";
}  // namespace

TEST_CASE("a hall of a fleet") {
    const StudyCopy copy;
    copy.write("it_fleets.csv", kFleets);
    copy.write("halls.csv",
               "data_center,name,commissioned,workload,fleet,count,provisioning_frac,fill_months\n"
               "hub,A,2028,training,server,1000,0.8,6\nhub,B,2028,,disks,200,,\n");
    const auto study = copy.read().study;
    const double inlet_kw = (10.2 + 0.1) / 0.95;
    CHECK(study.halls.it_mw[0] == doctest::Approx(0.8 * inlet_kw));
    CHECK(study.halls.gpus[0] == 8000.0);
    CHECK(study.halls.fill_months[0] == 6.0);
    CHECK(study.halls.draw[0].idle_frac == doctest::Approx((1.9 + 0.1) / 0.95 / (0.8 * inlet_kw)));
    CHECK(study.halls.it_mw[1] == doctest::Approx(0.1));
    CHECK(study.halls.workload[1] == decawatt::base::none<model::WorkloadIndex>);
    CHECK(study.halls.draw[1].typical_frac == doctest::Approx(0.8));
}

TEST_CASE("a hall of a fleet states its count, also where the table has no such column") {
    const StudyCopy copy;
    copy.write("it_fleets.csv", kFleets);
    copy.write("halls.csv", "data_center,name,commissioned,workload,fleet\nhub,A,2028,training,server\n");
    CHECK(copy.faults() == "halls.csv: count (row 2): found nothing, expected a finite number > 0");
}

TEST_CASE("the library of machines reads") {
    const StudyCopy copy;
    std::ifstream library(std::string(DECAWATT_SOURCE_DIR) + "/docs/library/it_fleets.csv");
    REQUIRE(library.good());
    copy.write("it_fleets.csv", std::string(std::istreambuf_iterator<char>(library), {}));
    const auto fleets = copy.read().study.it_fleets;
    CHECK(fleets.name.size() == 9);
    CHECK(fleets.max_kw[0] == 10.2);
    CHECK(fleets.gpus_per_node[3] == 72.0);
}

TEST_CASE("a cooling system replaces the defaults of its kind") {
    const StudyCopy copy;
    copy.write("cooling_systems.csv",
               "name,kind,supply_temperature_deg_c,fan_pa,cycles_of_concentration\n"
               "towers,water_economizer,24,,4\ncold plates,liquid,35,450,\n");
    copy.replace("data_centers.csv", "water_economizer,27", "towers,");
    const auto study = copy.read().study;
    CHECK(study.data_centers.cooling[0] == model::Cooling::water_economizer);
    CHECK(study.data_centers.cooling_system[0] == model::CoolingSystemIndex{0});
    CHECK(study.data_centers.supply_temperature_deg_c[0] == 24.0);
    CHECK(study.cooling_systems.air[0].fan_pa == 500.0);  // of its kind
    CHECK(study.cooling_systems.air[0].cycles_of_concentration == 4.0);
    CHECK(study.cooling_systems.liquid[1].supply_deg_c == 35.0);
    CHECK(study.cooling_systems.air[1].fan_pa == 450.0);
}

TEST_CASE("workloads by year") {
    const StudyCopy copy;
    copy.write("workload_years.csv",
               "workload,year,inference_mean_frac,training_gap_frac\nserving,2028,0.4,\n"
               "serving,2030,0.6,0.1\n");
    const auto workloads = copy.read().study.workloads;
    CHECK(model::interpolated(workloads.inference_mean_by_year[1], 2029) == doctest::Approx(0.5));
    CHECK(workloads.training_gap_by_year[1].size() == 1);
    CHECK(workloads.inference_mean_by_year[0].empty());
}

TEST_CASE("named UPS") {
    const auto redundancy = [](const char* columns, const char* fields) {
        const StudyCopy copy;
        copy.replace("data_centers.csv", "lifetime_years\n", std::string("lifetime_years,") + columns + "\n");
        copy.replace("data_centers.csv", ",40\n", std::string(",40,") + fields + "\n");
        const auto centers = copy.read().study.data_centers;
        return std::pair{centers.ups_redundancy[0], centers.ups_loss_constant[0]};
    };
    CHECK(redundancy("ups_configuration", "N").first == 1.0);
    CHECK(redundancy("ups_configuration,ups_modules", "N+1,10").first == doctest::Approx(1.1));
    CHECK(redundancy("ups_configuration,ups_losses", "2N,legacy") == std::pair{2.0, 0.02});
    CHECK(redundancy("ups_redundancy", "1.5") == std::pair{1.5, 0.010});
    CHECK(redundancy("lighting_frac", "0.002").first == 1.25);
}

TEST_CASE("faults of the new tables") {
    const auto fault = [](const char* file, const char* text) {
        const StudyCopy copy;
        copy.write("it_fleets.csv", kFleets);
        copy.write(file, text);
        return copy.faults();
    };
    const std::string head = "data_center,name,commissioned,workload,fleet,count,it_mw\n";
    CHECK(fault("halls.csv", (head + "hub,A,2028,training,server,10,5\n").c_str()) ==
          "halls.csv: it_mw (row 2): found 5, expected nothing together with fleet");
    CHECK(fault("halls.csv", (head + "hub,A,2028,training,rack,10,\n").c_str()) ==
          "halls.csv: fleet (row 2): found rack, expected a name in it_fleets.csv");
    CHECK(fault("halls.csv", (head + "hub,A,2028,,,,5\n").c_str()) ==
          "halls.csv: workload (row 2): found nothing, expected a name in workloads.csv, or a fleet");
    CHECK(fault("it_fleets.csv", "name,idle_kw,typical_kw,max_kw\nx,2,1,3\n") ==
          "it_fleets.csv: idle_kw (row 2): found 2, expected no more than typical_kw");
    CHECK(fault("cooling_systems.csv", "name,kind,fan_efficiency_frac\nx,liquid,78\n") ==
          "cooling_systems.csv: fan_efficiency_frac (row 2): found 78, expected a fraction above 0 and up to 1 (0.4, "
          "not 40)");
    CHECK(fault("cooling_systems.csv", "name,kind\nliquid,liquid\n") ==
          "cooling_systems.csv: name (row 2): found liquid, expected a name other than those of the built-in kinds of "
          "cooling");
}
