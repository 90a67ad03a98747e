#include "model/plausibility_check.hpp"

#include <fmt/format.h>

namespace decawatt::model {

namespace {
using base::readable;

std::string with_unit(double value, const std::string& unit) {
    return unit.empty() ? readable(value) : fmt::format("{} {}", readable(value), unit);
}
}  // namespace

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

void check_build(PlausibilityCheck& check, const TableRow& of, const ExpansionOption& build, const UsualBuild& usual) {
    if (!build.possible()) return;
    constexpr double kKwPerMw = 1000.0;
    const bool energy = usual.unit == BuiltUnit::energy;
    check.expect_money({of.table, of.row, energy ? "capex_per_kwh" : "capex_per_kw"}, build.capex / kKwPerMw,
                       usual.capex_usd_per_kw, energy ? "/kWh" : "/kW",
                       energy ? "per kWh, not per MWh" : "per kW, not per MW");
    if (usual.judges_lifetime)
        check.expect({of.table, of.row, "lifetime_years"}, build.lifetime_years, usual.lifetime_years, "years");
    if (build.capex > 0.0)
        check.expect({of.table, of.row, energy ? "fixed_cost_per_kwh_year" : "fixed_cost_per_kw_year"},
                     build.fixed_cost_per_year / build.capex, kUsualFixedCostFracOfCapex, "of the investment a year");
}

}  // namespace decawatt::model
