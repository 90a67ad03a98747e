#include "io/hdf5/plan_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/hdf5/plan_digest.hpp"
#include "io/hdf5/result_reader.hpp"
#include "io/hdf5/result_steps.hpp"

namespace decawatt::io {

namespace {
constexpr const char* kDischarge = "/discharge_mw";

std::vector<std::string> parts_of(const std::string& members) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end; (end = members.find(", ", begin)) != std::string::npos; begin = end + 2)
        parts.push_back(members.substr(begin, end - begin));
    parts.push_back(members.substr(begin));
    return parts;
}

GroupFigures groups_in(const ResultReader& file, const std::string& kind) {
    GroupFigures groups;
    if (!file.has("/" + kind)) return groups;
    const std::size_t count = file.texts("/" + kind).size();
    groups.paid_by = file.texts("/" + kind + "_paid_by", count);
    for (const std::string& members : file.texts("/" + kind + "_members", count))
        groups.members.push_back(parts_of(members));
    for (const double value : file.finite("/" + kind + "_buildable", {count})) groups.buildable.push_back(value != 0.0);
    return groups;
}

base::Series by_year(const ResultReader& file, const std::string& place, std::size_t years, std::size_t columns) {
    const std::vector<double> values = file.finite(place, {years, columns});
    base::Series series(years, columns);
    for (std::size_t y = 0; y < years; ++y)
        for (std::size_t c = 0; c < columns; ++c) series(y, c) = values[y * columns + c];
    return series;
}

void add_plants(const ResultReader& file, std::size_t years, GroupFigures& plants) {
    plants = groups_in(file, "fleet");
    const auto read = [&](const char* place) { return by_year(file, place, years, plants.members.size()); };
    if (plants.members.empty()) return;
    plants.capacity = read("/capacity/fleet_mw");
    plants.energy_mwh = read("/summary/fleet_generation_mwh");
    plants.variable_cost = read("/summary/fleet_variable_cost");
    plants.fuel_cost = read("/summary/fleet_fuel_cost");
    plants.carbon_cost = read("/summary/fleet_carbon_cost");
    plants.annuity_cost = read("/summary/fleet_annuity_cost");
    plants.fixed_cost = read("/summary/fleet_fixed_cost");
    plants.production_credit = base::Series(years, plants.members.size());
    if (file.has("/summary/fleet_production_credit"))
        plants.production_credit = read("/summary/fleet_production_credit");
}

// Calendar year of every hour, as a place among `years`.
std::vector<std::size_t> year_of_hours(const ResultReader& file, const std::vector<int>& years) {
    const auto offset_s = static_cast<int>(file.number_attribute("/", "utc_offset_s").value_or(0.0));
    std::vector<std::size_t> place;
    for (const double time_s : file.numbers("/time").values) {
        const int year = base::civil_time(static_cast<base::UtcSeconds>(time_s), offset_s).year;
        const auto found = std::ranges::find(years, year);
        if (found == years.end()) file.refuse("/time", fmt::format("an hour of {}", year), "hours of the plan's years");
        place.push_back(static_cast<std::size_t>(found - years.begin()));
    }
    return place;
}

void add_stores(const ResultReader& file, const std::vector<int>& years, GroupFigures& stores) {
    stores = groups_in(file, "store");
    const std::size_t count = stores.members.size();
    if (count == 0) return;
    stores.capacity = by_year(file, "/capacity/store_energy_mwh", years.size(), count);
    stores.variable_cost = by_year(file, "/summary/store_cycling_cost", years.size(), count);
    stores.annuity_cost = by_year(file, "/summary/store_annuity_cost", years.size(), count);
    stores.fixed_cost = by_year(file, "/summary/store_fixed_cost", years.size(), count);
    stores.energy_mwh = stores.fuel_cost = stores.carbon_cost = stores.production_credit =
        base::Series(years.size(), count);
    if (file.has("/battery/augmentation_mwh")) {
        const std::vector<double> added = file.numbers("/battery/augmentation_mwh", {years.size(), count});
        stores.augmentation_mwh = base::Series(years.size(), count);
        for (std::size_t y = 0; y < years.size(); ++y)
            for (std::size_t s = 0; s < count; ++s)  // NaN: it does not age, or is not built yet
                if (const double mwh = added[y * count + s]; std::isfinite(mwh)) stores.augmentation_mwh(y, s) = mwh;
    }
    if (!file.has(kDischarge)) file.refuse(kDischarge, "no such series", "a result file with the series of stores");
    const NumberArray discharge = file.numbers(kDischarge);
    const std::vector<std::size_t> place = year_of_hours(file, years);
    const std::vector<double> step_h = step_hours(file, place.size());
    const std::size_t cells = place.size() * count, weather_years = cells > 0 ? discharge.values.size() / cells : 0;
    if (weather_years * cells != discharge.values.size())
        file.refuse(kDischarge, fmt::format("{} values", discharge.values.size()), "one for each hour and store");
    const std::vector<double> weight =
        weather_years > 1 ? file.finite("/weather_weight", {weather_years}) : std::vector<double>(weather_years, 1.0);
    for (std::size_t w = 0; w < weather_years; ++w)
        for (std::size_t t = 0; t < place.size(); ++t)
            for (std::size_t s = 0; s < count; ++s)
                stores.energy_mwh(place[t], s) += weight[w] * step_h[t] * discharge.values[w * cells + t * count + s];
}

