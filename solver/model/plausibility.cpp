#include "model/plausibility.hpp"

#include <fmt/format.h>

#include "model/plausibility_parts.hpp"

namespace decawatt::model {

namespace {
using base::readable;

std::string with_unit(double value, const std::string& unit) {
    return unit.empty() ? readable(value) : fmt::format("{} {}", readable(value), unit);
}
}  // namespace

std::string PlausibilityWarning::path() const {
    return row.empty() ? fmt::format("{}.{}", table, column) : fmt::format("{}.{}.{}", table, row, column);
}

PlausibilityCheck::PlausibilityCheck(const Study& study) : study_(study), per_usd_(units_per_usd(study.currency)) {}

void PlausibilityCheck::warn(const FieldPath& path, std::string found, std::string usual, std::string source) {
    warnings_.push_back({path.table, path.row, path.column, std::move(found), std::move(usual), std::move(source)});
}

void PlausibilityCheck::expect(const FieldPath& path, double value, const UsualRange& range, const std::string& unit,
                               const std::string& hint) {
    if (range.contains(value)) return;
    const std::string usual = fmt::format("{} to {}", readable(range.low), with_unit(range.high, unit));
    warn(path, with_unit(value, unit), hint.empty() ? usual : usual + "; " + hint, range.source);
}

void PlausibilityCheck::expect_money(const FieldPath& path, double value, const UsualRange& usd, const std::string& per,
                                     const std::string& hint) {
    if (!per_usd_) return;
    const UsualRange range = {usd.low * *per_usd_, usd.high * *per_usd_, usd.source};
    expect(path, value, range, study_.currency + per, hint);
}

std::vector<PlausibilityWarning> plausibility_warnings(const Study& study) {
    PlausibilityCheck check(study);
    check_settings(check);
    check_places(check);
    check_demand(check);
    check_fuels(check);
    check_equipment(check);
    check_load(check);
    return check.take();
}

void check_build(PlausibilityCheck& check, const TableRow& of, const BuildOption& build, const UsualBuild& usual) {
    if (!build.possible()) return;
    constexpr double kKwPerMw = 1000.0;
    const bool energy = usual.unit == BuiltUnit::energy;
    check.expect_money({of.table, of.row, energy ? "capex_per_kwh" : "capex_per_kw"}, build.capex_per_mw / kKwPerMw,
                       usual.capex_usd_per_kw, energy ? "/kWh" : "/kW",
                       energy ? "per kWh, not per MWh" : "per kW, not per MW");
    if (usual.judges_lifetime)
        check.expect({of.table, of.row, "lifetime_years"}, build.lifetime_years, usual.lifetime_years, "years");
    if (build.capex_per_mw > 0.0)
        check.expect({of.table, of.row, energy ? "fixed_cost_per_kwh_year" : "fixed_cost_per_kw_year"},
                     build.fixed_cost_per_mw_year / build.capex_per_mw, kUsualFixedCostFracOfCapex,
                     "of the investment a year");
}

void check_settings(PlausibilityCheck& check) {
    const Study& study = check.study();
    check.expect({"study", "", "discount_rate"}, study.discount_rate, kUsualDiscountRate, "a year",
                 "a fraction: 0.05 for 5 %");
    check.expect_money({"planning", "", "unserved_cost_per_mwh"}, study.planning.unserved_cost_per_mwh,
                       kUsualUnservedCostUsdPerMwh, "/MWh", "per MWh, not per kWh");
}

}  // namespace decawatt::model
