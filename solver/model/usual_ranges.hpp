// Usual ranges of quantities of a study, with sources. They are used for warnings, never for errors: each range is wide
// enough for realistic studies, and narrow enough to detect a wrong unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/study.hpp"

namespace decawatt::model {

// A closed interval and its source.
struct UsualRange {
    double low, high;
    const char* source;

    bool contains(double value) const { return value >= low && value <= high; }
};

// Units of the currency (ISO 4217 code, any case) per US dollar, mean of 2024; none for other currencies.
std::optional<double> units_per_usd(std::string_view currency);

// Investment of a new plant, USD/kW.
UsualRange usual_capex_usd_per_kw(Technology technology);
// Investment of a store's power, USD/kW, and of its energy, USD/kWh, if both are stated separately.
UsualRange usual_capex_usd_per_kw(StoreTechnology technology);
UsualRange usual_capex_usd_per_kwh(StoreTechnology technology);
UsualRange usual_connection_capex_usd_per_kw();
UsualRange usual_connection_charge_usd_per_kw_year();
UsualRange usual_line_capex_usd_per_kw();

UsualRange usual_lifetime_years(Technology technology);
UsualRange usual_lifetime_years(StoreTechnology technology);
UsualRange usual_network_lifetime_years();  // lines and connections

// Electricity per heat of the fuel, of the lower or the higher heating value; none if the technology burns no fuel.
std::optional<UsualRange> usual_efficiency_frac(Technology technology);
UsualRange usual_round_trip_frac(StoreTechnology technology);
UsualRange usual_duration_h(StoreTechnology technology);  // energy over discharge power

// Price of the fuel of such plants, USD per MWh of heat; none if it has no common market. Gas is cheaper where it is
// produced than on the world market.
enum class GasMarket { domestic, imported, asian };
std::optional<UsualRange> usual_fuel_price_usd_per_mwh(Technology technology, GasMarket market);

// Emission of the fuel of such plants, t/MWh of heat; none if it depends on the fuel's origin.
std::optional<UsualRange> usual_emission_t_per_mwh(Technology technology);

// Mean output over capacity in a whole year; none if dispatch determines it.
std::optional<UsualRange> usual_capacity_factor_frac(Technology technology);

inline constexpr UsualRange kUsualDiscountRate = {
    0.0, 0.20, "cost of capital of power projects, IRENA, Renewable Power Generation Costs in 2023, widened"};
inline constexpr UsualRange kUsualUnservedCostUsdPerMwh = {
    300.0, 150000.0, "value of lost load 1,500 to 23,000 EUR/MWh, CEPA for ACER, 2018, widened"};
inline constexpr UsualRange kUsualCarbonPriceUsdPerT = {0.0, 500.0, "ICAP Status Report 2024, widened"};
inline constexpr UsualRange kUsualFixedCostFracOfCapex = {
    0.0, 0.25, "1 to 5 % of the investment a year, Danish Energy Agency, Technology Data, widened"};
inline constexpr UsualRange kUsualVariableCostUsdPerMwh = {
    0.0, 50.0, "without fuel 0 to 30 USD/MWh, Danish Energy Agency, Technology Data, widened"};
inline constexpr UsualRange kUsualProductionCreditUsdPerMwh = {
    0.0, 200.0, "US production credit 27.5 USD/MWh, Korean certificates about 55 USD/MWh, widened (assumption)"};
inline constexpr UsualRange kUsualRampFracPerH = {
    0.02, 10.0,
    "thermal plants 1 to 12 % a minute, Agora Energiewende, Flexibility in thermal power plants, 2017, widened"};
// Mean demand, including data centres, over the capacity of plants.
inline constexpr UsualRange kUsualDemandFracOfCapacity = {
    0.05, 1.0, "world 2023: 29,500 TWh from 8,900 GW, 0.38; Ember, Global Electricity Review 2024, and IRENA, widened"};
// Emission cap over the energy of the demand, t/MWh.
inline constexpr UsualRange kUsualCapTPerMwh = {
    0.001, 1.5, "world 2023: 0.48 t/MWh, Ember, Global Electricity Review 2024; widened"};
inline constexpr UsualRange kUsualYearlyGrowth = {0.5, 2.0, "assumption: demand does not double in a year"};
inline constexpr UsualRange kUsualHallMw = {
    0.05, 3000.0, "announced campuses of 1 to 5 GW consist of buildings of 50 to 300 MW; assumption"};
inline constexpr UsualRange kUsualKwPerGpu = {0.15, 5.0, "NVIDIA DGX A100 to GB200 NVL72: 0.8 to 2 kW, widened"};
inline constexpr UsualRange kUsualHubHeightM = {20.0, 220.0,
                                                "reference turbines of IEA Wind TCP Task 37: 110 to 150 m, widened"};
inline constexpr UsualRange kUsualLineLossFrac = {0.0, 0.15,
                                                  "3 % (HVDC) to 7 % (AC) per 1,000 km, IEA ETSAP brief E12, widened"};
inline constexpr UsualRange kUsualPeakOverMean = {
    1.0, 4.0, "load factors of national grids 0.45 to 0.85, ENTSO-E statistical factsheet, widened"};
// Local standard time less mean solar time: western China is three hours ahead, IANA time zone database.
inline constexpr double kMostHoursFromSolarTime = 3.5;
inline constexpr double kFarKm = 1000.0;  // distance of a region from its weather site; assumption

}  // namespace decawatt::model
