// Data that the dispatch of a plan needs: capacity additions, target prices, values of stored energy; and figures of a
// dispatch by weather year.
#include "io/hdf5/results_foresight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "io/hdf5/plan_digest.hpp"
#include "io/hdf5/results_entities.hpp"
#include "io/hdf5/results_whole_units.hpp"
#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {
using planning::ContractYear;
using planning::Plan;
using planning::WeatherFigures;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void put_builds(Group& group, const Plan& plan) {
    if (plan.builds.empty()) return;
    std::vector<std::string> labels, kinds, assets;
    std::vector<std::int64_t> years;
    std::vector<double> amounts;
    for (const assets::CapacityAddition& build : plan.builds) {
        labels.push_back(fmt::format("{} {} {}", text(build.kind), build.asset, build.year));
        kinds.emplace_back(text(build.kind));
        assets.push_back(build.asset);
        years.push_back(build.year);
        amounts.push_back(build.amount);
    }
    group.coordinate("build", {kNoUnit, "capacity addition of an asset in a year"},
                     std::span<const std::string>(labels));
    group.put(
        "build_kind", {"build"},
        "plant, store power, store energy, line, connection or non-firm connection; usable energy: the usable energy "
        "of an ageing store",
        std::span<const std::string>(kinds));
    group.put("build_asset", {"build"}, "name in its table", std::span<const std::string>(assets));
    group.put("build_year", {"build"}, {kNoUnit, "in service from 1 January of this year"}, years);
    group.put("build_amount", {"build"}, {"MW", "amount built; MW h for the energy of a store"}, amounts);
}

void put_state_values(Group& group, const Plan& plan, const std::string& currency) {
    const planning::StateValues& values = plan.state_values;
    if (values.name.empty() || plan.years.empty()) return;
    std::vector<std::int64_t> months(base::kMonthsPerYear);
    for (std::size_t m = 0; m < months.size(); ++m) months[m] = static_cast<std::int64_t>(m) + 1;
    group.coordinate("month", {kNoUnit, "month at the study's offset"}, months);
    group.coordinate("state", {kNoUnit, "state that is carried from hour to hour: the content of a store"},
                     std::span<const std::string>(values.name));
    std::vector<double> rows;
    for (std::size_t m = 0; m < values.per_mwh.times(); ++m)
        for (std::size_t s = 0; s < values.name.size(); ++s) rows.push_back(values.per_mwh(m, s));
    group.put("state_value_per_mwh", {"year", "month", "state"},
              {per_energy(currency), "value of one more unit, mean of the month, undiscounted"}, rows);
}

// Figures by year and weather year, some also by contract.
class WeatherTable {
  public:
    WeatherTable(Group& group, const Plan& plan) : group_(group), plan_(plan) {
        for (const WeatherFigures& figures : plan.weather)
            if (std::ranges::find(weathers_, figures.weather_year) == weathers_.end()) {
                weathers_.push_back(figures.weather_year);
                weights_.push_back(figures.weight);
            }
        group.coordinate("weather_year", {kNoUnit, "weather year"}, weathers_);
        group.put("weather_weight", {"weather_year"}, {kFraction, "weight of the weather year in costs and means"},
                  weights_);
    }
    template <typename Value>
    void put(const char* name, const Meaning& meaning, const Value& value) {
        std::vector<double> rows(plan_.years.size() * weathers_.size(), kNaN);
        for (const WeatherFigures& figures : plan_.weather) rows[place(figures)] = value(figures);
        group_.put(name, {"year", "weather_year"}, meaning, rows);
    }
    void put_contracts(const char* name, const Meaning& meaning, double ContractYear::*value) {
        const std::size_t contracts = group_.size("contract");
        std::vector<double> rows(plan_.years.size() * weathers_.size() * contracts, kNaN);
        for (const WeatherFigures& figures : plan_.weather)
            for (std::size_t c = 0; c < figures.contracts.size(); ++c)
                rows[place(figures) * contracts + c] = figures.contracts[c].*value;
        group_.put(name, {"year", "weather_year", "contract"}, meaning, rows);
    }
    std::size_t place(const WeatherFigures& figures) const {
        const auto y = std::ranges::find(plan_.years, figures.year) - plan_.years.begin();
        const auto w = std::ranges::find(weathers_, figures.weather_year) - weathers_.begin();
        return static_cast<std::size_t>(y) * weathers_.size() + static_cast<std::size_t>(w);
    }
    std::size_t weathers() const { return weathers_.size(); }

  private:
    Group& group_;
    const Plan& plan_;
    std::vector<std::int64_t> weathers_;
    std::vector<double> weights_;
};

