#include "io/hdf5/results_summary.hpp"

#include <array>
#include <limits>
#include <numeric>

#include "assets/connection.hpp"
#include "base/error.hpp"
#include "io/hdf5/results_agreements.hpp"
#include "io/hdf5/results_entities.hpp"
#include "io/hdf5/results_flexible_work.hpp"
#include "io/hdf5/results_purchases.hpp"
#include "io/hdf5/results_year_tables.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {

using planning::ContractYear;
using planning::SupplyYear;
using planning::YearSummary;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct SummaryField {
    const char* name;
    const char* entity;
    std::vector<double> YearSummary::*values;
    const char* units;  // "price": currency of the study per energy
    const char* long_name;
};

// Of studies with a rule of curtailment.
constexpr std::array kCurtailmentSummaries = {
    SummaryField{"data_center_nonfirm_mwh", "data_center", &YearSummary::data_center_nonfirm_mwh, "MW h",
                 "imported through the connection beyond its firm part"},
    SummaryField{"data_center_curtailed_h", "data_center", &YearSummary::data_center_curtailed_h, "h",
                 "curtailment of the non-firm part, in equivalent hours of full curtailment"},
    SummaryField{"data_center_curtailment_events", "data_center", &YearSummary::data_center_curtailment_events, "1",
                 "curtailment events of the non-firm part, of consecutive hours"},
};

constexpr std::array kSummaries = {
    SummaryField{"region_demand_mwh", "region", &YearSummary::region_demand_mwh, "MW h", "demand without data centres"},
    SummaryField{"region_mean_price_per_mwh", "region", &YearSummary::region_mean_price_per_mwh, "price", "mean price"},
    SummaryField{"region_price_without_scarcity_per_mwh", "region", &YearSummary::region_price_without_scarcity_per_mwh,
                 "price", "mean price without the hours of scarcity"},
    SummaryField{"region_unserved_mwh", "region", &YearSummary::region_unserved_mwh, "MW h", "demand left unserved"},
    SummaryField{"fleet_generation_mwh", "fleet", &YearSummary::fleet_generation_mwh, "MW h", "generation"},
    SummaryField{"fleet_available_mwh", "fleet", &YearSummary::fleet_available_mwh, "MW h", "generation available"},
    SummaryField{"fleet_emission_t", "fleet", &YearSummary::fleet_emission_t, "t", "emission of CO2"},
    SummaryField{"fleet_annuity_cost", "fleet", &YearSummary::fleet_annuity_cost, "money",
                 "annuities of capacity built"},
    SummaryField{"fleet_fixed_cost", "fleet", &YearSummary::fleet_fixed_cost, "money", "fixed costs of capacity built"},
    SummaryField{"fleet_variable_cost", "fleet", &YearSummary::fleet_variable_cost, "money",
                 "variable cost without fuel and carbon"},
    SummaryField{"fleet_fuel_cost", "fleet", &YearSummary::fleet_fuel_cost, "money", "fuel"},
    SummaryField{"fleet_carbon_cost", "fleet", &YearSummary::fleet_carbon_cost, "money",
                 "emission at the carbon price"},
    SummaryField{"store_annuity_cost", "store", &YearSummary::store_annuity_cost, "money",
                 "annuities of capacity built"},
    SummaryField{"store_fixed_cost", "store", &YearSummary::store_fixed_cost, "money", "fixed costs of capacity built"},
    SummaryField{"store_cycling_cost", "store", &YearSummary::store_cycling_cost, "money", "cost of cycling"},
    SummaryField{"connection_annuity_cost", "data_center", &YearSummary::connection_annuity_cost, "money",
                 "annuities of the connection that was built"},
    SummaryField{"connection_fixed_cost", "data_center", &YearSummary::connection_fixed_cost, "money",
                 "fixed costs of the connection that was built, and charges for the existing one"},
    SummaryField{"data_center_own_mwh", "data_center", &YearSummary::data_center_own_mwh, "MW h",
                 "generation behind the meter"},
    SummaryField{"data_center_curtailed_mwh", "data_center", &YearSummary::data_center_curtailed_mwh, "MW h",
                 "available solar and wind output behind the meter that was not used, and spilled output there"},
    SummaryField{"data_center_import_mwh", "data_center", &YearSummary::data_center_import_mwh, "MW h",
                 "imported through the connection"},
    SummaryField{"data_center_export_mwh", "data_center", &YearSummary::data_center_export_mwh, "MW h",
                 "exported through the connection"},
    SummaryField{"data_center_unserved_mwh", "data_center", &YearSummary::data_center_unserved_mwh, "MW h",
                 "load left unserved"},
    SummaryField{"data_center_own_emission_t", "data_center", &YearSummary::data_center_own_emission_t, "t",
                 "emission of CO2 behind the meter"},
    SummaryField{"data_center_grid_emission_t", "data_center", &YearSummary::data_center_grid_emission_t, "t",
                 "import at the grid's mean emission of the hour"},
    SummaryField{"data_center_energy_mwh", "data_center", &YearSummary::data_center_energy_mwh, "MW h",
                 "facility load requested"},
    SummaryField{"data_center_it_mwh", "data_center", &YearSummary::data_center_it_mwh, "MW h", "IT energy requested"},
    SummaryField{"data_center_pue", "data_center", &YearSummary::data_center_pue, "1",
                 "facility energy over IT energy"},
    SummaryField{"data_center_water_m3", "data_center", &YearSummary::data_center_water_m3, "m3",
                 "water that cooling consumes"},
    SummaryField{"data_center_wue_l_per_kwh", "data_center", &YearSummary::data_center_wue_l_per_kwh, "L kW-1 h-1",
                 "water over IT energy"},
};

