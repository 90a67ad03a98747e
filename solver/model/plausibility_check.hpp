// What the parts of plausibility_warnings share; each part has a file of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/readable.hpp"
#include "model/plausibility.hpp"

namespace decawatt::model {

// A row of a table, or a key of study.toml.
struct FieldPath {
    std::string table, row, column;
};

// Collects warnings about one study.
class PlausibilityCheck {
  public:
    explicit PlausibilityCheck(const Study& study);

    // A warning where the value is outside of the range. `unit` follows both; `hint` says what a slip would explain.
    void expect(const FieldPath& path, double value, const UsualRange& range, const std::string& unit,
                const std::string& hint = "");
    // The same of money: the value in the study's currency, the range in US dollars, `per` such as "/kW".
    void expect_money(const FieldPath& path, double value, const UsualRange& usd, const std::string& per,
                      const std::string& hint = "");
    void warn(const FieldPath& path, std::string found, std::string usual, std::string source);

    const Study& study() const { return study_; }
    std::vector<PlausibilityWarning> take() { return std::move(warnings_); }

  private:
    const Study& study_;
    std::optional<double> per_usd_;
    std::vector<PlausibilityWarning> warnings_;
};

// What may be built of a row, MW or MWh, and what is usual of it.
enum class BuiltUnit { power, energy };
struct UsualBuild {
    UsualRange capex_usd_per_kw, lifetime_years;
    BuiltUnit unit = BuiltUnit::power;
    bool judges_lifetime = true;  // the columns of power and of energy share one lifetime
};
struct TableRow {
    std::string table, row;
};
void check_build(PlausibilityCheck& check, const TableRow& of, const ExpansionOption& build, const UsualBuild& usual);

}  // namespace decawatt::model
