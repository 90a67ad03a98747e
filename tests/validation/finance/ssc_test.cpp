// Cases of NREL's SSC (tests/data/nrel_ssc; its single-owner and fixed-charge modules): every row of the cash flow and
// every scalar that SSC reports.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "finance/levelised_cost.hpp"
#include "finance/time_value.hpp"
#include "ssc_case.hpp"

using namespace decawatt;
using nlohmann::json;

namespace {
namespace fs = std::filesystem;

// Another folder of cases, named X_inputs.json and X_outputs.json or, as in SSC's repository, X.json and
// X_outputs.json.
fs::path folder_of_cases() {
    const char* other = std::getenv("DECAWATT_SSC_CASES");
    return other != nullptr ? fs::path(other) : fs::path(DECAWATT_SOURCE_DIR) / "tests/data/nrel_ssc";
}

json read(const fs::path& path) {
    std::ifstream file(path);
    REQUIRE(file.good());
    return json::parse(file);
}

struct Case {
    std::string name;
    fs::path inputs, outputs;
};

std::vector<Case> single_owner_cases() {
    std::vector<Case> cases;
    for (const auto& entry : fs::directory_iterator(folder_of_cases())) {
        const std::string file = entry.path().filename().string(), end = "_outputs.json";
        if (!file.ends_with(end)) continue;
        const std::string stem = file.substr(0, file.size() - end.size());
        const fs::path reduced = entry.path().parent_path() / (stem + "_inputs.json");
        cases.push_back(
            {stem, fs::exists(reduced) ? reduced : entry.path().parent_path() / (stem + ".json"), entry.path()});
    }
    std::ranges::sort(cases, {}, &Case::name);
    return cases;
}

// Of SSC's run, not of the project.
bool is_bookkeeping(const std::string& name) {
    return name == "number_compute_modules" || name == "number_metrics" || name.ends_with("__summary");
}

std::vector<double> values_of(const json& stated) {
    std::vector<double> values;
    for (const json& entry : stated.is_array() ? stated : json::array({stated}))
        values.push_back(entry.is_number() ? entry.get<double>() : std::nan(""));
    return values;
}

// To 1e-6; or where a row is a small difference of large numbers, to 1e-12 of its largest entry. What SSC leaves of
// zero by rounding, below a millionth of a kWh or USD, is zero.
bool agrees(double value, double stated, double largest) {
    if (std::isnan(stated) && std::isnan(value)) return true;
    if (std::abs(value) < 1e-6 && std::abs(stated) < 1e-6 && largest < 1e-6) return true;
    return std::abs(value - stated) <= std::max(1e-6 * std::abs(stated), 1e-12 * largest);
}

// An outlay followed by returns, which has one rate.
bool has_one_rate(const finance::Row& flow, std::size_t last) {
    int changes = 0;
    for (std::size_t t = 1; t <= last; ++t) changes += flow[t - 1] < 0.0 && flow[t] >= 0.0 ? 1 : 0;
    for (std::size_t t = 1; t <= last; ++t) changes += flow[t - 1] >= 0.0 && flow[t] < 0.0 ? 1 : 0;
    return flow[0] < 0.0 && changes == 1;
}

// The product's rates are zeros of the value, exact to rounding, where SSC's lie within its tolerance of them; and they
// are there in the years in which SSC's iteration ends without a rate.
void check_rates(const finance::Row& rate_frac, const std::vector<double>& ssc_percent, const finance::Row& flow) {
    for (std::size_t t = 1; t < rate_frac.size(); ++t) {
        const double rate = rate_frac[t], ssc = 1e-2 * ssc_percent[t];
        double scale = 0.0, largest = 0.0;
        for (std::size_t s = 0; s <= t; ++s) {
            scale += std::abs(flow[s]) * std::pow(1.0 + rate, -static_cast<double>(s));
            largest = std::max(largest, std::abs(flow[s]));
        }
        const auto value = [&](double at) { return finance::net_present_value(flow, at, static_cast<int>(t)); };
        if (!std::isnan(rate)) CHECK(std::abs(value(rate)) <= 1e-12 * scale);
        if (!has_one_rate(flow, t)) continue;
        if (std::isnan(ssc) || ssc < -0.9 || ssc > 5.0) continue;
        CHECK(!std::isnan(rate));
        CHECK(std::abs(value(ssc)) <= 1e-6 * largest);
        CHECK(std::abs(rate - ssc) <= 1e-5);
    }
}

struct Compared {
    int rows = 0, scalars = 0;
    std::vector<std::string> differ;
};

void compare(const std::string& name, const json& stated, const tests::SscRows& rows, Compared& compared) {
    const std::vector<double> expected = values_of(stated);
    ++(stated.is_array() ? compared.rows : compared.scalars);
    const auto found = rows.find(name);
    if (found == rows.end() || found->second.size() != expected.size()) {
        compared.differ.push_back(name + ": not computed");
        return;
    }
    double largest = 0.0;
    for (const double value : expected)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    for (std::size_t t = 0; t < expected.size(); ++t) {
        const double value = found->second[t];
        if (agrees(value, expected[t], largest)) continue;
        compared.differ.push_back(name + " [" + std::to_string(t) + "]: " + std::to_string(value) + ", SSC " +
                                  std::to_string(expected[t]));
        return;
    }
}
}  // namespace

TEST_CASE("every row and scalar of SSC's single-owner cases agrees to 1e-6") {
    const std::vector<Case> cases = single_owner_cases();
    REQUIRE(!cases.empty());
    for (const Case& one : cases) {
        const json inputs = read(one.inputs), outputs = read(one.outputs);
        const finance::Project project = tests::project_of(inputs);
        const finance::ProForma result = tests::solved(inputs, project);
        const tests::SscRows rows = tests::ssc_rows(inputs, project, result);
        Compared compared;
        for (const auto& [name, stated] : outputs.items())
            if (!is_bookkeeping(name) && (!stated.is_array() || name.starts_with("cf_")))
                compare(name, stated, rows, compared);
        check_rates(result.returns.pretax_irr_frac, values_of(outputs.at("cf_project_return_pretax_irr")),
                    result.flow.equity_pretax);
        check_rates(result.returns.after_tax_irr_frac, values_of(outputs.at("cf_project_return_aftertax_irr")),
                    result.flow.equity_after_tax);
        INFO(one.name, ": ", compared.rows, " rows, ", compared.scalars, " scalars");
        MESSAGE(one.name, ": ", compared.rows, " rows, ", compared.scalars, " scalars");
        CHECK(compared.rows > 100);
        for (const std::string& text : compared.differ) FAIL_CHECK(text);
    }
}

TEST_CASE("the levelised cost of SSC's fixed-charge cases agrees to 1e-9") {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(DECAWATT_SOURCE_DIR) / "tests/data/nrel_ssc")) {
        if (!entry.path().filename().string().starts_with("ssc_lcoefcr_")) continue;
        const json both = read(entry.path());
        const json& in = both.at("inputs");
        const double per_kwh = 1e-3 * finance::lcoe_by_fixed_charge(
                                          {in.at("capital_cost"), in.at("fixed_operating_cost"),
                                           1e3 * in.at("variable_operating_cost").get<double>(),
                                           in.at("fixed_charge_rate"), 1e-3 * in.at("annual_energy").get<double>()});
        const double stated = both.at("outputs").at("lcoe_fcr");
        CAPTURE(entry.path().string());
        CHECK(std::abs(per_kwh - stated) <= 1e-9 * stated);
        ++count;
    }
    CHECK(count >= 2);
}
