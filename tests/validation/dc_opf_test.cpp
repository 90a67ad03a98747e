// Published DC optimal power flows, each as a study of one hour solved by our planning and our solver: objectives,
// prices and flows. Data, sources and published values: tests/validation/dc_opf. The optima there come from an
// independent solution by bus angles (solve_by_angles.py); ours has the voltage law around cycles and no angles.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include "lp/interior_point.hpp"
#include "unit/planning/small_study.hpp"

using namespace decawatt;
using doctest::Approx;

namespace {

using Row = std::map<std::string, std::string>;

// Rows of one case; lines that start with # are skipped.
std::vector<Row> rows_of(const std::string& name, const std::string& of_case) {
    std::ifstream file(std::string(DECAWATT_SOURCE_DIR) + "/tests/validation/dc_opf/" + name);
    REQUIRE(file);
    std::vector<std::string> columns;
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string> fields;
        std::istringstream text(line + ",");
        for (std::string field; std::getline(text, field, ',');) fields.push_back(field);
        if (columns.empty()) {
            columns = fields;
            continue;
        }
        REQUIRE(fields.size() == columns.size());
        Row row;
        for (std::size_t i = 0; i < fields.size(); ++i) row[columns[i]] = fields[i];
        if (of_case.empty() || row["case"] == of_case) rows.push_back(row);
    }
    REQUIRE_FALSE(rows.empty());
    return rows;
}

double number(const Row& row, const std::string& column, double otherwise = 0.0) {
    return row.at(column).empty() ? otherwise : std::stod(row.at(column));
}

class Case {
  public:
    Case(const std::string& name, const std::string& convention) {
        std::map<std::string, double> demand_mw;
        double all_mw = 0.0;
        for (const Row& row : rows_of("buses.csv", name)) {
            demand_mw[row.at("bus")] = number(row, "demand_mw");
            all_mw += number(row, "demand_mw");
        }
        small_.study.planning.unserved_cost_per_mwh = 10000.0;
        small_.study.horizon.last_year = small_.study.horizon.first_year;
        for (const Row& row : rows_of("branches.csv", name)) {
            const double r = number(row, "resistance_pu"), x = number(row, "reactance_pu");
            const int from = bus(row.at("from"), demand_mw), to = bus(row.at("to"), demand_mw);
            // Without a phase shift power follows falling angles, and no line carries more than all demand.
            const double limit_mw = number(row, "limit_mw", all_mw);
            if (convention == "series")
                small_.line_with_reactance(from, to, limit_mw, (r * r + x * x) / x);
            else
                small_.line_with_reactance(from, to, limit_mw, x, number(row, "tap_ratio", 1.0),
                                           number(row, "phase_shift_deg"));
        }
        for (const Row& row : rows_of("generators.csv", name))
            small_.plant({.name = "generator " + std::to_string(small_.study.plants.name.size()),
                          .capacity_mw = number(row, "max_mw"),
                          .variable_cost_per_mwh = number(row, "cost_per_mwh"),
                          .region = bus(row.at("bus"), demand_mw)});
    }

    planning::Plan solve() const {
        const auto series = small_.profiles();
        const planning::Program program = planning::build_program(small_.study, series);
        lp::Settings settings;
        settings.tolerance = 1e-9;
        const lp::Solution solution = lp::solve(program.staircase, settings, {});
        CHECK(solution.status == lp::Status::optimal);
        return planning::read_plan(small_.study, series, program, solution);
    }

    std::size_t region(const std::string& bus) const { return static_cast<std::size_t>(place_.at(bus)); }
    const model::Study& study() const { return small_.study; }

  private:
    int bus(const std::string& name, const std::map<std::string, double>& demand_mw) {
        const auto [found, fresh] = place_.try_emplace(name, static_cast<int>(place_.size()));
        if (fresh) {
            const auto demand = demand_mw.find(name);
            small_.region(name, {demand == demand_mw.end() ? 0.0 : demand->second});
        }
        return found->second;
    }

    tests::SmallStudy small_;
    std::map<std::string, int> place_;
};

}  // namespace

TEST_CASE("objectives and prices of published DC optimal power flows") {
    int published = 0;
    for (const Row& known : rows_of("cases.csv", "")) {
        CAPTURE(known.at("case") + " " + known.at("convention"));
        const Case one(known.at("case"), known.at("convention"));
        const planning::Plan plan = one.solve();
        const double objective_per_h = plan.objective;  // one hour, no discount
        if (number(known, "within") > 0.0) {
            CHECK(std::abs(objective_per_h - number(known, "objective_per_h")) <= number(known, "within"));
            ++published;
        }
        CHECK(plan.summary[0].unserved_mwh <= 1e-5);
        CHECK(tests::worst_imbalance(one.study(), plan) <= 1e-5);
        for (const Row& optimum : rows_of("optimum.csv", known.at("case")))
            if (optimum.at("convention") == known.at("convention"))
                CHECK(objective_per_h == Approx(number(optimum, "objective_per_h")).epsilon(1e-8));
        // The gap of 1e-9 leaves prices some digits fewer: half of them.
        for (const Row& price : rows_of("prices.csv", known.at("case")))
            if (price.at("convention") == known.at("convention"))
                CHECK(plan.dispatch[0].price_per_mwh(0, one.region(price.at("bus"))) ==
                      Approx(number(price, "price_per_mwh")).epsilon(3e-5));
    }
    CHECK(published == 3);
}

TEST_CASE("flows of a published case with taps and phase shifts follow its angles") {
    const Case one("pjm5_shift", "reactance");
    const planning::Plan plan = one.solve();
    std::map<std::string, double> angle_rad;
    for (const Row& row : rows_of("angles.csv", "pjm5_shift")) angle_rad[row.at("bus")] = number(row, "angle_rad");
    const auto branches = rows_of("branches.csv", "pjm5_shift");
    int shifted = 0;
    for (std::size_t l = 0; l < branches.size(); ++l) {
        const auto from = angle_rad.find(branches[l].at("from")), to = angle_rad.find(branches[l].at("to"));
        if (from == angle_rad.end() || to == angle_rad.end()) continue;
        constexpr double kBaseMva = 100.0, kDigitsRad = 1e-7, kRadiansPerDegree = 3.14159265358979 / 180.0;
        const double shift_deg = number(branches[l], "phase_shift_deg");
        const double drop = number(branches[l], "reactance_pu") * number(branches[l], "tap_ratio", 1.0);
        const double expected_mw = kBaseMva * (from->second - to->second - shift_deg * kRadiansPerDegree) / drop;
        const double flow_mw = plan.dispatch[0].flow_forward_mw(0, l) - plan.dispatch[0].flow_reverse_mw(0, l);
        CAPTURE(l);
        CHECK(std::abs(flow_mw - expected_mw) <= 2.0 * kDigitsRad * kBaseMva / drop);
        shifted += shift_deg != 0.0;
    }
    CHECK(shifted == 2);
}