struct MonthField {
    const char* name;
    base::Series YearSummary::*values;
    const char* units;
    const char* long_name;
};

constexpr std::array kMonthFields = {
    MonthField{"data_center_pue_month", &YearSummary::data_center_pue_month, "1",
               "facility energy over IT energy, of the month"},
    MonthField{"data_center_wue_l_per_kwh_month", &YearSummary::data_center_wue_l_per_kwh_month, "L kW-1 h-1",
               "water over IT energy, of the month"},
};

struct TotalField {
    const char* name;
    double YearSummary::*value;
    const char* units;  // "money": currency of the study
    const char* long_name;
};

constexpr std::array kTotals = {
    TotalField{"emission_t", &YearSummary::emission_t, "t", "emission of CO2"},
    TotalField{"unserved_mwh", &YearSummary::unserved_mwh, "MW h", "energy left unserved, data centres included"},
    TotalField{"spill_mwh", &YearSummary::spill_mwh, "MW h", "output that cannot be used"},
    TotalField{"overlap_mwh", &YearSummary::overlap_mwh, "MW h", "charged and discharged in the same hour"},
    TotalField{"operation_cost", &YearSummary::operation_cost, "money", "cost of operation, undiscounted"},
    TotalField{"capacity_cost", &YearSummary::capacity_cost, "money",
               "annuities and fixed costs of capacity built, and charges for existing connections, undiscounted"},
    TotalField{"unserved_cost", &YearSummary::unserved_cost, "money", "cost of unserved energy, undiscounted"},
};

struct ContractField {
    const char* name;
    double ContractYear::*value;
    const char* units;
    const char* long_name;
};

