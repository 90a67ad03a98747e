#include "model/usual_ranges.hpp"

#include <algorithm>
#include <array>

namespace decawatt::model {

namespace {
// Published investment costs differ by country and year. The ranges extend to about a third of the lowest and three
// times the highest (assumption), so that a wrong unit (factor of a thousand) or currency is outside.
constexpr const char* kCosts =
    "IRENA, Renewable Power Generation Costs in 2023; US EIA, Capital Cost and Performance Characteristics, 2024; IEA, "
    "Projected Costs of Generating Electricity 2020; widened";
constexpr const char* kStoreCosts =
    "NREL, Cost Projections for Utility-Scale Battery Storage, 2023: 150 to 480 USD/kWh of a whole system, widened";
constexpr const char* kPumpedCosts = "NREL, Annual Technology Baseline 2024, pumped storage, widened";
constexpr const char* kLifetimes = "Danish Energy Agency, Technology Data for Generation of Electricity, widened";
constexpr const char* kEfficiencies =
    "US EIA, Electric Power Annual, table 8.2 (heat rates on the higher heating value), widened to include the lower";
constexpr const char* kEmissions = "IPCC 2006 Guidelines, volume 2, table 1.4, on the lower heating value";
constexpr const char* kGasDomestic =
    "Henry Hub 2015-2024: annual means of 2.0 to 6.4 USD/MMBtu (US EIA), widened; 1 USD/MMBtu is 3.412 USD/MWh";
constexpr const char* kGasImported =
    "TTF and LNG in Asia 2015-2024: annual means of 3 to 40 USD/MMBtu (World Bank, Pink Sheet); 1 USD/MMBtu is 3.412 "
    "USD/MWh";
constexpr const char* kCoal = "coal 2015-2024: 40 to 430 USD/t of 25 GJ/t (World Bank, Pink Sheet), widened";
constexpr const char* kOil = "crude oil 2015-2024: 20 to 120 USD a barrel of 1.6 MWh (World Bank, Pink Sheet), widened";
constexpr const char* kNuclearFuel =
    "IEA and OECD-NEA, Projected Costs 2020: about 9 USD/MWh of electricity with the back end, widened to prices per "
    "MWh "
    "of heat";
constexpr const char* kCapacityFactors =
    "plants of 2010-2023, IRENA, Renewable Power Generation Costs in 2023, tables of capacity factors, widened";

struct Currency {
    std::string_view code;
    double per_usd;
};
// World Bank, official exchange rate, period average (PA.NUS.FCRF), 2024; Taiwan: its central bank. Rounded, because
// the ranges are wide.
constexpr auto kCurrencies = std::to_array<Currency>(
    {{"USD", 1.0},  {"EUR", 0.924}, {"GBP", 0.783},   {"CHF", 0.881},  {"SEK", 10.6},    {"NOK", 10.7}, {"DKK", 6.90},
     {"PLN", 3.98}, {"CZK", 23.2},  {"HUF", 366.0},   {"TRY", 32.8},   {"ILS", 3.70},    {"AED", 3.67}, {"SAR", 3.75},
     {"INR", 83.7}, {"CNY", 7.20},  {"JPY", 151.0},   {"KRW", 1360.0}, {"TWD", 32.1},    {"HKD", 7.80}, {"SGD", 1.34},
     {"MYR", 4.58}, {"THB", 35.3},  {"IDR", 15900.0}, {"PHP", 57.3},   {"VND", 24200.0}, {"AUD", 1.52}, {"NZD", 1.65},
     {"CAD", 1.37}, {"MXN", 18.3},  {"BRL", 5.39},    {"CLP", 944.0},  {"ZAR", 18.3}});

bool same_letters(std::string_view a, std::string_view b) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    return std::ranges::equal(a, b, {}, upper, upper);
}
}  // namespace

std::optional<double> units_per_usd(std::string_view currency) {
    for (const Currency& known : kCurrencies)
        if (same_letters(known.code, currency)) return known.per_usd;
    return std::nullopt;
}

UsualRange usual_capex_usd_per_kw(Technology technology) {
    switch (technology) {
        case Technology::nuclear:
            return {900.0, 25000.0, kCosts};
        case Technology::coal:
            return {350.0, 15000.0, kCosts};
        case Technology::gas:
            return {150.0, 5000.0, kCosts};
        case Technology::oil:
            return {100.0, 5000.0, kCosts};
        case Technology::hydro:
            return {300.0, 20000.0, kCosts};
        case Technology::solar:
            return {150.0, 6000.0, kCosts};
        case Technology::onshore:
            return {300.0, 7000.0, kCosts};
        case Technology::offshore:
            return {600.0, 18000.0, kCosts};
        case Technology::bioenergy:
            return {300.0, 25000.0, kCosts};
        case Technology::fuel_cell:
            return {200.0, 25000.0, kCosts};
        case Technology::waste:
            return {500.0, 40000.0, kCosts};
        case Technology::other:
            break;
    }
    return {50.0, 50000.0, kCosts};
}

UsualRange usual_capex_usd_per_kw(StoreTechnology technology) {
    return technology == StoreTechnology::battery ? UsualRange{20.0, 4000.0, kStoreCosts}
                                                  : UsualRange{100.0, 12000.0, kPumpedCosts};
}

