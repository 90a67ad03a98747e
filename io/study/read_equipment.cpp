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

// Power curves by name, their points in the order of the wind.
std::map<std::string, std::map<double, double>> read_power_curves(const Reading& reading) {
    std::map<std::string, std::map<double, double>> curves;
    for (const Row& row : reading.rows("power_curves")) {
        const double wind = row.number("wind_m_per_s", kNotNegative);
        curves[row.text("curve")][wind] = row.number("power_frac", kFraction);
    }
    for (const auto& [name, points] : curves)
        if (points.size() < 2)
            reading.fault("power_curves", "curve", fmt::format("one point of {}", name), "two or more");
    return curves;
}

void read_turbines(const Reading& reading, model::Turbines& turbines) {
    const auto curves = read_power_curves(reading);
    std::vector<std::string> curve_names;
    for (const auto& [name, points] : curves) curve_names.push_back(name);
    const Names names = reading.names("power_curves", curve_names);
    for (const Row& row : reading.rows("turbines")) {
        turbines.name.push_back(row.text("name"));
        turbines.hub_height_m.push_back(row.number("hub_height_m", kPositive));
        turbines.loss_frac.push_back(row.number("loss_frac", kLoss, 0.0));
        turbines.availability_frac.push_back(row.number("availability_frac", kFraction, 1.0));
        turbines.wake_efficiency_frac.push_back(row.number("wake_efficiency_frac", kEfficiency, 1.0));
        turbines.smoothing_sd_m_per_s.push_back(row.number("smoothing_sd_m_per_s", kNotNegative, 0.0));
        turbines.resource_factor.push_back(row.number("resource_factor", kPositive, 1.0));
        turbines.curve_wind_m_per_s.emplace_back();
        turbines.curve_frac.emplace_back();
        const int curve = static_cast<int>(row.reference<model::TurbineIndex>("curve", names));
        if (curve < 0) continue;
        for (const auto& [wind, power] : curves.at(curve_names[static_cast<std::size_t>(curve)])) {
            turbines.curve_wind_m_per_s.back().push_back(wind);
            turbines.curve_frac.back().push_back(power);
        }
    }
}
}  // namespace

void read_equipment(const Reading& reading, model::Study& study) {
    read_fuels(reading, study);
    read_month_profiles(reading, study.month_profiles);
    read_pv_systems(reading, study.month_profiles, study.pv_systems);
    read_turbines(reading, study.turbines);
}

}  // namespace decawatt::io