constexpr std::array kContractFields = {
    ContractField{"contract_load_mwh", &ContractYear::load_mwh, "MW h",
                  "load of its data centres, unserved load included"},
    ContractField{"contract_clean_mwh", &ContractYear::clean_mwh, "MW h",
                  "generation of its assets that counts, virtual agreements and certificates"},
    ContractField{"contract_deficit_mwh", &ContractYear::deficit_mwh, "MW h", "bought from the grid mix"},
    ContractField{"contract_excess_mwh", &ContractYear::excess_mwh, "MW h", "generation beyond its load"},
    ContractField{"contract_unserved_mwh", &ContractYear::unserved_mwh, "MW h", "load left unserved"},
    ContractField{"contract_hourly_score_frac", &ContractYear::hourly_score_frac, "1", "hourly clean score"},
    ContractField{"contract_strict_score_frac", &ContractYear::strict_score_frac, "1",
                  "hourly clean score without the clean share of the grid"},
    ContractField{"contract_annual_matching_frac", &ContractYear::annual_matching_frac, "1",
                  "clean generation over load, of the year"},
    ContractField{"contract_annuity_cost", &ContractYear::annuity_cost, "money",
                  "annuities of its assets and connections, and of the assets behind its data centres"},
    ContractField{"contract_fixed_cost", &ContractYear::fixed_cost, "money",
                  "fixed costs of its assets and connections, and of the assets behind its data centres"},
    ContractField{"contract_variable_cost", &ContractYear::variable_cost, "money",
                  "fuel, carbon, variable cost and cycling of its assets and of the assets behind its data centres"},
    ContractField{"contract_purchase_mwh", &ContractYear::purchase_mwh, "MW h",
                  "load served beyond own output and storage"},
    ContractField{"contract_sale_mwh", &ContractYear::sale_mwh, "MW h", "own output and storage beyond the load"},
    ContractField{"contract_purchase_cost", &ContractYear::purchase_cost, "money",
                  "cost of purchases, at the grid's price"},
    ContractField{"contract_sale_income", &ContractYear::sale_income, "money",
                  "income from sales, at the grid's "
                  "price"},
    ContractField{"contract_supply_cost_per_mwh", &ContractYear::supply_cost_per_mwh, "price",
                  "cost of supply per energy of load"},
};

struct SupplyField {
    const char* name;
    double SupplyYear::*value;
    const char* units;
    const char* long_name;
};

constexpr std::array kSupplyFields = {
    SupplyField{"data_center_annuity_cost", &SupplyYear::annuity_cost, "money",
                "annuities of the assets behind it and of its connection"},
    SupplyField{"data_center_fixed_cost", &SupplyYear::fixed_cost, "money",
                "fixed costs of the assets behind it and of its connection"},
    SupplyField{"data_center_variable_cost", &SupplyYear::variable_cost, "money",
                "fuel, carbon, variable cost and cycling of the assets behind it"},
    SupplyField{"data_center_purchase_cost", &SupplyYear::purchase_cost, "money",
                "cost of purchases, at the grid's price"},
    SupplyField{"data_center_sale_income", &SupplyYear::sale_income, "money", "income from sales, at the grid's price"},
    SupplyField{"data_center_supply_cost_per_mwh", &SupplyYear::supply_cost_per_mwh, "price",
                "cost of supply per energy of load; NaN: its contract pays"},
};

std::string units_in(const std::string& units, const std::string& money) {
    if (units == "money") return money;
    return units == "price" ? per_energy(money) : units;
}

base::Series summary_series(const planning::Plan& plan, const SummaryField& field, std::size_t entities) {
    base::Series series(plan.years.size(), entities, kNaN);
    for (std::size_t y = 0; y < plan.summary.size(); ++y) {
        const std::vector<double>& values = plan.summary[y].*field.values;
        base::expects(values.empty() || values.size() == entities,
                      std::string("a summary has one value per entity: ") + field.name);
        for (std::size_t e = 0; e < values.size(); ++e) series(y, e) = values[e];
    }
    return series;
}

