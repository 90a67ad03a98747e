#include "app/finance/risk_file.hpp"

#include <fmt/format.h>

#include <functional>
#include <limits>

#include "finance/uncertainty.hpp"

namespace decawatt::app {

namespace {
using io::Group;
using Values = std::vector<double>;
using Names = std::vector<std::string>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kOutcomeNames[kRiskOutcomes] = {"cost_per_mwh", "equity_irr_frac", "least_coverage",
                                                      "equity_value"};
constexpr const char* kOutcomeMeanings[kRiskOutcomes] = {
    "cost of supply per MWh of load, real, at prices at which the assets earn the target",
    "internal rate of the equity of all assets at the prices of the plan", "least coverage of debt service",
    "value of the equity at the target return, nominal"};

class RiskWriter {
  public:
    RiskWriter(Group& group, const RiskReport& risk, const std::string& currency)
        : group_(group), risk_(risk), units_{currency + "/(MW h)", "1", "1", currency} {
        Names names;
        for (const SupplyRisk& supply : risk.supplies) names.push_back(supply.name);
        group.coordinate("supply", {"1", "contract, or data centre without one, with assets of its own"},
                         std::span<const std::string>(names));
        for (std::size_t k = 0; k < kRiskOutcomes; ++k)
            put(std::string("base_") + kOutcomeNames[k], {"supply"}, k, 1,
                [&](const SupplyRisk& supply, std::size_t) { return supply.base.*kRiskOutcomeFields[k]; });
    }

    void write_tornado() {
        Names drivers;
        for (std::size_t d = 0; d < finance::kDrivers; ++d)
            drivers.emplace_back(finance::text(static_cast<finance::Driver>(d)));
        group_.coordinate("driver", {"1", "input that is changed"}, std::span<const std::string>(drivers));
        const auto bar_of = [](const SupplyRisk& supply, std::size_t d) {
            for (const TornadoBar& bar : supply.tornado)
                if (bar.driver == static_cast<finance::Driver>(d)) return &bar;
            return static_cast<const TornadoBar*>(nullptr);
        };
        put_as("tornado_change_frac", {"supply", "driver"}, {"1", "change in each direction; NaN: without effect"},
               finance::kDrivers, [&](const SupplyRisk& supply, std::size_t d) {
                   const TornadoBar* bar = bar_of(supply, d);
                   return bar != nullptr ? bar->change_frac : kNaN;
               });
        for (const auto& [side, outcome] : {std::pair("low", &TornadoBar::low), std::pair("high", &TornadoBar::high)})
            for (std::size_t k = 0; k < kRiskOutcomes; ++k)
                put(fmt::format("tornado_{}_{}", side, kOutcomeNames[k]), {"supply", "driver"}, k, finance::kDrivers,
                    [&, outcome = outcome](const SupplyRisk& supply, std::size_t d) {
                        const TornadoBar* bar = bar_of(supply, d);
                        return bar != nullptr ? (bar->*outcome).*kRiskOutcomeFields[k] : kNaN;
                    });
    }

    void write_samples() {
        const std::size_t count = risk_.supplies.front().samples.size();
        group_.sized_dimension("sample", count, "sample");
        for (std::size_t k = 0; k < kRiskOutcomes; ++k) {
            const auto value = [&](const SupplyRisk& supply, std::size_t s) {
                return supply.samples[s].*kRiskOutcomeFields[k];
            };
            put(std::string("sample_") + kOutcomeNames[k], {"supply", "sample"}, k, count, value);
            put_spread("samples", k, count, value);
        }
    }

