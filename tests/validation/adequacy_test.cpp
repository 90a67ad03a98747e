// Published reliability test systems: exact by convolution, and sampled hour by hour.
//
// Units and loads with their sources: adequacy/*.csv. Published indices of RTS-79: Allan, Billinton, Abdel-Gawad, "The
// IEEE Reliability Test System - extensions to and evaluation of the generating system", IEEE Transactions on Power
// Systems 1(4), 1986; more digits, and those of RBTS, by exact recomputation.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "adequacy/convolution.hpp"
#include "adequacy/simulation/simulator.hpp"

using namespace decawatt::adequacy;

namespace {

// Rows of numbers; text fields become 0.
std::vector<std::vector<std::string>> rows_of(const std::string& name) {
    std::ifstream in(DECAWATT_SOURCE_DIR "/tests/validation/adequacy/" + name);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with('#')) continue;
        std::vector<std::string> row;
        std::istringstream fields(line);
        for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
        rows.push_back(row);
    }
    REQUIRE(rows.size() > 1);
    rows.erase(rows.begin());
    return rows;
}

double number(const std::string& text) {
    return std::stod(text);
}

// Hourly load of RTS-79 over 52 weeks that begin on a Monday.
std::vector<double> rts_load(double peak_mw) {
    const auto weeks = rows_of("rts79_weeks.csv"), days = rows_of("rts79_days.csv"), hours = rows_of("rts79_hours.csv");
    std::vector<double> load;
    for (std::size_t w = 0; w < weeks.size(); ++w) {
        const std::size_t week = w + 1;
        const bool winter = week <= 8 || week >= 44, summer = week >= 18 && week <= 30;
        for (std::size_t d = 0; d < days.size(); ++d) {
            const std::size_t column = 1 + (winter ? 0U : summer ? 2U : 4U) + (d >= 5 ? 1U : 0U);
            for (const auto& hour : hours)
                load.push_back(peak_mw * number(weeks[w][1]) * number(days[d][1]) * number(hour[column]) * 1e-6);
        }
    }
    REQUIRE(load.size() == 8736);
    return load;
}

struct Unit {
    double capacity_mw;
    OutageModel outage;
};

std::vector<Unit> units_of(const std::string& system) {
    std::vector<Unit> units;
    for (const auto& row : rows_of("units.csv"))
        if (row[0] == system)
            for (int i = 0; i < std::stoi(row[1]); ++i)
                units.push_back(
                    {number(row[2]), {row[0], {{.mttf_h = number(row[3]), .mttr_h = number(row[4])}}, {}, {}}});
    REQUIRE(units.size() > 10);
    return units;
}

CapacityTable table_of(const std::vector<Unit>& units, double grid_mw = 1.0) {
    CapacityTable table(grid_mw);
    for (const Unit& unit : units) table.add(unit.capacity_mw, unit.outage);
    table.finish();
    return table;
}

std::vector<decawatt::model::LoadLevel> seven_steps() {
    std::vector<decawatt::model::LoadLevel> levels;
    const std::vector<double> probability = {.006, .061, .242, .382, .242, .061, .006};
    for (int k = -3; k <= 3; ++k) levels.push_back({1.0 + 0.02 * k, probability[static_cast<std::size_t>(k + 3)]});
    return levels;
}

const std::vector<decawatt::model::LoadLevel> kCertain = {{1.0, 1.0}};
constexpr double kRelative = 1e-6;

bool near(double found, double exact, double relative = kRelative) {
    return std::abs(found - exact) <= relative * exact;
}
}  // namespace

TEST_CASE("RTS-79: the capacity outage table") {
    const std::vector<Unit> units = units_of("rts79");
    const CapacityTable table = table_of(units);
    double installed_mw = 0.0;
    for (const Unit& unit : units) installed_mw += unit.capacity_mw;
    // Units are whole MW: an outage of x or more leaves less than half a MW above the rest.
    const auto probability_of_outage = [&](double mw) { return table.probability_below(installed_mw - mw + 0.5); };
    const std::vector<std::pair<double, double>> published = {{100, .547601144},  {200, .381328100}, {400, .261873431},
                                                              {600, .062112861},  {800, .024719396}, {1000, .004340874},
                                                              {1200, .000791252}, {1500, .000040435}};
    for (const auto& row : published) {
        const double outage_mw = row.first, probability = row.second;
        CAPTURE(outage_mw);
        CHECK(std::abs(probability_of_outage(outage_mw) - probability) <= 5e-10);  // half a printed digit
    }
}

TEST_CASE("RTS-79 and RBTS by convolution") {
    const std::vector<double> rts = rts_load(2850.0), rbts = rts_load(185.0);
    const ExactLoss a = convolve(table_of(units_of("rts79")), rts, kCertain);
    CHECK(near(a.lole_h, 9.394175489));
    CHECK(near(a.eue_mwh, 1176.298397));
    CHECK(near(a.lole_d, 1.368862906));
    const ExactLoss b = convolve(table_of(units_of("rbts")), rbts, kCertain);
    CHECK(near(b.lole_h, 1.091560473));
    CHECK(near(b.eue_mwh, 9.861350703));
    CHECK(near(b.lole_d, 0.146946121));
}