// Year × month × data centre. NaN for years without values.
void put_months(Group& group, const planning::Plan& plan) {
    if (!group.has_dimension("data_center") || !group.has_dimension("year")) return;
    const std::size_t centers = group.size("data_center"), months = base::kMonthsPerYear;
    std::vector<std::int64_t> numbers(months);
    std::iota(numbers.begin(), numbers.end(), 1);
    group.coordinate("month", {kNoUnit, "month at the study's offset"}, numbers);
    for (const MonthField& field : kMonthFields) {
        std::vector<double> values(plan.years.size() * months * centers, kNaN);
        for (std::size_t y = 0; y < plan.summary.size(); ++y) {
            const base::Series& series = plan.summary[y].*field.values;
            for (std::size_t m = 0; m < series.times(); ++m)
                for (std::size_t c = 0; c < centers; ++c) values[(y * months + m) * centers + c] = series(m, c);
        }
        group.put(field.name, {"year", "month", "data_center"}, {field.units, field.long_name}, values);
    }
}

base::Series contract_series(const planning::Plan& plan, const ContractField& field, std::size_t entities) {
    base::Series series(plan.years.size(), entities, kNaN);
    for (std::size_t y = 0; y < plan.contracts.size(); ++y)
        for (std::size_t e = 0; e < plan.contracts[y].size(); ++e) series(y, e) = plan.contracts[y][e].*field.value;
    return series;
}

// For data centres without a contract; NaN for the others.
void put_data_center_supply(Group& group, const planning::Plan& plan, const std::string& money) {
    if (!group.has_dimension("data_center") || !group.has_dimension("year")) return;
    const std::size_t centers = group.size("data_center");
    for (const SupplyField& field : kSupplyFields) {
        base::Series series(plan.years.size(), centers, kNaN);
        for (std::size_t y = 0; y < plan.data_center_supply.size(); ++y)
            for (std::size_t d = 0; d < centers; ++d) series(y, d) = plan.data_center_supply[y].at(d).*field.value;
        put_year_series(group, field.name, "data_center", {units_in(field.units, money), field.long_name}, series);
    }
    put_list(group, "data_center_supply_cost_per_mwh_horizon", "data_center",
             {per_energy(money), "cost of supply, ratio of discounted sums; NaN: its contract pays"},
             plan.data_center_supply_cost_per_mwh);
}

}  // namespace

void put_summary(Group&& group, const ResultSource& source) {
    const planning::Plan& plan = source.plan;
    const std::string& money = source.study.currency;
    put_year_coordinate(group, plan);
    put_entity_coordinates(group, source);
    base::expects(plan.summary.size() <= plan.years.size() && plan.contracts.size() <= plan.years.size(),
                  "one summary a year");
    for (const SummaryField& field : kSummaries)
        if (group.has_dimension(field.entity))
            put_year_series(group, field.name, field.entity, {units_in(field.units, money), field.long_name},
                            summary_series(plan, field, group.size(field.entity)));
    for (const SummaryField& field : kCurtailmentSummaries)
        if (group.has_dimension(field.entity) && assets::states_curtailment(source.study))
            put_year_series(group, field.name, field.entity, {field.units, field.long_name},
                            summary_series(plan, field, group.size(field.entity)));
    for (const TotalField& field : kTotals) {
        std::vector<double> values(plan.years.size(), kNaN);
        for (std::size_t y = 0; y < plan.summary.size(); ++y) values[y] = plan.summary[y].*field.value;
        if (!values.empty()) group.put(field.name, {"year"}, {units_in(field.units, money), field.long_name}, values);
    }
    put_months(group, plan);
    put_data_center_supply(group, plan, money);
    put_purchases(group, source);
    put_work_summary(group, source);
    put_agreements(group, source);
    if (!group.has_dimension("contract")) return;
    for (const ContractField& field : kContractFields)
        put_year_series(group, field.name, "contract", {units_in(field.units, money), field.long_name},
                        contract_series(plan, field, group.size("contract")));
    put_list(group, "contract_supply_cost_per_mwh_horizon", "contract",
             {per_energy(money), "cost of supply, ratio of discounted sums"}, plan.supply_cost_per_mwh);
}

}  // namespace decawatt::io
