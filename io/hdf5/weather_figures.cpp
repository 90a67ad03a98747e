#include "io/hdf5/weather_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "base/time_axis.hpp"
#include "io/hdf5/file_kind.hpp"
#include "io/hdf5/result_reader.hpp"
#include "io/hdf5/result_steps.hpp"

namespace decawatt::io {

namespace {
constexpr double kSameWeight = 1e-9;

// Sums of a series over the hours of each year, MWh: [weather year] year × entity.
std::vector<base::Series> energy_of(const ResultReader& file, const std::string& name, std::size_t entities,
                                    const std::vector<int>& years, std::size_t weathers) {
    expect_series(file, name);
    const std::vector<double> times = file.numbers("/time").values;
    const std::vector<double> values = file.finite(name, {weathers, times.size(), entities});
    const auto offset_s = static_cast<int>(file.number_attribute("/", "utc_offset_s").value_or(0.0));
    const std::vector<double> step_h = step_hours(file, times.size());
    std::vector<base::Series> sums(weathers, base::Series(years.size(), entities));
    for (std::size_t t = 0; t < times.size(); ++t) {
        const int year = base::civil_time(static_cast<base::UtcSeconds>(times[t]), offset_s).year;
        const auto found = std::ranges::find(years, year);
        if (found == years.end()) file.refuse("/time", fmt::format("an hour of {}", year), "hours of the plan's years");
        const auto y = static_cast<std::size_t>(found - years.begin());
        for (std::size_t w = 0; w < weathers; ++w)
            for (std::size_t k = 0; k < entities; ++k)
                sums[w](y, k) += step_h[t] * values[(w * times.size() + t) * entities + k];
    }
    return sums;
}

// Energy of one weather year, and costs in proportion to it: each group has one cost per MWh in a year.
GroupFigures in_weather(const GroupFigures& mean, const base::Series& energy_mwh) {
    GroupFigures groups = mean;
    groups.energy_mwh = energy_mwh;
    for (base::Series* cost :
         {&groups.variable_cost, &groups.fuel_cost, &groups.carbon_cost, &groups.production_credit})
        for (std::size_t g = 0; g < energy_mwh.entities(); ++g)
            for (std::size_t y = 0; y < energy_mwh.times(); ++y)
                (*cost)(y, g) *= mean.energy_mwh(y, g) > 0.0 ? energy_mwh(y, g) / mean.energy_mwh(y, g) : 0.0;
    return groups;
}

// What depends on the weather in the cost of a contract.
class ContractCosts {
  public:
    ContractCosts(const ResultReader& file, std::size_t years, std::size_t weathers)
        : file_(file),
          names_(file.has("/contract") ? file.texts("/contract") : std::vector<std::string>{}),
          years_(years),
          weathers_(weathers) {}

    // Of a data centre without a contract the file has no such costs: they become NaN.
    void set(std::size_t weather, SupplyFigures& supply) const {
        const auto found = std::ranges::find(names_, supply.name);
        const auto place = static_cast<std::size_t>(found - names_.begin());
        const auto of = [&](const char* name) {
            return found == names_.end() ? std::vector<double>(years_, std::numeric_limits<double>::quiet_NaN())
                                         : column(name, weather, place);
        };
        supply.variable_cost = of("variable_cost");
        supply.purchase_cost = of("purchase_cost");
        supply.tariff_cost = of("tariff_cost");
        supply.agreement_cost = of("agreement_cost");
        supply.certificate_cost = of("certificate_cost");
        supply.sale_income = of("sale_income");
        if (found != names_.end()) supply.load_mwh = of("load_mwh");
    }

  private:
    std::vector<double> column(const char* name, std::size_t weather, std::size_t place) const {
        const std::vector<double> all =
            file_.numbers(std::string("/weather/contract_") + name, {years_, weathers_, names_.size()});
        std::vector<double> one;
        for (std::size_t y = 0; y < years_; ++y) one.push_back(all[(y * weathers_ + weather) * names_.size() + place]);
        return one;
    }

    const ResultReader& file_;
    std::vector<std::string> names_;
    std::size_t years_, weathers_;
};

std::vector<double> weather_years(const ResultReader& file) {
    if (!file.has("/weather_year"))
        throw base::ResourceError(file.path().string() +
                                  ": has one weather year; expected several: dispatch the plan with --weather-years");
    std::vector<double> years = file.numbers("/weather_year").values;
    const std::vector<double> weights = file.finite("/weather_weight", {years.size()});
    for (const double weight : weights)
        if (std::abs(weight - weights.front()) > kSameWeight)
            throw base::ResourceError(fmt::format(
                "{}: has weather years of the weights {} and {}; expected equal weights: dispatch the plan with "
                "--weather-years",
                file.path().string(), weights.front(), weight));
    return years;
}
}  // namespace

std::vector<WeatherYearFigures> read_weather_figures(const std::filesystem::path& path) {
    const ResultReader file(path);
    expect_result(file);
    const PlanFigures mean = read_plan_figures(path);
    const std::vector<double> weathers = weather_years(file);
    const std::size_t years = mean.years.size(), count = weathers.size();
    std::vector<WeatherYearFigures> all(count);
    for (std::size_t w = 0; w < count; ++w) all[w] = {static_cast<int>(std::lround(weathers[w])), mean};
    const auto energy = [&](const char* name, std::size_t entities) {
        return energy_of(file, name, entities, mean.years, count);
    };
    if (const std::size_t plants = mean.plants.members.size(); plants > 0) {
        const std::vector<base::Series> sums = energy("/generation_mw", plants);
        for (std::size_t w = 0; w < count; ++w) all[w].figures.plants = in_weather(mean.plants, sums[w]);
    }
    if (const std::size_t stores = mean.stores.members.size(); stores > 0) {
        const std::vector<base::Series> sums = energy("/discharge_mw", stores);
        for (std::size_t w = 0; w < count; ++w) all[w].figures.stores = in_weather(mean.stores, sums[w]);
    }
    const ContractCosts costs(file, years, count);
    for (std::size_t w = 0; w < count; ++w)
        for (SupplyFigures& supply : all[w].figures.supplies) costs.set(w, supply);
    return all;
}

}  // namespace decawatt::io
