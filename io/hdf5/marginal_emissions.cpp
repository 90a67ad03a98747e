#include "io/hdf5/marginal_emissions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "io/hdf5/file_kind.hpp"

namespace decawatt::io {

namespace {
constexpr double kSameCost = 1e-6;  // of the largest marginal cost: the rounding of sums of prices

[[noreturn]] void refuse(const MarginalPair& pair, const std::string& found, const std::string& expected) {
    throw base::InputError({{"command line", "--marginal", 0,
                             fmt::format("{} and {}: {}", pair.low.string(), pair.high.string(), found), expected}});
}

std::vector<int> years_of(const ResultReader& file) {
    expect_result(file);
    expect_series(file, "/price_per_mwh");
    return file.years("/summary/year");
}

// What the two results have in common, and their prices.
struct Priced {
    explicit Priced(const std::filesystem::path& path)
        : file(path),
          years(years_of(file)),
          fleets(file.texts("/fleet")),
          times(file.numbers("/time").values),
          emission_t_per_mwh(file.finite("/costs/fleet_emission_t_per_mwh", {fleets.size()})),
          marginal_cost_per_mwh(file.finite("/costs/fleet_marginal_cost_per_mwh", {years.size(), fleets.size()})),
          price_per_mwh(file.numbers("/price_per_mwh")) {}

    ResultReader file;
    std::vector<int> years;
    std::vector<std::string> fleets;
    std::vector<double> times, emission_t_per_mwh, marginal_cost_per_mwh;
    NumberArray price_per_mwh;
};

// By year: the difference of the carbon prices from the marginal costs of the plants, which must be the same for all.
std::vector<double> carbon_differences(const MarginalPair& pair, const Priced& low, const Priced& high) {
    const std::size_t fleets = low.fleets.size();
    double largest = 0.0;
    for (const double cost : high.marginal_cost_per_mwh) largest = std::max(largest, std::abs(cost));
    std::vector<double> differences;
    for (std::size_t y = 0; y < low.years.size(); ++y) {
        const auto cost = [&](std::size_t f) {
            return high.marginal_cost_per_mwh[y * fleets + f] - low.marginal_cost_per_mwh[y * fleets + f];
        };
        const auto dirtiest =
            static_cast<std::size_t>(std::ranges::max_element(low.emission_t_per_mwh) - low.emission_t_per_mwh.begin());
        const double emission = fleets > 0 ? low.emission_t_per_mwh[dirtiest] : 0.0;
        const double difference = emission > 0.0 ? cost(dirtiest) / emission : 0.0;
        if (!(difference > 0.0))
            refuse(pair, fmt::format("carbon price of the second not higher in {}", low.years[y]),
                   "two results of `dispatch` with --set prices.carbon/YEAR.price=...: the lower carbon price first");
        for (std::size_t f = 0; f < fleets; ++f)
            if (std::abs(cost(f) - difference * low.emission_t_per_mwh[f]) > kSameCost * largest)
                refuse(pair,
                       fmt::format("cost of {} differs by more than its carbon in {}", low.fleets[f], low.years[y]),
                       "results that differ in the carbon price alone");
        differences.push_back(difference);
    }
    return differences;
}

base::Series part_of(const NumberArray& prices, std::size_t first, std::size_t count) {
    const std::size_t regions = prices.extent.back();
    base::Series part(count, regions);
    for (std::size_t t = 0; t < count; ++t)
        for (std::size_t r = 0; r < regions; ++r) part(t, r) = prices.values[(first + t) * regions + r];
    return part;
}

// The price of a market stays where the carbon price moves, and the prices of all regions joined to it may be its own:
// what a MWh more emits there does not follow from them.
std::vector<bool> joined_to_market(const accounts::Entities& entities) {
    std::vector<bool> joined(entities.regions, false);
    for (const int region : entities.market_region) joined[static_cast<std::size_t>(region)] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t c = 0; c < entities.corridors.from.size(); ++c) {
            const auto from = static_cast<std::size_t>(entities.corridors.from[c]),
                       to = static_cast<std::size_t>(entities.corridors.to[c]);
            changed = changed || joined[from] != joined[to];
            joined[from] = joined[to] = joined[from] || joined[to];
        }
    }
    return joined;
}

void forget(const std::vector<bool>& regions, base::Series& marginal_t_per_mwh) {
    for (std::size_t r = 0; r < regions.size(); ++r)
        if (regions[r]) std::ranges::fill(marginal_t_per_mwh.of(r), std::numeric_limits<double>::quiet_NaN());
}
}  // namespace

void add_marginal_emissions(const ResultReader& result, const MarginalPair& pair, const std::vector<double>& times,
                            AccountFlows& flows) {
    const Priced low(pair.low), high(pair.high);
    const std::size_t weathers = flows.years.front().weathers.size(), regions = flows.regions.size();
    const std::size_t expected = weathers * times.size() * regions;
    if (low.fleets != high.fleets || low.years != high.years || low.emission_t_per_mwh != high.emission_t_per_mwh ||
        low.times != times || high.times != times || low.price_per_mwh.values.size() != expected ||
        high.price_per_mwh.values.size() != expected || low.price_per_mwh.extent.back() != regions ||
        high.price_per_mwh.extent.back() != regions)
        refuse(pair, "plants, regions, hours or weather years that are not those of the result",
               "results of `dispatch` of the same plan in the same weather");
    expect_same_plan(result, low.file);
    expect_same_plan(result, high.file);
    const std::vector<double> differences = carbon_differences(pair, low, high);
    const std::vector<bool> unknown = joined_to_market(flows.entities);
    std::size_t hour = 0;
    for (std::size_t y = 0; y < flows.years.size(); ++y) {
        const std::size_t count = flows.years[y].weathers.front().demand_mw.times();
        for (std::size_t w = 0; w < weathers; ++w) {
            flows.years[y].weathers[w].marginal_t_per_mwh = accounts::marginal_emission(
                part_of(low.price_per_mwh, w * times.size() + hour, count),
                part_of(high.price_per_mwh, w * times.size() + hour, count), differences[y]);
            forget(unknown, flows.years[y].weathers[w].marginal_t_per_mwh);
        }
        hour += count;
    }
}

}  // namespace decawatt::io