// Supplies of one kind: "contract" or "data_center". Those of which another pays have no cost.
void add_supplies(const ResultReader& file, const std::string& kind, std::size_t years,
                  std::vector<SupplyFigures>& supplies) {
    if (!file.has("/" + kind)) return;
    const std::vector<std::string> names = file.texts("/" + kind);
    const std::string stem = "/summary/" + kind + "_";
    const auto read = [&](const std::string& name) { return file.numbers(stem + name, {years, names.size()}); };
    const std::vector<double> horizon = file.numbers(stem + "supply_cost_per_mwh_horizon", {names.size()});
    const auto load = read(kind == "contract" ? "load_mwh" : "energy_mwh");
    const auto annuity = read("annuity_cost"), fixed = read("fixed_cost"), variable = read("variable_cost"),
               purchase = read("purchase_cost"), sale = read("sale_income");
    const auto purchased = read(kind == "contract" ? "purchase_mwh" : "import_mwh");
    const auto of_some_studies = [&](const std::string& name) {
        return file.has(stem + name) ? read(name) : std::vector<double>(years * names.size(), 0.0);
    };
    const auto tariff = of_some_studies("tariff_cost"), agreement = of_some_studies("agreement_cost"),
               certificate = of_some_studies("certificate_cost");
    for (std::size_t c = 0; c < names.size(); ++c) {
        if (std::isnan(horizon[c])) continue;
        const auto column = [&](const std::vector<double>& values) {
            std::vector<double> one;
            for (std::size_t y = 0; y < years; ++y) one.push_back(values[y * names.size() + c]);
            return one;
        };
        supplies.push_back({.name = names[c],
                            .is_contract = kind == "contract",
                            .load_mwh = column(load),
                            .annuity_cost = column(annuity),
                            .fixed_cost = column(fixed),
                            .variable_cost = column(variable),
                            .purchase_cost = column(purchase),
                            .tariff_cost = column(tariff),
                            .agreement_cost = column(agreement),
                            .certificate_cost = column(certificate),
                            .sale_income = column(sale),
                            .purchase_mwh = column(purchased),
                            .cost_per_mwh = horizon[c]});
    }
}

std::optional<model::AfterTaxSizing> after_tax_terms(const ResultReader& file) {
    const std::string place = "/summary";
    if (!file.text_attribute(place, "annuities")) return std::nullopt;
    const auto number = [&](const char* name) {
        const auto value = file.number_attribute(place, name);
        if (!value)
            file.refuse(place, "annuities after tax without " + std::string(name), "the terms of the annuities");
        return *value;
    };
    return model::AfterTaxSizing{.return_frac = number("after_tax_return_frac"),
                                 .inflation_frac = number("inflation_frac"),
                                 .tax_frac = number("tax_frac")};
}
}  // namespace

int GroupFigures::group_of(const std::string& asset) const {
    for (std::size_t g = 0; g < members.size(); ++g)
        if (buildable[g] && std::ranges::find(members[g], asset) != members[g].end()) return static_cast<int>(g);
    return -1;
}

PlanFigures read_plan_figures(const std::filesystem::path& path) {
    const ResultReader file(path);
    PlanFigures figures;
    figures.after_tax = after_tax_terms(file);
    figures.years = file.years("/plan/year");
    add_plants(file, figures.years.size(), figures.plants);
    add_stores(file, figures.years, figures.stores);
    add_supplies(file, "contract", figures.years.size(), figures.supplies);
    add_supplies(file, "data_center", figures.years.size(), figures.supplies);
    return figures;
}

std::string plan_digest_in(const std::filesystem::path& path) {
    return ResultReader(path).text_attribute("/plan", kPlanDigest).value_or("");
}

}  // namespace decawatt::io