struct ContractField {
    const char* name;
    double ContractYear::*value;
    const char* units;
    const char* long_name;
};
constexpr std::array kContractFields = {
    ContractField{"contract_load_mwh", &ContractYear::load_mwh, "MW h", "load of its data centres"},
    ContractField{"contract_unserved_mwh", &ContractYear::unserved_mwh, "MW h", "load left unserved"},
    ContractField{"contract_deficit_mwh", &ContractYear::deficit_mwh, "MW h", "bought from the grid mix"},
    ContractField{"contract_excess_mwh", &ContractYear::excess_mwh, "MW h", "generation beyond its load"},
    ContractField{"contract_hourly_score_frac", &ContractYear::hourly_score_frac, "1", "hourly clean score"},
    ContractField{"contract_strict_score_frac", &ContractYear::strict_score_frac, "1",
                  "hourly clean score without the clean share of the grid"},
    ContractField{"contract_annual_matching_frac", &ContractYear::annual_matching_frac, "1",
                  "clean generation over load, of the year"},
};

// Parts of the cost of supply that depend on the weather; money.
constexpr std::array kSupplyFields = {
    ContractField{"contract_variable_cost", &ContractYear::variable_cost, "",
                  "fuel, carbon, variable and cycling costs"},
    ContractField{"contract_purchase_cost", &ContractYear::purchase_cost, "", "cost of purchases"},
    ContractField{"contract_sale_income", &ContractYear::sale_income, "", "income from sales"},
    ContractField{"contract_tariff_cost", &ContractYear::tariff_cost, "", "tariff beyond the price"},
    ContractField{"contract_agreement_cost", &ContractYear::agreement_cost, "", "cost of agreements"},
    ContractField{"contract_certificate_cost", &ContractYear::certificate_cost, "", "cost of certificates"},
};

// Shortfalls of targets by weather year; for targets in the mean, the same value in every weather year.
class ShortfallTable {
  public:
    ShortfallTable(Group& group, const Plan& plan, const WeatherTable& weather)
        : group_(group), plan_(plan), weather_(weather) {}

    // `entity`: contract, data_center, or empty: of the study.
    void put(const char* name, planning::TargetKind kind, const Meaning& meaning, const std::string& entity) const {
        const std::size_t entities = entity.empty() ? 1 : group_.size(entity);
        std::vector<double> rows(plan_.years.size() * weather_.weathers() * entities, 0.0);
        for (const planning::Shortfall& s : plan_.shortfalls)
            for (const WeatherFigures& figures : plan_.weather)
                if (s.kind == kind && s.year == figures.year &&
                    (s.weather_year == figures.weather_year || s.weather_year == planning::kMeanOfWeather))
                    rows[weather_.place(figures) * entities + place_of(s)] = s.amount;
        if (!entity.empty())
            group_.put(name, {"year", "weather_year", entity}, meaning, rows);
        else
            group_.put(name, {"year", "weather_year"}, meaning, rows);
    }

  private:
    static std::size_t place_of(const planning::Shortfall& s) {
        if (s.kind == planning::TargetKind::emission) return 0;
        return s.kind == planning::TargetKind::curtailment ? s.data_center : s.contract;
    }

    Group& group_;
    const Plan& plan_;
    const WeatherTable& weather_;
};

void put_shortfalls(Group& group, const Plan& plan, const WeatherTable& weather) {
    using planning::TargetKind;
    if (!plan.foresight.fixed_plan) return;
    const ShortfallTable table(group, plan, weather);
    table.put("emission_cap_shortfall_t", TargetKind::emission, {kTonne, "emission above its cap"}, "");
    if (group.has_dimension("data_center") && !plan.target_prices.curtailment_per_mwh.empty())
        table.put("curtailment_budget_shortfall_mwh", TargetKind::curtailment,
                  {kMegawattHour, "import in candidate hours, above what the curtailment budget leaves"},
                  "data_center");
    if (!group.has_dimension("contract")) return;
    table.put("hourly_target_shortfall_mwh", TargetKind::hourly,
              {kMegawattHour, "deficit that counts as not clean, above what the target allows"}, "contract");
    table.put("annual_target_shortfall_mwh", TargetKind::annual, {kMegawattHour, "counted generation below the target"},
              "contract");
    table.put("excess_cap_shortfall_mwh", TargetKind::excess, {kMegawattHour, "excess above its cap"}, "contract");
}

struct InitialState {
    const char* name;
    const char* entity;
    std::vector<double> planning::YearDispatch::*values;
    const char* long_name;
};