    void write_weather() {
        std::vector<std::int64_t> years;
        for (const WeatherOutcome& one : risk_.supplies.front().weather) years.push_back(one.weather_year);
        group_.coordinate("weather_year", {"1", "weather year"}, std::span<const std::int64_t>(years));
        const auto energy = [](const SupplyRisk& supply, std::size_t w) { return supply.weather[w].energy_mwh; };
        const auto revenue = [](const SupplyRisk& supply, std::size_t w) { return supply.weather[w].revenue; };
        put_as("weather_energy_mwh", {"supply", "weather_year"},
               {"MW h", "energy of the own assets, mean of the years of the horizon"}, years.size(), energy);
        put_as("weather_revenue", {"supply", "weather_year"},
               {units_[3], "its value at the prices of the plan, real, likewise"}, years.size(), revenue);
        put_spread_as("weather_energy_mwh", {"MW h", "energy of the own assets"}, years.size(), energy);
        put_spread_as("weather_revenue", {units_[3], "revenue"}, years.size(), revenue);
        for (std::size_t k = 0; k < kRiskOutcomes; ++k) {
            const auto value = [&](const SupplyRisk& supply, std::size_t w) {
                return supply.weather[w].outcome.*kRiskOutcomeFields[k];
            };
            put(std::string("weather_") + kOutcomeNames[k], {"supply", "weather_year"}, k, years.size(), value);
            put_spread("weather", k, years.size(), value);
        }
    }

    void write_exceedances() {
        group_.coordinate("exceedance", {"1", "probability with which a value is exceeded"},
                          std::span<const double>(finance::kExceedances));
    }

  private:
    using Value = std::function<double(const SupplyRisk&, std::size_t)>;

    void put_as(const std::string& name, const io::Dimensions& dimensions, const io::Meaning& meaning,
                std::size_t count, const Value& value) {
        Values values;
        for (const SupplyRisk& supply : risk_.supplies)
            for (std::size_t k = 0; k < count; ++k) values.push_back(value(supply, k));
        group_.put(name, dimensions, meaning, std::span<const double>(values));
    }
    void put(const std::string& name, const io::Dimensions& dimensions, std::size_t outcome, std::size_t count,
             const Value& value) {
        put_as(name, dimensions, {units_[outcome], kOutcomeMeanings[outcome]}, count, value);
    }
    void put_spread_as(const std::string& name, const io::Meaning& meaning, std::size_t count, const Value& value) {
        Values mean, deviation, exceeded;
        for (const SupplyRisk& supply : risk_.supplies) {
            Values all;
            for (std::size_t k = 0; k < count; ++k) all.push_back(value(supply, k));
            const finance::OutcomeSpread spread = finance::spread_of(std::move(all));
            mean.push_back(spread.moments.mean);
            deviation.push_back(spread.moments.deviation);
            exceeded.insert(exceeded.end(), std::begin(spread.exceeded), std::end(spread.exceeded));
        }
        group_.put(name + "_mean", {"supply"}, {meaning.units, "mean: " + meaning.long_name},
                   std::span<const double>(mean));
        group_.put(name + "_deviation", {"supply"}, {meaning.units, "standard deviation: " + meaning.long_name},
                   std::span<const double>(deviation));
        group_.put(name + "_exceeded", {"supply", "exceedance"},
                   {meaning.units, "exceeded: " + meaning.long_name + "; NaN: outside the range of the values"},
                   std::span<const double>(exceeded));
    }
    void put_spread(const char* of, std::size_t outcome, std::size_t count, const Value& value) {
        put_spread_as(fmt::format("{}_{}", of, kOutcomeNames[outcome]), {units_[outcome], kOutcomeMeanings[outcome]},
                      count, value);
    }

    Group& group_;
    const RiskReport& risk_;
    std::string units_[kRiskOutcomes];
};
}  // namespace

void write_risk(Group&& group, const RiskReport& risk, const std::string& currency) {
    if (risk.supplies.empty()) return;
    group.attribute("method", "finance computed again for the plan; nothing is sized or dispatched again");
    RiskWriter writer(group, risk, currency);
    const SupplyRisk& first = risk.supplies.front();
    if (!first.samples.empty() || !first.weather.empty()) writer.write_exceedances();
    if (risk.settings.change_frac > 0.0) writer.write_tornado();
    if (!first.samples.empty()) {
        group.attribute("seed", static_cast<std::int64_t>(risk.settings.seed));
        writer.write_samples();
    }
    if (!first.weather.empty()) writer.write_weather();
}

}  // namespace decawatt::app