UsualRange usual_capex_usd_per_kwh(StoreTechnology technology) {
    return technology == StoreTechnology::battery ? UsualRange{25.0, 1500.0, kStoreCosts}
                                                  : UsualRange{1.0, 1500.0, kPumpedCosts};
}

UsualRange usual_connection_capex_usd_per_kw() {
    return {5.0, 3000.0,
            "LBNL, Generator Interconnection Costs, 2023: 84 to 599 USD/kW in PJM, of generators, widened for loads"};
}

UsualRange usual_connection_charge_usd_per_kw_year() {
    return {1.0, 500.0, "assumption: charges for network use, widened; per kW and year"};
}

UsualRange usual_line_capex_usd_per_kw() {
    return {5.0, 5000.0, "400 EUR/(MW km) of HVAC and HVDC lines (Hagspiel et al., 2014), 100 to 3,000 km, widened"};
}

UsualRange usual_lifetime_years(Technology technology) {
    switch (technology) {
        case Technology::nuclear:
            return {20.0, 100.0, kLifetimes};
        case Technology::hydro:
            return {20.0, 120.0, kLifetimes};
        case Technology::solar:
        case Technology::onshore:
        case Technology::offshore:
            return {10.0, 50.0, kLifetimes};
        case Technology::fuel_cell:
            return {3.0, 40.0, kLifetimes};
        default:
            return {10.0, 70.0, kLifetimes};
    }
}

UsualRange usual_lifetime_years(StoreTechnology technology) {
    return technology == StoreTechnology::battery ? UsualRange{5.0, 40.0, kLifetimes}
                                                  : UsualRange{20.0, 120.0, kLifetimes};
}

UsualRange usual_network_lifetime_years() {
    return {15.0, 100.0, "Danish Energy Agency, Technology Data for Energy Transport: 40 years, widened"};
}

std::optional<UsualRange> usual_efficiency_frac(Technology technology) {
    switch (technology) {
        case Technology::nuclear:
            return UsualRange{0.28, 0.45, kEfficiencies};
        case Technology::coal:
            return UsualRange{0.25, 0.50, kEfficiencies};
        case Technology::gas:
            return UsualRange{0.20, 0.65, kEfficiencies};
        case Technology::oil:
            return UsualRange{0.15, 0.55, kEfficiencies};
        case Technology::bioenergy:
        case Technology::waste:
            return UsualRange{0.10, 0.50, kEfficiencies};
        case Technology::fuel_cell:
            return UsualRange{0.30, 0.75, "US DOE, Fuel Cells fact sheet, 2015: 40 to 60 %, widened"};
        default:
            return std::nullopt;
    }
}

UsualRange usual_round_trip_frac(StoreTechnology technology) {
    return technology == StoreTechnology::battery
               ? UsualRange{0.78, 0.98, "NREL, Annual Technology Baseline 2024: 0.85, widened"}
               : UsualRange{0.60, 0.90, "US DOE, Pumped Storage: 0.70 to 0.85, widened"};
}

UsualRange usual_duration_h(StoreTechnology technology) {
    return technology == StoreTechnology::battery
               ? UsualRange{0.2, 100.0, "US DOE, Global Energy Storage Database: 0.5 to 12 h, iron-air 100 h"}
               : UsualRange{1.0, 1000.0, "US DOE, Global Energy Storage Database: 4 to 24 h, seasonal stores more"};
}

std::optional<UsualRange> usual_fuel_price_usd_per_mwh(Technology technology, GasMarket market) {
    switch (technology) {
        case Technology::gas:
            if (market == GasMarket::asian) return UsualRange{17.0, 150.0, kGasImported};
            return market == GasMarket::domestic ? UsualRange{5.0, 60.0, kGasDomestic}
                                                 : UsualRange{11.0, 150.0, kGasImported};
        case Technology::coal:
            return UsualRange{3.0, 80.0, kCoal};
        case Technology::oil:
            return UsualRange{10.0, 200.0, kOil};
        case Technology::nuclear:
            return UsualRange{0.8, 15.0, kNuclearFuel};
        default:
            return std::nullopt;
    }
}

std::optional<UsualRange> usual_emission_t_per_mwh(Technology technology) {
    switch (technology) {
        case Technology::coal:
            return UsualRange{0.30, 0.42, kEmissions};
        case Technology::gas:
            return UsualRange{0.17, 0.26, kEmissions};
        case Technology::oil:
            return UsualRange{0.22, 0.32, kEmissions};
        case Technology::nuclear:
            return UsualRange{0.0, 0.01, "no combustion; life-cycle emissions do not count"};
        default:
            return std::nullopt;
    }
}

std::optional<UsualRange> usual_capacity_factor_frac(Technology technology) {
    switch (technology) {
        case Technology::solar:
            return UsualRange{0.06, 0.40, kCapacityFactors};
        case Technology::onshore:
            return UsualRange{0.10, 0.65, kCapacityFactors};
        case Technology::offshore:
            return UsualRange{0.15, 0.70, kCapacityFactors};
        default:
            return std::nullopt;
    }
}

}  // namespace decawatt::model
