#include "io/study/read_fuels_and_profiles.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <set>

#include "io/study/year_tables.hpp"

namespace decawatt::io {

namespace {
using base::at;
using model::kMonths;

constexpr const char* kCarbon = "carbon";  // an item of prices.csv in addition to fuels

void read_fuels(const Reading& reading, model::Study& study) {
    model::Fuels& fuels = study.fuels;
    for (const Row& row : reading.rows("fuels")) {
        fuels.name.push_back(row.text("name"));
        if (fuels.name.back() == kCarbon) row.fault("name", "another name: carbon is the price of emissions");
        fuels.emission_t_per_mwh_thermal.push_back(row.number("emission_t_per_mwh_thermal"));
    }
    fuels.price_per_mwh_thermal = year_tables(fuels.name);
    const Names names = reading.names("fuels", fuels.name);
    for (const Row& row : reading.rows("prices")) {
        const std::string item = row.text("item");
        const int year = row.year();
        const double price = row.number("price");
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
        study.emission_cap_t[year] = row.number("emission_cap_t");
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
        const int month = row.integer("month");
        profiles.frac[entry->second][static_cast<std::size_t>(month - 1)] = row.number("frac");
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
}  // namespace

void read_fuels_and_profiles(const Reading& reading, model::Study& study) {
    read_fuels(reading, study);
    read_month_profiles(reading, study.month_profiles);
}

}  // namespace decawatt::io