void put_initial(Group& group, const Plan& plan, const WeatherTable& table, const InitialState& state) {
    if (!group.has_dimension(state.entity) || !plan.foresight.windowed()) return;
    const std::size_t count = group.size(state.entity);
    std::vector<double> rows(plan.years.size() * table.weathers() * count, kNaN);
    for (std::size_t i = 0; i < plan.dispatch.size(); ++i) {
        const std::vector<double>& values = plan.dispatch[i].*state.values;
        for (std::size_t s = 0; s < values.size(); ++s) rows[table.place(plan.weather[i]) * count + s] = values[s];
    }
    group.put(state.name, {"year", "weather_year", state.entity}, {"MW h", state.long_name}, rows);
}

}  // namespace

void put_plan(Group&& group, const ResultSource& source) {
    group.attribute(kPlanDigest, digest_of(planning::fixed_plan(source.study, source.plan)));
    put_year_coordinate(group, source.plan);
    put_builds(group, source.plan);
    put_state_values(group, source.plan, source.study.currency);
    if (source.plan.whole) put_whole_units(group.group("whole_units"), source);
}

void put_curtailment_prices(Group& group, const ResultSource& source) {
    const base::Series& prices = source.plan.target_prices.curtailment_per_mwh;
    if (prices.empty()) return;
    group.coordinate("data_center", {kNoUnit, "data centre"},
                     std::span<const std::string>(source.study.data_centers.name));
    put_year_series(group, "curtailment_price_per_mwh", "data_center",
                    {per_energy(source.study.currency),
                     "price of import in candidate hours under a curtailment budget, undiscounted"},
                    prices);
}

void put_target_prices(Group& group, const ResultSource& source) {
    const planning::TargetPrices& prices = source.plan.target_prices;
    group.attribute("enforced", source.plan.foresight.fixed_plan ? 0 : 1);
    if (prices.emission_per_t.empty()) return;
    const std::string per_mwh = per_energy(source.study.currency);
    group.put("emission_cap_price_per_t", {"year"}, {source.study.currency + "/t", "price of the cap, undiscounted"},
              prices.emission_per_t);
    put_curtailment_prices(group, source);
    if (!group.has_dimension("contract")) return;
    const auto put = [&](const char* name, const char* meaning, const base::Series& series) {
        std::vector<double> rows;
        for (std::size_t y = 0; y < series.times(); ++y)
            for (std::size_t c = 0; c < series.entities(); ++c) rows.push_back(series(y, c));
        group.put(name, {"year", "contract"}, {per_mwh, meaning}, rows);
    };
    put("hourly_target_price_per_mwh", "price of deficit that counts as not clean, undiscounted",
        prices.hourly_per_mwh);
    put("annual_target_price_per_mwh", "price of counted generation, undiscounted", prices.annual_per_mwh);
    put("excess_cap_price_per_mwh", "price of excess, undiscounted", prices.excess_per_mwh);
}

void put_weather(Group&& group, const ResultSource& source) {
    const Plan& plan = source.plan;
    const std::string& money = source.study.currency;
    put_year_coordinate(group, plan);
    put_entity_coordinates(group, source);
    WeatherTable table(group, plan);
    const auto put = [&](const char* name, const std::string& units, const char* meaning,
                         double WeatherFigures::*value) {
        table.put(name, {units, meaning}, [value](const WeatherFigures& figures) { return figures.*value; });
    };
    put("operation_cost", money, "cost of operation, undiscounted", &WeatherFigures::operation_cost);
    put("unserved_cost", money, "cost of unserved energy, undiscounted", &WeatherFigures::unserved_cost);
    put("unserved_mwh", "MW h", "energy left unserved, data centres included", &WeatherFigures::unserved_mwh);
    put("spill_mwh", "MW h", "output that cannot be used", &WeatherFigures::spill_mwh);
    put("emission_t", "t", "emission of CO2", &WeatherFigures::emission_t);
    if (group.has_dimension("contract"))
        for (const ContractField& field : kContractFields)
            table.put_contracts(field.name, {field.units, field.long_name}, field.value);
    if (group.has_dimension("contract") && table.weathers() > 1)  // with one weather year they are those of /summary
        for (const ContractField& field : kSupplyFields)
            table.put_contracts(field.name, {money, field.long_name}, field.value);
    group.attribute("foresight", plan.foresight.windowed() ? "window" : "year");
    if (plan.foresight.windowed()) {
        group.attribute("window_h", plan.foresight.window_h);
        group.attribute("step_h", plan.foresight.step_h);
        group.attribute("content_after_window",
                        plan.foresight.values_content ? "at the plan's value" : "worth nothing");
    }
    put_shortfalls(group, plan, table);
    put_initial(group, plan, table,
                {"initial_content_mwh", "store", &planning::YearDispatch::initial_content_mwh,
                 "content before the first hour"});
    put_initial(group, plan, table,
                {"initial_waiting_mwh", "work_class", &planning::YearDispatch::initial_waiting_mwh,
                 "work that waits before the first hour"});
}

}  // namespace decawatt::io
