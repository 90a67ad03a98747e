#include "io/study/schema/supply.hpp"

#include "io/study/schema/expansion.hpp"
#include "model/study.hpp"

namespace decawatt::io::schema {

namespace {
using model::Technology;

constexpr int kTechnologies = static_cast<int>(Technology::other) + 1;
constexpr int kStoreTechnologies = static_cast<int>(model::StoreTechnology::pumped_storage) + 1;
constexpr int kChemistries = static_cast<int>(model::Chemistry::nmc) + 1;
constexpr int kMostUnits = 10000;
// Cells were tested from 0 to 55 deg C; values outside are probably mistakes.
constexpr Range kCellTemperature{0.0, 60.0, false, false, "a cell temperature from 0 to 60 degrees Celsius"};

// The names without "none", which is an empty field.
std::vector<std::string> chemistries() {
    std::vector<std::string> words = enum_names<model::Chemistry>(kChemistries);
    words.erase(words.begin());
    return words;
}

Column behind(const std::string& thing) {
    return {"behind", row_of("data_centers").optional(),
            "Data centre behind whose meter the " + thing + " is; it is in the same region."};
}

Column unit_mw() {
    return {"unit_mw", number(kPositive).optional("none: continuous"),
            "Nameplate power of one machine; a plan is rounded up to whole machines."};
}

Column ramp_limit(const std::string& name, const std::string& verb) {
    return {
        name, number(kPositive).optional("no limit"),
        "Maximum amount by which the output may " + verb +
            " in an hour, as a fraction of capacity; not for solar and wind. Plants that are dispatched as one group "
            "share the limit."};
}

Columns plant_columns() {
    return Columns{
               {"name", text().key(), "Name of the plant."},
               {"region", row_of("regions"), "Region that the plant supplies."},
               {"technology", choice(enum_names<Technology>(kTechnologies)), "Kind of plant."},
               {"capacity_mw", number(kNotNegative),
                "Existing net capacity; 0 for a plant that is an expansion "
                "option only."},
               behind("plant"),
               {"commissioned", date().otherwise(kAlways), "First instant of operation of the existing capacity."},
               {"closed", date().otherwise(kNever), "First instant after its operation."},
               {"fuel", row_of("fuels").optional(), "Fuel; required for coal, gas and oil."},
               {"efficiency_frac", number(kEfficiency).otherwise(1.0), "Electricity over heat of the fuel."},
               {"variable_cost_per_mwh", number(kNotNegative).otherwise(0.0),
                "Variable cost besides fuel and emissions."},
               ramp_limit("ramp_up_frac_per_h", "rise"),
               ramp_limit("ramp_down_frac_per_h", "fall"),
               {"availability", row_of("month_profiles").optional("1 in every month"),
                "Mean availability by month after forced and planned outages."},
               {"seasonal_limit", row_of("month_profiles").optional("1 in every month"),
                "Limit of output by month, as a fraction of capacity, in addition to availability."},
               {"must_run", row_of("month_profiles").optional("0 in every month"),
                "Minimum output by month, as a fraction of capacity."},
               {"site", row_of("sites").optional(), "Site of the weather; required for solar, onshore and offshore."},
               {"system", row_of("pv_systems").or_row_of("turbines").optional(),
                "Photovoltaic system of a solar plant, turbine of an onshore or offshore plant; required for these, "
                "not allowed for others."},
               {"clean", boolean().optional("true for nuclear, hydro, solar, onshore, offshore and bioenergy"),
                "Whether the plant is clean in the sense of contracts."},
               {"renewable", boolean().optional("true for hydro, solar, onshore, offshore and bioenergy"),
                "Whether the plant is renewable in the sense of contracts."},
               {"contract", row_of("contracts").optional(), "Contract that the plant belongs to."},
               {"full_load_h_per_year", number(kPositive).optional("no limit").of_planning(),
                "Most output in a year over capacity, such as the hours that a permit allows."},
               {"firm_credit_frac", number(kFraction).optional("1; 0 for solar, onshore and offshore"),
                "Credit of the capacity in firm_capacity.csv."},
               {"production_credit_per_mwh", number(kNotNegative).otherwise(0.0).of_planning(),
                "Payment per MWh of output in addition to its price, in real money of price_year, such as a subsidy; "
                "deducted from the variable cost. At most planning.unserved_cost_per_mwh; not of must-run plants and "
                "agreements. A credit against tax is in [finance]."},
               {"outage", row_of("outages").optional().of_adequacy(), "Outage class; not of solar and wind."},
               {"units", integer(1, kMostUnits).otherwise(1).without_unit().of_adequacy(),
                "Number of equal units of the row, which fail independently."},
               {"delay", row_of("delays").optional().of_adequacy(),
                "Delay class of capacity that is commissioned within the horizon, or built."},
               unit_mw(),
           } +
           power_expansion();
}

Columns ageing_columns() {
    return {
        {"chemistry", choice(chemistries()).optional("none: the store does not age"),
         "Chemistry of the cells; the other columns of ageing require one."},
        {"cell_temperature_deg_c", number(kCellTemperature).otherwise(model::StoreAgeing{}.cell_temperature_deg_c),
         "Set point of the air around the cells."},
        {"cell_temperature_band_k", number(kNotNegative).otherwise(model::StoreAgeing{}.cell_temperature_band_k),
         "Band within which that air follows the outdoor temperature of the store's region."},
        {"min_soc_frac", number(kFraction).otherwise(model::StoreAgeing{}.min_soc_frac),
         "State of charge of the cells when the store is empty."},
        {"max_soc_frac", number(kFraction).otherwise(model::StoreAgeing{}.max_soc_frac),
         "State of charge of the cells when the store is full; more than min_soc_frac."},
        {"fade_frac_per_full_cycle", number(kFraction).optional("fitted to the chemistry"),
         "Linear fade of energy by cycling, used in planning."},
        {"fade_frac_per_year", number(kFraction).optional("fitted to the chemistry"),
         "Linear fade of energy with time, used in planning; its sum over the horizon is less than 1."},
    };
}

Columns store_columns() {
    constexpr double kHalfFull = 0.5;
    return Columns{
               {"name", text().key(), "Name of the store."},
               {"region", row_of("regions"), "Region that the store is connected to."},
               {"technology", choice(enum_names<model::StoreTechnology>(kStoreTechnologies)), "Kind of store."},
               {"charge_mw", number(kNotNegative), "Existing charging power."},
               {"discharge_mw", number(kNotNegative), "Existing discharging power."},
               {"energy_mwh", number(kNotNegative), "Existing usable energy content."},
               {"charge_efficiency_frac", number(kEfficiency), "Energy stored over energy drawn."},
               {"discharge_efficiency_frac", number(kEfficiency), "Energy delivered over energy taken from the store."},
               behind("store"),
               {"standing_loss_frac_per_h", number(kLoss).otherwise(0.0), "Self-discharge of the content."},
               {"cycling_cost_per_mwh", number(kNotNegative).otherwise(0.0), "Cost of each MWh discharged."},
               {"availability_frac", number(kFraction).otherwise(1.0), "Mean availability of power."},
               {"commissioned", date().otherwise(kAlways), "First instant of operation of the existing capacity."},
               {"closed", date().otherwise(kNever), "First instant after its operation."},
               {"contract", row_of("contracts").optional(), "Contract that the store belongs to."},
               {"firm_credit_frac", number(kFraction).otherwise(0.0),
                "Credit of the discharging power in firm_capacity.csv."},
           } +
           ageing_columns() +
           Columns{
               {"outage", row_of("outages").optional().of_adequacy(),
                "Outage class; it replaces availability_frac in adequacy runs."},
               {"delay", row_of("delays").optional().of_adequacy(),
                "Delay class of capacity that is commissioned within the horizon, or built."},
               {"initial_frac", number(kFraction).otherwise(kHalfFull).of_adequacy(),
                "Content at the first hour, as a fraction of usable energy."},
               unit_mw(),
           } +
           power_expansion() + energy_expansion() + store_durations();
}
}  // namespace

std::vector<TableSchema> fuel_tables() {
    return {
        {.name = "fuels",
         .about = "Fuels of plants.",
         .columns = {{"name", text().key(), "Name of the fuel; not `carbon`, which is the price of emissions."},
                     {"emission_t_per_mwh_thermal", number(kNotNegative), "Emissions of burning the fuel."}}},
        {.name = "prices",
         .about = "Prices of fuels and of emissions, linear between the given years. Without rows for `carbon`, "
                  "emissions have no price.",
         .columns = {{"item", row_of("fuels").or_word("carbon").key(), "A fuel, or `carbon`."},
                     {"year", year().key(), "Calendar year."},
                     {"price", number(kNotNegative).in("currency/MWh of heat; of carbon currency/t CO2"), "Price."}}},
        {.name = "policy",
         .about = "Caps on emissions, stepwise by year.",
         .columns = {{"year", year().key(), "First calendar year of the cap."},
                     {"emission_cap_t", number(kNotNegative), "Maximum emissions of all plants in a year."}}},
        {.name = "month_profiles",
         .about = "Fractions by month: availability, seasonal limits, must-run shares, river flow, losses. Every "
                  "profile has all twelve months.",
         .columns = {{"profile", text().key(), "Name of the profile."},
                     {"month", month().key(), "Month of the year."},
                     {"frac", number(kFraction), "Fraction in the month."}}},
    };
}

std::vector<TableSchema> supply_tables() {
    return {{.name = "plants", .about = "Power plants, existing ones and options.", .columns = plant_columns()},
            {.name = "stores", .about = "Energy stores, existing ones and options.", .columns = store_columns()}};
}

}  // namespace decawatt::io::schema
