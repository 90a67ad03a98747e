// The study as plain data: columns with one entry per row, in the order of the table. Studies compare by value.
// Consistency rules are in `validate`.
// Over 300 lines: every table of a study is declared here.
// Units: MW, MWh, hours, degrees Celsius, W/m2, m/s, tCO2, the study's currency; fractions, never percent. Instants are
// UTC. Signs: generation, discharge and import positive; load positive when consuming; line flow positive from `from`
// to `to`.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/index.hpp"
#include "base/time_axis.hpp"
#include "model/after_tax_sizing.hpp"
#include "model/agreements.hpp"
#include "model/climate_memory.hpp"
#include "model/connection_terms.hpp"
#include "model/cooling_system.hpp"
#include "model/expansion_option.hpp"
#include "model/firm_capacity.hpp"
#include "model/flexible_work.hpp"
#include "model/it_hardware.hpp"
#include "model/markets.hpp"
#include "model/months.hpp"
#include "model/pv_systems.hpp"
#include "model/reliability.hpp"
#include "model/store_duration.hpp"
#include "model/store_types.hpp"
#include "model/tariffs.hpp"
#include "model/wind_farm_rules.hpp"
#include "model/workload_rules.hpp"

namespace decawatt::model {

using base::UtcSeconds;

enum class SiteIndex : std::int32_t {};
enum class RegionIndex : std::int32_t {};
enum class LineIndex : std::int32_t {};
enum class InterfaceIndex : std::int32_t {};
enum class FuelIndex : std::int32_t {};
enum class MonthProfileIndex : std::int32_t {};
enum class DemandShapeIndex : std::int32_t {};
enum class PvSystemIndex : std::int32_t {};
enum class TurbineIndex : std::int32_t {};
enum class PlantIndex : std::int32_t {};
enum class StoreIndex : std::int32_t {};
enum class DataCenterIndex : std::int32_t {};
enum class WorkloadIndex : std::int32_t {};
enum class ContractIndex : std::int32_t {};

// A quantity given for some years. Prices are interpolated linearly; limits and targets hold from their year on.
using YearTable = std::map<int, double>;
double interpolated(const YearTable& table, int year);             // constant before the first and after the last year
double stepwise(const YearTable& table, int year, double before);  // the last value at or before `year`, else `before`

inline constexpr double kNoTarget = -1.0;            // in a table of targets: no target from that year on
double target_in(const YearTable& table, int year);  // stepwise; NaN without a target

struct Horizon {
    int first_year = 0, last_year = -1;
    int step_s = base::kSecondsPerHour;
    int hours_per_year = 0;          // used hours of every year, from 1 January; 0: all
    base::StepLengths lengths = {};  // of the steps of every year, multiples of step_s; empty: all are step_s
    int year_count() const { return last_year - first_year + 1; }
    bool operator==(const Horizon&) const = default;
};

struct Weather {
    std::string source = "generator";
    std::uint32_t seed = 1;
    std::vector<int> years = {1};         // the same weather years for every calendar year
    std::vector<double> weights = {1.0};  // one per weather year; they add to 1
    ClimateMemory memory = {};            // of the generator, for all sites
    bool operator==(const Weather&) const = default;
};

// Whether a target applies to each weather year or to their weighted mean (`target_scope`).
enum class TargetScope { each, mean };

struct PlanningRules {
    double unserved_cost_per_mwh = 0.0;  // the stated value of lost load
    double spill_cost_per_mwh = 0.0;     // of must-run output that is not used
    double tolerance = 1e-6;
    double base_mva = 100.0;  // of reactances per unit
    TargetScope target_scope = TargetScope::each;
    Perspective perspective = Perspective::system;
    std::optional<AfterTaxSizing> after_tax = {};  // none: before tax
    bool operator==(const PlanningRules&) const = default;
};

struct OutputRules {
    std::vector<std::string> series;  // empty: all
    std::string precision = "float32";
    bool operator==(const OutputRules&) const = default;
};

// Sites of weather: monthly climate statistics that the generator reproduces.
struct Sites {
    std::vector<std::string> name;
    std::vector<double> latitude_deg, longitude_deg, elevation_m;
    std::vector<Months> temperature_mean_deg_c, temperature_day_sd_deg_c, temperature_diurnal_range_deg_c;
    std::vector<Months> relative_humidity_mean_frac;
    std::vector<Months> ghi_mean_kwh_per_m2_day, ghi_day_sd_kwh_per_m2_day;
    std::vector<Months> wind_10m_mean_m_per_s, wind_10m_sd_m_per_s, wind_100m_mean_m_per_s;  // sd of hourly values
    bool operator==(const Sites&) const = default;
};

enum class DayType : std::uint8_t { workday, saturday, holiday, major_holiday };
inline constexpr int kDayTypes = 4;

struct Holidays {                  // Sundays are holidays without a row
    std::vector<UtcSeconds> date;  // local midnight
    std::vector<bool> major;       // Seollal and Chuseok, with especially low demand
    bool operator==(const Holidays&) const = default;
};

// Hourly factors relative to the annual mean, by month, day type and local hour.
struct DemandShapes {
    std::vector<std::string> name;
    std::vector<std::vector<double>> factor;  // [(month * kDayTypes + day_type) * 24 + hour]
    bool operator==(const DemandShapes&) const = default;
};

struct Regions {
    std::vector<std::string> name;
    std::vector<double> latitude_deg, longitude_deg;
    std::vector<SiteIndex> site;  // whose temperature affects the demand
    std::vector<DemandShapeIndex> demand_shape;
    std::vector<double> cooling_frac_per_deg_c, cooling_base_deg_c;  // change of demand per degree above the base
    std::vector<double> heating_frac_per_deg_c, heating_base_deg_c;  // change of demand per degree below the base
    std::vector<YearTable> annual_energy_mwh;                        // gross: behind-the-meter photovoltaics are plants
    bool operator==(const Regions&) const = default;
};

struct IndustrialLoads {  // flat loads that are rows of their own
    std::vector<std::string> name;
    std::vector<RegionIndex> region;
    std::vector<YearTable> mean_mw;  // interpolated linearly, zero before the first year
    bool operator==(const IndustrialLoads&) const = default;
};

struct Lines {
    std::vector<std::string> name;
    std::vector<RegionIndex> from, to;
    std::vector<double> capacity_mw, reverse_capacity_mw;  // from -> to, and to -> from
    std::vector<double> loss_frac;                         // of power sent, in both directions
    std::vector<double> availability_frac;
    std::vector<UtcSeconds> commissioned, closed;
    std::vector<ExpansionOption> build;  // applies to both directions
    // A line with a reactance obeys Kirchhoff's voltage law; 0: a transport line, with any flow within its limits. Tap
    // and shift are of an ideal transformer at `from`: flow / base_mva = (angle(from) - angle(to) - shift) / (reactance
    // × tap).
    std::vector<double> reactance_pu, tap_ratio, phase_shift_deg;
    bool has_reactance(std::size_t line) const { return reactance_pu[line] > 0.0; }
    bool operator==(const Lines&) const = default;
};

// Limits on the net flow over a group of lines, in the direction given by the signs. The opposite direction is
// unlimited unless a second interface with opposite signs limits it.
struct Interfaces {
    std::vector<std::string> name;
    struct Member {
        LineIndex line;
        double sign;
        bool operator==(const Member&) const = default;
    };  // +1: from -> to counts, -1: to -> from counts
    std::vector<std::vector<Member>> members;
    std::vector<YearTable> limit_mw;  // stepwise by year; no limit before the first
    bool operator==(const Interfaces&) const = default;
};

struct Fuels {
    std::vector<std::string> name;
    std::vector<double> emission_t_per_mwh_thermal;
    std::vector<YearTable> price_per_mwh_thermal;
    bool operator==(const Fuels&) const = default;
};

struct MonthProfiles {  // fractions by month: outages, seasonal limits, must-run shares, river flow
    std::vector<std::string> name;
    std::vector<Months> frac;
    bool operator==(const MonthProfiles&) const = default;
};

enum class Technology : std::uint8_t {
    nuclear,
    coal,
    gas,
    oil,
    hydro,
    solar,
    onshore,
    offshore,
    bioenergy,
    fuel_cell,
    waste,
    other
};
const char* text(Technology technology);
bool is_weather_driven(Technology technology);  // solar, onshore, offshore

struct Turbines {
    std::vector<std::string> name;
    std::vector<double> hub_height_m, loss_frac, availability_frac;
    std::vector<double> wake_efficiency_frac;  // energy of the farm over that of single machines without wakes
    std::vector<double> smoothing_sd_m_per_s;  // spread of wind over a region's farms in one hour
    std::vector<double> resource_factor;       // wind speed of farms over that of the site at 100 m
    std::vector<std::vector<double>> curve_wind_m_per_s, curve_frac;
    std::vector<WindFarmRules> rules;  // one per turbine; empty: none stated
    bool operator==(const Turbines&) const = default;
};

// Largest change of output in an hour, as fraction of capacity.
struct RampLimits {
    double up_frac_per_h = std::numeric_limits<double>::infinity();
    double down_frac_per_h = std::numeric_limits<double>::infinity();
    bool operator==(const RampLimits&) const = default;
};

struct Plants {
    std::vector<std::string> name;
    std::vector<RegionIndex> region;
    std::vector<DataCenterIndex> behind;  // behind a data centre's connection, or none
    std::vector<Technology> technology;
    std::vector<double> capacity_mw;
    std::vector<UtcSeconds> commissioned, closed;
    std::vector<FuelIndex> fuel;  // or none
    std::vector<double> efficiency_frac, variable_cost_per_mwh;
    std::vector<RampLimits> ramp;                   // empty: none has any
    std::vector<MonthProfileIndex> availability;    // outages; none: 1
    std::vector<MonthProfileIndex> seasonal_limit;  // policy caps, on top of outages; none: 1
    std::vector<MonthProfileIndex> must_run;        // share of capacity that must run; none: 0
    std::vector<SiteIndex> site;                    // weather-driven plants only
    std::vector<PvSystemIndex> pv_system;           // solar only
    std::vector<TurbineIndex> turbine;              // onshore and offshore only
    std::vector<bool> clean, renewable;
    std::vector<ContractIndex> contract;            // or none
    std::vector<ExpansionOption> build;             // of a plant with an agreement: what may be bought
    std::vector<double> full_load_h_per_year;       // most output in a year over capacity; empty: no limit of any
    std::vector<double> firm_credit_frac;           // of capacity, in rules of firm capacity; empty: the default
    std::vector<double> production_credit_per_mwh;  // paid for all output; empty: none has any
    // Value of a tax credit per MWh from new capacity: real money before tax, levelised over the life; empty: none has
    // any.
    std::vector<double> tax_credit_per_mwh;
    RampLimits ramp_limits(std::size_t plant) const { return ramp.empty() ? RampLimits{} : ramp[plant]; }
    double credit_per_mwh(std::size_t p) const {
        return (production_credit_per_mwh.empty() ? 0.0 : production_credit_per_mwh[p]) +
               (tax_credit_per_mwh.empty() ? 0.0 : tax_credit_per_mwh[p]);
    }
    double most_full_load_h(std::size_t p) const {
        return full_load_h_per_year.empty() ? kNoLimit : full_load_h_per_year[p];
    }
    double firm_credit(std::size_t p) const {  // by default 1, and 0 of sun and wind
        return !firm_credit_frac.empty() ? firm_credit_frac[p] : is_weather_driven(technology[p]) ? 0.0 : 1.0;
    }
    bool operator==(const Plants&) const = default;
};

struct Stores {
    std::vector<std::string> name;
    std::vector<RegionIndex> region;
    std::vector<DataCenterIndex> behind;
    std::vector<StoreTechnology> technology;
    std::vector<double> charge_mw, discharge_mw, energy_mwh;
    std::vector<double> charge_efficiency_frac, discharge_efficiency_frac, standing_loss_frac_per_h;
    std::vector<double> cycling_cost_per_mwh;  // per MWh discharged
    std::vector<double> availability_frac;
    std::vector<UtcSeconds> commissioned, closed;
    std::vector<ContractIndex> contract;
    std::vector<ExpansionOption> build_power;   // of charging and of discharging
    std::vector<ExpansionOption> build_energy;  // MWh
    std::vector<StoreAgeing> ageing;            // empty: no store ages
    std::vector<StoreDuration> build_duration;  // empty: none states any
    StoreDuration duration_of(std::size_t store) const { return duration_in(build_duration, store); }
    std::vector<double> firm_credit_frac;  // of discharging power, in rules of firm capacity; empty: 0
    double firm_credit(std::size_t s) const { return firm_credit_frac.empty() ? 0.0 : firm_credit_frac[s]; }
    bool ages(std::size_t store) const { return store < ageing.size() && ageing[store].chemistry != Chemistry::none; }
    bool operator==(const Stores&) const = default;
};

struct DataCenters {
    std::vector<std::string> name;
    std::vector<RegionIndex> region;
    std::vector<SiteIndex> site;
    std::vector<ContractIndex> contract;
    std::vector<double> it_scale;  // multiplies every hall
    std::vector<double> connection_mw;
    std::vector<ExpansionOption> build_connection;  // of the firm part
    std::vector<ConnectionTerms> terms;             // of the connection; empty: none states any
    std::vector<bool> may_shed;                     // whether load may be left unserved, at the stated value
    std::vector<Cooling> cooling;
    std::vector<CoolingSystemIndex> cooling_system;  // none, or the column empty: defaults for its kind of cooling
    std::vector<double> supply_temperature_deg_c;    // air, or water where cooling is liquid
    std::vector<double> liquid_frac;                 // share of IT heat taken by liquid (liquid cooling only)
    std::vector<double> ups_loss_constant, ups_loss_linear, ups_loss_square;  // of rated power, by load
    std::vector<double> ups_redundancy;  // rated UPS power over rated IT power: 2 for 2N
    std::vector<double> distribution_loss_frac, lighting_frac;
    ConnectionTerms terms_of(std::size_t data_center) const {
        return terms.empty() ? ConnectionTerms{} : terms[data_center];
    }
    std::vector<TariffIndex> tariff;  // or none; empty: none has any
    TariffIndex tariff_of(std::size_t d) const { return d < tariff.size() ? tariff[d] : base::none<TariffIndex>; }
    bool operator==(const DataCenters&) const = default;
};

struct Halls {
    std::vector<std::string> name;
    std::vector<DataCenterIndex> data_center;
    std::vector<UtcSeconds> commissioned, closed;
    std::vector<double> it_mw;            // nameplate IT power; stated, or computed from GPUs × kW or from IT hardware
    std::vector<double> gpus;             // 0 where not stated
    std::vector<WorkloadIndex> workload;  // none: the hardware runs at typical power
    std::vector<double> fill_months;  // period over which machines are installed at a constant rate; absent: at once
    std::vector<FleetDraw> draw;      // absent: power levels of the workload
    bool operator==(const Halls&) const = default;
};

struct Workloads {  // IT power as a fraction of nameplate
    std::vector<std::string> name;
    std::vector<double> training_frac;  // share of nameplate power used for training; the rest is for inference
    std::vector<double> training_level_frac,
        training_sd_frac;                   // mean and standard deviation over jobs of the power of a running job
    std::vector<double> training_gap_frac;  // share of hours between jobs
    std::vector<double> inference_mean_frac,
        inference_swing_frac;                    // mean power; amplitude of the daily shape relative to the mean
    std::vector<double> inference_weekend_frac;  // weekend activity relative to workdays
    std::vector<double> idle_frac;               // power of an idle machine
    std::vector<JobRules> jobs;                  // absent: the defaults
    std::vector<BatchRules> batch;               // absent: no batch work
    // By calendar year, linear between the years stated; without a table, or with an empty one, the constant above.
    std::vector<YearTable> training_level_by_year, training_gap_by_year, inference_mean_by_year;
    bool operator==(const Workloads&) const = default;
};

struct Contracts {  // data centres plus the clean assets contracted for them
    std::vector<std::string> name;
    std::vector<bool> counts_clean;  // false: counts renewables only
    std::vector<YearTable> hourly_target_frac, annual_target_frac, excess_cap_frac,
        grid_clean_frac;  // stepwise; absent or kNoTarget: none, none, none; grid_clean_frac absent: 0
    bool operator==(const Contracts&) const = default;
};

struct Study {
    std::string name, currency;
    int price_year = 0;
    double discount_rate = 0.0;
    int utc_offset_s = 0;
    Horizon horizon;
    Weather weather;
    PlanningRules planning;
    OutputRules output;
    Sites sites;
    Holidays holidays;
    DemandShapes demand_shapes;
    Regions regions;
    IndustrialLoads industrial_loads;
    Markets markets;
    Tariffs tariffs;
    Lines lines;
    Interfaces interfaces;
    Fuels fuels;
    YearTable carbon_price_per_t;
    YearTable emission_cap_t;  // stepwise by year; no cap before the first
    MonthProfiles month_profiles;
    PvSystems pv_systems;
    Turbines turbines;
    Plants plants;
    Stores stores;
    DataCenters data_centers;
    CoolingSystems cooling_systems;
    ItHardware it_fleets;
    Halls halls;
    Workloads workloads;
    Contracts contracts;
    std::vector<Agreement> agreements;
    std::vector<Certificate> certificates;
    std::vector<FirmCapacity> firm_capacity;
    std::vector<FuelLimit> fuel_limits;
    Reliability reliability;
    FlexibleWork flexible;
    AdequacyRules adequacy;
    FixedSeries fixed;
    bool operator==(const Study&) const = default;
};

// The agreement under which a plant's output is bought; null if there is none.
const Agreement* agreement_of(const Study& study, PlantIndex plant);

// The hours of a calendar year that are used: all at the study's UTC offset, or the first horizon.hours_per_year if
// stated. In steps of the stated lengths, where there are any.
base::TimeAxis year_axis(const Study& study, int year);
base::TimeAxis regular_year_axis(const Study& study, int year);  // the same hours in steps of horizon.step_s

}  // namespace decawatt::model