TEST_CASE("RTS-79 with an uncertain load, 2 % in seven steps") {
    const ExactLoss loss = convolve(table_of(units_of("rts79")), rts_load(2850.0), seven_steps());
    CHECK(near(loss.lole_d, 1.451098));
    CHECK(near(loss.lole_h, 10.019622));
}

TEST_CASE("RTS-79 with derated states of its largest units") {
    // Published are probabilities. A visit of 50 h at full power between two others gives them as a chain.
    std::vector<Unit> units = units_of("rts79");
    const auto derate = [](Unit& unit, double out, double half) {
        const double full = 1.0 - out - half;
        constexpr double kRepairH = 50.0;
        unit.outage.states = {{.available_frac = 0.0, .mttf_h = kRepairH * full / out, .mttr_h = kRepairH},
                              {.available_frac = 0.5, .mttf_h = kRepairH * full / half, .mttr_h = kRepairH}};
    };
    for (Unit& unit : units) {
        if (unit.capacity_mw == 400.0) derate(unit, .076923, .076923 * 1.0);
        if (unit.capacity_mw == 350.0) derate(unit, .054687, .046875);
    }
    const ExactLoss loss = convolve(table_of(units), rts_load(2850.0), kCertain);
    CHECK(near(loss.lole_d, 0.882573, 2e-5));  // the probabilities have six digits
    CHECK(near(loss.lole_h, 5.665943, 2e-5));
    CHECK(near(loss.eue_mwh, 650.746589, 2e-5));
}

TEST_CASE("a power between two points of the grid keeps its mean") {
    const CapacityTable coarse = table_of({{10.25, {"none", {}, {}, {}}}, {0.5, {"none", {}, {}, {}}}});
    CHECK(coarse.expected_shortage_mw(20.0) == doctest::Approx(20.0 - 10.75).epsilon(1e-12));
}

namespace {

constexpr std::uint32_t kYears = 6000;

struct Sum {
    double mean = 0.0, square = 0.0;
    void add(double value) { mean += value / kYears, square += value * value / kYears; }
    double error() const { return std::sqrt((square - mean * mean) / (kYears - 1)); }
};

struct Sampled {
    Sum hours, energy, events;
};

Sampled sample_rts(const UncertaintySettings& uncertainty) {
    System system;
    system.region = {"RTS"};
    for (const Unit& unit : units_of("rts79")) {
        system.units.name.emplace_back("unit");
        system.units.region.push_back(NodeIndex{0});
        system.units.exposure.push_back({.causes = {CauseIndex{system.causes.size()}}});
        system.units.capacity.push_back({{0, unit.capacity_mw}});
        system.causes.push_back(
            {.outage = OutageIndex{system.outages.size()}, .stream = static_cast<std::uint32_t>(system.causes.size())});
        system.outages.push_back(unit.outage);
    }
    const std::vector<double> load = rts_load(2850.0);
    WeatherLibrary library({.regions = 1, .hours_of_year = {8736}, .is_leap = {}});
    std::ranges::transform(load, library.load_mw(WeatherIndex{0}, 0, NodeIndex{0}).begin(),
                           [](double mw) { return static_cast<float>(mw); });
    Simulator simulator(system, library, uncertainty);
    LossRecord record(1, 2);
    Sampled all;
    for (std::uint32_t year = 0; year < kYears; ++year) {
        record.clear();
        simulator.run(draw_future(uncertainty, library, year), record);
        all.hours.add(record.of(0, 0).hours);
        all.energy.add(record.of(0, 0).energy_mwh);
        all.events.add(record.of(0, 0).events);
    }
    return all;
}

void check(const Sum& found, double exact, double largest_error) {
    CAPTURE(found.mean);
    CAPTURE(found.error());
    CHECK(std::abs(found.mean - exact) <= 4.0 * found.error());
    CHECK(found.error() <= largest_error * exact);
}

}  // namespace

TEST_CASE("RTS-79 sampled") {
    const Sampled found = sample_rts({.seed = 11});
    check(found.hours, 9.394175489, 0.025);
    check(found.energy, 1176.298397, 0.04);
    check(found.events, 1.915154, 0.025);
}

TEST_CASE("RTS-79 sampled with an uncertain load") {
    const CapacityTable table = table_of(units_of("rts79"));
    const Sampled found = sample_rts({.seed = 12, .load_levels = seven_steps()});
    check(found.hours, 10.019622, 0.025);
    check(found.energy, convolve(table, rts_load(2850.0), seven_steps()).eue_mwh, 0.04);
    CHECK(found.hours.square > 1.1 * sample_rts({.seed = 12}).hours.square);  // years differ more than without
}
