#include "io/weather/write_climate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "io/partial_file.hpp"
#include "profiles/generator/site_correlation.hpp"

namespace decawatt::io {

namespace {
struct Column {
    const char* name;
    std::vector<model::Months> model::Sites::*months;
    double (*value)(const profiles::MonthStatistics& month);
};

const std::vector<Column>& columns() {
    using profiles::MonthStatistics;
    static const std::vector<Column> all = {
        {"temperature_mean_deg_c", &model::Sites::temperature_mean_deg_c,
         [](const MonthStatistics& month) { return month.temperature_mean_deg_c; }},
        {"temperature_day_sd_deg_c", &model::Sites::temperature_day_sd_deg_c,
         [](const MonthStatistics& month) { return month.temperature_day_sd_deg_c; }},
        {"temperature_diurnal_range_deg_c", &model::Sites::temperature_diurnal_range_deg_c,
         [](const MonthStatistics& month) { return month.temperature_diurnal_range_deg_c; }},
        {"relative_humidity_mean_frac", &model::Sites::relative_humidity_mean_frac,
         [](const MonthStatistics& month) { return month.relative_humidity_mean_frac; }},
        {"ghi_mean_kwh_per_m2_day", &model::Sites::ghi_mean_kwh_per_m2_day,
         [](const MonthStatistics& month) { return month.ghi_mean_kwh_per_m2_day; }},
        {"ghi_day_sd_kwh_per_m2_day", &model::Sites::ghi_day_sd_kwh_per_m2_day,
         [](const MonthStatistics& month) { return month.ghi_day_sd_kwh_per_m2_day; }},
        {"wind_10m_mean_m_per_s", &model::Sites::wind_10m_mean_m_per_s,
         [](const MonthStatistics& month) { return month.wind.at(0).mean_m_per_s; }},
        {"wind_10m_sd_m_per_s", &model::Sites::wind_10m_sd_m_per_s,
         [](const MonthStatistics& month) { return month.wind.at(0).sd_m_per_s; }},
        {"wind_100m_mean_m_per_s", &model::Sites::wind_100m_mean_m_per_s,
         [](const MonthStatistics& month) { return month.wind.at(1).mean_m_per_s; }}};
    return all;
}

std::array<profiles::MonthStatistics, model::kMonths> whole_year(const FittedSite& site) {
    const auto months = site.gatherer.months();
    std::vector<std::size_t> missing;
    for (std::size_t m = 0; m < months.size(); ++m)
        if (months[m].days == 0) missing.push_back(m + 1);
    if (!missing.empty())
        throw base::InputError({{fmt::format("{}", fmt::join(site.files, ", ")), "month", 0,
                                 fmt::format("no day of months {} ({})", fmt::join(missing, ", "), site.place.name),
                                 "days of every month"}});
    return months;
}
}  // namespace

FittedSite& site_of_reading(std::vector<FittedSite>& sites, const profiles::Location& place, double shear,
                            const std::filesystem::path& file) {
    const auto here = [&](const FittedSite& site) {
        return profiles::great_circle_km(site.place.latitude_deg, site.place.longitude_deg, place.latitude_deg,
                                         place.longitude_deg) <= kSamePlaceKm;
    };
    const auto shown = [](const profiles::Location& where) {
        return fmt::format("{} at {:.4f} N, {:.4f} E", where.name, where.latitude_deg, where.longitude_deg);
    };
    profiles::Location named = place;
    if (place.name.empty()) {
        if (const auto same = std::ranges::find_if(sites, here); same != sites.end()) return *same;
        named.name = file.stem().string();
    }
    const auto known =
        std::ranges::find_if(sites, [&](const FittedSite& site) { return site.place.name == named.name; });
    if (known == sites.end()) return sites.emplace_back(named, shear);
    if (here(*known)) return *known;
    throw base::InputError(
        {{file.string(), "place", 0, shown(named),
          fmt::format("a single place per name: {} in {}", shown(known->place), fmt::join(known->files, ", "))}});
}

void set_climate(model::Sites& sites, std::size_t site, const FittedSite& fitted) {
    const auto months = whole_year(fitted);
    for (const Column& column : columns()) {
        std::vector<model::Months>& all = sites.*column.months;
        if (all.size() <= site) all.resize(site + 1);
        for (std::size_t m = 0; m < months.size(); ++m) all[site][m] = column.value(months[m]);
    }
}

void write_climate(const std::filesystem::path& path, const std::vector<FittedSite>& sites) {
    std::vector<std::array<profiles::MonthStatistics, model::kMonths>> all;
    for (const FittedSite& site : sites) all.push_back(whole_year(site));  // throws before anything is written
    PartialFile file(path);
    for (const FittedSite& site : sites)
        file.append(fmt::format("# {}: latitude_deg {}, longitude_deg {}, elevation_m {}; from {}\n", site.place.name,
                                site.place.latitude_deg, site.place.longitude_deg, site.place.elevation_m,
                                fmt::join(site.files, ", ")));
    file.append("site,month");
    for (const Column& column : columns()) file.append(fmt::format(",{}", column.name));
    file.append("\n");
    for (std::size_t s = 0; s < sites.size(); ++s)
        for (std::size_t m = 0; m < all[s].size(); ++m) {
            file.append(fmt::format("\"{}\",{}", sites[s].place.name, m + 1));
            for (const Column& column : columns()) file.append(fmt::format(",{:.4f}", column.value(all[s][m])));
            file.append("\n");
        }
    file.commit();
}

}  // namespace decawatt::io
