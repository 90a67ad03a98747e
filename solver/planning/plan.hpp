// The output of planning: capacities by year, dispatch by hour, prices, scores, costs, certificate.
//
// Entities of a plan are groups of plants, stores and lines that are dispatched as one (assets/groups.hpp); curtailment
// is shared pro rata within a group.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/series.hpp"
#include "lp/solution.hpp"
#include "model/study.hpp"
#include "planning/asset_names.hpp"

namespace decawatt::planning {

// Series of one (calendar year, weather year), time × entity.
struct YearDispatch {
    int year = 0, weather_year = 0;
    double weight = 1.0;
    base::TimeAxis axis;
    base::Series generation_mw, available_mw;           // × group
    base::Series charge_mw, discharge_mw, content_mwh;  // × store group; content at the end of the hour
    base::Series flow_forward_mw, flow_reverse_mw;      // × corridor: sent, at the sending end
    base::Series demand_mw;                             // × region: gross with industrial loads, without data centres
    base::Series unserved_mw, spill_mw, price_per_mwh;  // × region
    // × data centre: requested; of work that waits or moves, where it is done
    base::Series data_center_load_mw, data_center_it_mw;
    base::Series data_center_import_mw;             // × data centre: through its connection, net (negative: export)
    base::Series data_center_nonfirm_available_mw;  // × data centre: of the non-firm part; empty: no rule curtails any
    base::Series data_center_unserved_mw, data_center_spill_mw;  // × data centre
    base::Series data_center_water_m3_per_h;                     // × data centre: of its cooling, requested
    base::Series data_center_deferrable_mw;                      // × data centre: batch work arriving, at the machines
    // Flexible work, MW of facility power; empty without any that planning decides on.
    base::Series work_arrived_mw, work_done_mw;  // × work class
    base::Series work_waiting_mwh;               // × work class: at the end of the hour
    base::Series work_moved_mw;                  // × work link: at the origin
    base::Series data_center_cut_mw;             // × data centre: computing that a power cap loses
    base::Series deficit_mw, excess_mw;          // × contract
    base::Series certified_mw;  // × contract: counted without power, of virtual agreements and certificates; or empty
    std::vector<double> certificate_mwh;                               // by certificate, of the year
    base::Series interface_flow_mw;                                    // × interface
    base::Series temperature_deg_c;                                    // × region
    base::Series market_buy_mw, market_sell_mw;                        // × market: net trade of its region
    base::Series market_buy_price_per_mwh, market_sell_price_per_mwh;  // × market; NaN where nothing may be sold
    std::vector<double> initial_content_mwh;  // × store: before the first hour; empty: that after the last
    std::vector<double> initial_waiting_mwh;  // × work class: the same
    std::vector<double> hosted_per_moved;     // × work link: energy at the host over that at the origin
};

// Capacities at the end of each year of the horizon, and additions in the year: year × entity.
struct YearCapacity {
    base::Series fleet_mw, fleet_built_mw;
    base::Series store_charge_mw, store_discharge_mw, store_energy_mwh, store_built_mw, store_built_mwh;
    base::Series store_usable_mwh;  // usable energy throughout the year: below nameplate where it fades
    base::Series corridor_forward_mw, corridor_reverse_mw, corridor_built_mw;
    // × data centre; connection_mw: firm and non-firm, connection_built_mw: firm. Of the non-firm part where a rule
    // curtails it, else empty.
    base::Series connection_mw, connection_built_mw, nonfirm_mw, nonfirm_built_mw;
    base::Series interface_limit_mw;  // × interface; NaN where there is none
};

// Marginal costs of targets, undiscounted, means over the weather years; 0 where a target does not bind or is not
// stated. Year × contract.
struct TargetPrices {
    base::Series hourly_per_mwh;            // of deficit that counts as not clean: (1 - grid share) M
    base::Series annual_per_mwh;            // of counted generation more
    base::Series excess_per_mwh;            // of excess
    std::vector<double> emission_per_t;     // by year: of emission under the cap
    base::Series curtailment_per_mwh = {};  // year × data centre: of import in candidate hours; empty: no budget
};

// Marginal values of the states that link one hour to the next (energy in a store): means by month over hours and
// weather years, undiscounted currency per MWh. (year × 12 + month) × state; 0 where a state is absent.
struct StateValues {
    std::vector<std::string> name;  // of the state's row in the program
    base::Series per_mwh;
};

enum class BillComponent : std::uint8_t { energy, network, levy, losses, carbon, demand, minimum, fixed };
inline constexpr std::size_t kBillComponents = 8;
const char* text(BillComponent component);

// What a data centre pays in a month by its tariff, undiscounted, computed from its imports. `minimum`: what ratchet
// and minimum take bill beyond the peaks of the month.
struct MonthlyBill {
    double import_mwh = 0.0;
    double peak_mw = 0.0;                           // highest import, of any hour
    std::array<double, kBillComponents> cost = {};  // by component
    double total() const;
};

// Figures of one year, undiscounted, in money of the price year; weather years weighted.
struct YearSummary {
    std::vector<double> region_demand_mwh, region_mean_price_per_mwh, region_price_without_scarcity_per_mwh,
        region_unserved_mwh;
    std::vector<double> fleet_generation_mwh, fleet_available_mwh, fleet_emission_t;
    // Annual costs of capacity additions, and of operation; variable: without fuel and carbon, less credits.
    std::vector<double> fleet_annuity_cost, fleet_fixed_cost, fleet_variable_cost, fleet_fuel_cost, fleet_carbon_cost;
    std::vector<double> fleet_production_credit;
    std::vector<double> store_annuity_cost, store_fixed_cost, store_cycling_cost;
    std::vector<double> connection_annuity_cost, connection_fixed_cost;  // per data centre, with charges
    // Per data centre, empty where no rule curtails any: import over the non-firm part (what the firm part cannot
    // carry), hours of curtailment of all of it, and the events in which it is curtailed.
    std::vector<double> data_center_nonfirm_mwh, data_center_curtailed_h, data_center_curtailment_events;
    std::vector<double> data_center_energy_mwh, data_center_it_mwh, data_center_pue;
    // Behind the meter: generation, and curtailed and spilled energy; through the connection: imports and exports.
    std::vector<double> data_center_own_mwh, data_center_curtailed_mwh, data_center_import_mwh, data_center_export_mwh,
        data_center_unserved_mwh;
    std::vector<double> data_center_own_emission_t, data_center_grid_emission_t;
    std::vector<double> data_center_water_m3, data_center_wue_l_per_kwh;
    base::Series data_center_pue_month, data_center_wue_l_per_kwh_month;  // month × data centre; NaN where none runs
    std::vector<double> market_buy_mwh, market_sell_mwh, market_cost, market_income, market_emission_t;  // per market
    std::vector<std::vector<MonthlyBill>> bills;  // [data centre][month]; empty: no tariff
    double tariff_cost = 0.0;                     // what of the bills the objective counts
    // Flexible work: arrived, and of that what the hours put off; mean wait of work that arrives. Lost: per data
    // centre.
    std::vector<double> work_arrived_mwh, work_deferred_mwh, work_mean_wait_h;  // per work class
    std::vector<double> work_moved_mwh, work_hosted_mwh;                        // per work link: at origin, at host
    std::vector<double> data_center_cut_mwh, data_center_cut_cost;
    // Per agreement: output taken, output that the plant could produce, the energy that the price is paid for, and all
    // that is paid, less the market's price of virtual ones.
    std::vector<double> agreement_taken_mwh, agreement_produced_mwh, agreement_paid_mwh, agreement_cost;
    std::vector<double> certificate_mwh, certificate_cost;  // per certificate
    double emission_t = 0.0, unserved_mwh = 0.0, spill_mwh = 0.0;
    double overlap_mwh = 0.0;       // charged and discharged in the same hour
    double line_overlap_mwh = 0.0;  // lost to flows in both directions of a line in the same hour
    double operation_cost = 0.0, capacity_cost = 0.0,
           unserved_cost = 0.0;  // capacity: annuities and fixed costs of additions
};

// Cost of supply of a contract, or of a data centre without a contract, in a year: its assets, assets behind its data
// centres that have no contract of their own, and purchases less sales. Variable cost: with fuel, carbon and cycling,
// less production credits.
struct SupplyYear {
    double load_mwh = 0.0, unserved_mwh = 0.0, purchase_mwh = 0.0, sale_mwh = 0.0;
    double annuity_cost = 0.0, fixed_cost = 0.0, variable_cost = 0.0, purchase_cost = 0.0, sale_income = 0.0;
    double tariff_cost = 0.0;  // bills less the cost of imports at the grid's price
    double agreement_cost = 0.0, certificate_cost = 0.0;
    double supply_cost_per_mwh = 0.0;
};

struct ContractYear : SupplyYear {
    double clean_mwh = 0.0, deficit_mwh = 0.0, excess_mwh = 0.0;
    double certified_mwh = 0.0;  // of clean_mwh: without power, of virtual agreements and certificates
    double hourly_score_frac = 0.0, strict_score_frac = 0.0,
           annual_matching_frac = 0.0;  // strict: grid purchases do not count as clean
};

// Figures of one (calendar year, weather year).
struct WeatherFigures {
    int year = 0, weather_year = 0;
    double weight = 1.0;  // of the weather year
    double operation_cost = 0.0, unserved_cost = 0.0, unserved_mwh = 0.0, spill_mwh = 0.0, emission_t = 0.0;
    std::vector<ContractYear> contracts;
};

// Battery ageing under the plan's dispatch by the detailed model, at the end of each year: year × store group, means
// over the weather years (each simulated through the whole horizon). NaN where a store has no chemistry or no energy
// yet. Losses and remaining capacity are fractions of installed energy.
struct BatteryHealth {
    base::Series capacity_left_frac, worst_capacity_left_frac;  // worst: lowest of the weather years
    base::Series calendar_loss_frac, cycle_loss_frac;
    base::Series full_cycles, mean_soc_frac, mean_temperature_deg_c;  // of the cells, in the year
    base::Series augmentation_mwh;  // energy to add at the start of the year so that the usable energy of planning is
                                    // available at its end
    base::Series linear_left_frac;  // by the linear fade of planning, for the same dispatch
    std::vector<double> linear_fade_frac_per_year,
        linear_fade_frac_per_full_cycle;                       // rates used in planning; per store group
    bool empty() const { return capacity_left_frac.empty(); }  // true if no store ages
};

enum class TargetKind : std::uint8_t { hourly, annual, excess, emission, curtailment };
const char* text(
    TargetKind kind);  // "hourly target", "annual matching", "excess cap", "emission cap", "curtailment budget"

// Shortfall of a target or cap in the dispatch of a fixed plan: 0 if it is met within the tolerance.
struct Shortfall {
    TargetKind kind = TargetKind::hourly;
    std::size_t contract = 0;  // of the study; not of an emission cap or a curtailment budget
    int year = 0;
    int weather_year = 0;  // of a target of the mean of the weather years: kMeanOfWeather
    double amount = 0.0;   // MWh, of an hourly target those that do not count as clean; t
    // Of the load; of an emission cap, or of 0.01 t per MWh of demand where that is more; of the hours of a budget.
    double missed_frac = 0.0;
    std::size_t data_center = 0;  // of a curtailment budget
};

inline constexpr int kMeanOfWeather = -1;

// How the dispatch of a plan was computed: together with its investments (run), or for a fixed plan (dispatch).
struct Foresight {
    bool fixed_plan = false;       // targets may be missed: `Plan::shortfalls`
    int window_h = 0, step_h = 0;  // 0: perfect foresight of each year
    bool values_content = false;   // content at the end of a window has the plan's value
    bool windowed() const { return window_h > 0; }
};

inline constexpr int kNotInUnits = -1;

// The capacity additions of a plan in whole machines, in the order of `builds` (planning/analyses/whole_units.hpp).
struct WholeBuilds {
    std::vector<CapacityAddition> builds;
    std::vector<int> units;          // number of machines of each addition; kNotInUnits without a machine size
    std::vector<double> unit_mw;     // machine size; 0 if none is stated
    std::vector<std::string> notes;  // limits that prevented rounding up
};

// A plan rounded to whole machines, and its dispatch: no figures unless its status is optimal.
struct WholeUnits {
    WholeBuilds built;
    lp::Status status = lp::Status::numerical_failure;
    std::string message;
    lp::Certificate certificate;
    double objective = 0.0;                                                    // discounted
    double unserved_mwh = 0.0;                                                 // of the horizon
    std::vector<double> supply_cost_per_mwh, data_center_supply_cost_per_mwh;  // as for the plan
    std::vector<Shortfall> shortfalls;                                         // every target and cap
};

// What a campus or a region can rely on in a year (components/firm_capacity.hpp).
struct FirmCapacityYear {
    std::string place;
    int year = 0;
    bool without_connection = false;
    double peak_mw = 0.0, required_mw = 0.0, credited_mw = 0.0;
    double price_per_mw_year = 0.0;  // of a MW more that is required, undiscounted
};

struct Timing {
    double read_s = 0.0, profiles_s = 0.0, build_s = 0.0, solve_s = 0.0, write_s = 0.0;
};

struct Plan {
    lp::Status status = lp::Status::numerical_failure;
    std::string message;
    lp::Certificate certificate;  // in the study's currency
    int iterations = 0;
    double objective = 0.0;                          // discounted, study's currency
    std::vector<double> discount_factor;             // per year, mid-year convention
    base::Series fleet_marginal_cost_per_mwh;        // year × group: variable cost, fuel and carbon less credits
    std::vector<double> fleet_emission_t_per_mwh;    // per group
    std::vector<double> store_cycling_cost_per_mwh;  // per store group, per MWh discharged
    PlantGroups plants;
    StoreGroups stores;
    Corridors corridors;
    std::vector<int> years;
    std::vector<YearDispatch> dispatch;  // in the order of the profiles
    YearCapacity capacity;
    std::vector<YearSummary> summary;                  // one per year
    std::vector<std::vector<ContractYear>> contracts;  // [year][contract]
    std::vector<double> supply_cost_per_mwh;  // per contract: discounted cost over discounted load, over the horizon
    std::vector<std::vector<SupplyYear>> data_center_supply;  // [year][data centre]; NaN where a contract pays
    std::vector<double> data_center_supply_cost_per_mwh;      // over the horizon
    std::vector<CapacityAddition> builds;
    TargetPrices target_prices;
    StateValues state_values;
    std::vector<FirmCapacityYear> firm_capacity;  // of a run
    std::vector<Shortfall> shortfalls;            // of the dispatch of a fixed plan: every target and cap
    std::vector<WeatherFigures> weather;          // in the order of the dispatch
    BatteryHealth battery;
    std::optional<WholeUnits> whole;  // if the study states machine sizes; only of a run
    Foresight foresight;
    std::vector<lp::IterationRecord> solver_log = {};  // of its solves, if requested
    Timing timing;
    int threads = 1;
};

}  // namespace decawatt::planning
