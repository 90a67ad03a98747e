#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <set>

#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using base::at;
using model::kMonths;

constexpr const char* kCarbon = "carbon";  // an item of prices.csv beside the fuels

void read_fuels(const Reading& reading, model::Study& study) {
    model::Fuels& fuels = study.fuels;
    for (const Row& row : reading.rows("fuels")) {
        fuels.name.push_back(row.text("name"));
        if (fuels.name.back() == kCarbon) row.fault("name", "another name: carbon is the price of emissions");
        fuels.emission_t_per_mwh_thermal.push_back(row.number("emission_t_per_mwh_thermal", kNotNegative));
    }
    fuels.price_per_mwh_thermal = year_tables(fuels.name);
    const Names names = reading.names("fuels", fuels.name);
    for (const Row& row : reading.rows("prices")) {
        const std::string item = row.text("item");
        const int year = row.year();
        const double price = row.number("price", kNotNegative);
        const auto fuel = names.find(item);
        if (item == kCarbon)
            study.carbon_price_per_t[year] = price;
        else if (fuel)
            fuels.price_per_mwh_thermal[static_cast<std::size_t>(*fuel)][year] = price;
        else if (!item.empty())
            row.fault("item", "carbon, or a name in fuels.csv");
    }
    for (const Row& row : reading.rows("policy")) {
        const int year = row.year();
        study.emission_cap_t[year] = row.number("emission_cap_t", kNotNegative);
    }
}

void read_month_profiles(const Reading& reading, model::MonthProfiles& profiles) {
    std::map<std::string, std::size_t> place;
    std::vector<std::set<int>> given;
    for (const Row& row : reading.rows("month_profiles")) {
        const std::string name = row.text("profile");
        const auto [entry, fresh] = place.emplace(name, place.size());
        if (fresh) {
            profiles.name.push_back(name);
            profiles.frac.emplace_back();
            given.emplace_back();
        }
        const int month = row.integer("month", 1, kMonths);
        profiles.frac[entry->second][static_cast<std::size_t>(month - 1)] = row.number("frac", kFraction);
        given[entry->second].insert(month);
    }
    for (std::size_t p = 0; p < given.size(); ++p) {
        std::vector<int> missing;
        for (int month = 1; month <= kMonths; ++month)
            if (!given[p].contains(month)) missing.push_back(month);
        if (!missing.empty())
            reading.fault("month_profiles", "month",
                          fmt::format("no rows of {} for months {}", profiles.name[p], fmt::join(missing, ", ")),
                          "every month of every profile");
    }
}

void read_pv_systems(const Reading& reading, model::PvSystems& systems) {
    constexpr Range kTilt{0.0, 90.0, false, false, "degrees from 0 to 90"};
    constexpr Range kAzimuth{0.0, 360.0, false, true, "degrees clockwise from north, from 0 to below 360"};
    constexpr Range kRatio{0.5, 3.0, false, false, "a ratio from 0.5 to 3"};
    constexpr Range kCoefficient{-0.02, 0.0, false, false,
                                 "a fraction per degree from -0.02 to 0 (power falls with heat)"};
    constexpr Range kCell{20.0, 90.0, false, false, "degrees Celsius from 20 to 90"};
    for (const Row& row : reading.rows("pv_systems")) {
        systems.name.push_back(row.text("name"));
        systems.tilt_deg.push_back(row.number("tilt_deg", kTilt));
        systems.azimuth_deg.push_back(row.number("azimuth_deg", kAzimuth));
        systems.dc_ac_ratio.push_back(row.number("dc_ac_ratio", kRatio));
        systems.inverter_efficiency_frac.push_back(row.number("inverter_efficiency_frac", kEfficiency));
        systems.loss_frac.push_back(row.number("loss_frac", kLoss));
        systems.temperature_coefficient_per_deg_c.push_back(
            row.number("temperature_coefficient_per_deg_c", kCoefficient));
        systems.noct_deg_c.push_back(row.number("noct_deg_c", kCell, 45.0));
        systems.albedo_frac.push_back(row.number("albedo_frac", kFraction, 0.2));
        systems.degradation_frac_per_year.push_back(row.number("degradation_frac_per_year", kLoss, 0.005));
    }
}
}  // namespace

void read_equipment(const Reading& reading, model::Study& study) {
    read_fuels(reading, study);
    read_month_profiles(reading, study.month_profiles);
    read_pv_systems(reading, study.pv_systems);
}

}  // namespace decawatt::io
