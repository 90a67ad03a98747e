#include "app/finance/risk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "app/file_access.hpp"
#include "app/finance/assets.hpp"
#include "app/finance/finance.hpp"
#include "app/finance/pricing.hpp"
#include "app/finance/supply.hpp"
#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "finance/uncertainty.hpp"
#include "io/hdf5/weather_figures.hpp"
#include "parallel/blocks.hpp"
#include "parallel/shared_progress.hpp"
#include "planning/investments.hpp"

namespace decawatt::app {

namespace {
using finance::Driver;
using finance::Factors;
constexpr double kNoEffect = 1e-9;  // of the outcome: the rounding of a price
constexpr int kSamplesPerBlock = 16;
constexpr double kLeastAmount = 1e-3;     // MW or MWh: less is what the solver leaves of zero
constexpr double kSameAmount = 1e-6;      // of an amount
constexpr double kNegligibleFrac = 0.01;  // of the largest amount

const io::RiskTerms* stated(const RiskSettings& settings, Driver driver) {
    const auto& risks = settings.inputs;
    const auto found = std::ranges::find(risks, driver, &io::RiskTerms::driver);
    return found == risks.end() ? nullptr : &*found;
}

bool differs(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) != std::isnan(b);
    return std::abs(a - b) > kNoEffect * std::max(1.0, std::abs(b));
}

// NaN where a change leaves no value, such as a cost of supply with other energy and no purchases.
bool has_effect(const TornadoBar& bar, const RiskOutcome& base) {
    return std::ranges::any_of(kRiskOutcomeFields, [&](double RiskOutcome::*field) {
        return differs(bar.low.*field, base.*field) || differs(bar.high.*field, base.*field);
    });
}

std::vector<TornadoBar> tornado_of(const RiskSettings& settings, const SupplyPricing& pricing,
                                   const RiskOutcome& base) {
    std::vector<TornadoBar> bars;
    for (std::size_t k = 0; k < finance::kDrivers; ++k) {
        TornadoBar bar;
        bar.driver = static_cast<Driver>(k);
        const io::RiskTerms* own = stated(settings, bar.driver);
        bar.change_frac = own != nullptr ? own->change_frac.value_or(settings.change_frac) : settings.change_frac;
        if (bar.change_frac == 0.0) continue;
        Factors factors;
        factors.of(bar.driver) = 1.0 - bar.change_frac;
        bar.low = pricing.at(factors);
        factors.of(bar.driver) = 1.0 + bar.change_frac;
        bar.high = pricing.at(factors);
        if (has_effect(bar, base)) bars.push_back(bar);
    }
    std::ranges::stable_sort(bars, [](const TornadoBar& a, const TornadoBar& b) {
        const auto width = [](const TornadoBar& bar) {
            const double cost = std::abs(bar.high.cost_per_mwh - bar.low.cost_per_mwh);
            return std::isnan(cost) ? 0.0 : cost;
        };
        return width(a) > width(b);
    });
    return bars;
}

Factors sample_of(const RiskSettings& settings, std::uint32_t sample) {
    Factors factors;
    for (const io::RiskTerms& risk : settings.inputs) {
        if (risk.spread_frac == 0.0) continue;
        const base::RandomStream stream(settings.seed, base::Purpose::finance, sample,
                                        static_cast<std::uint32_t>(risk.driver));
        const double factor = finance::factor_at(risk.distribution, risk.spread_frac, stream.uniform(0));
        factors.of(risk.driver) = std::max(0.0, factor);
    }
    return factors;
}

std::vector<RiskOutcome> samples_of(const SupplyPricing& pricing, const RiskSettings& settings,
                                    parallel::SharedProgress& progress) {
    std::vector<RiskOutcome> samples(static_cast<std::size_t>(settings.samples));
    const std::int64_t blocks = (settings.samples + kSamplesPerBlock - 1) / kSamplesPerBlock;
    parallel::for_each_block(blocks, [&](std::int64_t b) {
        const auto first = static_cast<std::size_t>(b) * kSamplesPerBlock;
        for (std::size_t s = first; s < std::min(first + kSamplesPerBlock, samples.size()) && !progress.stopped();
             ++s) {
            samples[s] = pricing.at(sample_of(settings, static_cast<std::uint32_t>(s)));
            progress.add(1.0);
        }
    });
    if (progress.stopped()) throw base::Interrupted("while sampling the finance of the plan");
    return samples;
}

// A note for each input of finance_risks.csv that changes no outcome of any supply.
void note_inputs_without_effect(const RiskSettings& settings, const std::vector<SupplyPricing>& pricings,
                                RiskReport& risk) {
    for (const io::RiskTerms& input : settings.inputs) {
        const double change =
            std::max(settings.change_frac > 0.0 ? input.change_frac.value_or(settings.change_frac) : 0.0,
                     settings.samples > 0 ? input.spread_frac : 0.0);
        if (change == 0.0) continue;
        Factors lower, higher;
        lower.of(input.driver) = 1.0 - change;
        higher.of(input.driver) = 1.0 + change;
        bool acts = false;
        for (std::size_t s = 0; s < pricings.size() && !acts; ++s)
            acts = has_effect({.low = pricings[s].at(lower), .high = pricings[s].at(higher)}, risk.supplies[s].base);
        if (!acts)
            risk.notes.push_back(
                fmt::format("{} of finance_risks.csv has no effect on this plan", finance::text(input.driver)));
    }
}

void expect_distributions(const RiskSettings& settings) {
    const auto& risks = settings.inputs;
    if (settings.samples > 0 &&
        std::ranges::none_of(risks, [](const io::RiskTerms& risk) { return risk.spread_frac > 0.0; }))
        throw base::InputError({{"finance_risks.csv", "spread_frac", 0, risks.empty() ? "no row" : "no spread above 0",
                                 "a row for each uncertain input with its distribution and spread; without them all "
                                 "samples are equal"}});
}

const AssetFinance* same_asset(const std::vector<AssetFinance>& assets, const AssetFinance& wanted) {
    const auto found = std::ranges::find_if(assets, [&](const AssetFinance& asset) {
        return asset.name == wanted.name && asset.year == wanted.year && asset.is_store == wanted.is_store;
    });
    return found == assets.end() ? nullptr : &*found;
}

// The projects of the plan's assets with the energy and the operating costs of a weather year.
std::vector<finance::Project> in_weather(const std::vector<const AssetFinance*>& assets,
                                         const std::vector<AssetFinance>& weather) {
    std::vector<finance::Project> projects;
    for (const AssetFinance* asset : assets) {
        finance::Project project = asset->project;
        const AssetFinance* other = same_asset(weather, *asset);
        if (other != nullptr && other->project.years > 0) {
            project.energy = other->project.energy;
            project.sales.other_revenue = other->project.sales.other_revenue;
            project.expenses = other->project.expenses;
        } else {  // it delivers nothing in this weather
            Factors none;
            none.of(Driver::energy) = 0.0;
            project = changed(project, none);
        }
        projects.push_back(std::move(project));
    }
    return projects;
}

// Means over the years of the horizon.
void add_energy(const FinanceReport& report, const std::vector<const AssetFinance*>& assets,
                const std::vector<finance::Project>& projects, WeatherOutcome& outcome) {
    const std::vector<int>& years = report.figures.years;
    for (std::size_t a = 0; a < assets.size(); ++a)
        for (int t = 1; t <= projects[a].years; ++t) {
            const int year = assets[a]->year + t - 1;
            if (year < years.front() || year > years.back()) continue;
            const auto i = static_cast<std::size_t>(t);
            const std::vector<double>& sold = projects[a].energy.sold_mwh;
            const double mwh = sold.size() == 1 ? sold.front() : sold[i - 1];
            const double real = 1.0 / nominal(report.loaded.study, *report.loaded.finance, 1.0, year);
            const auto count = static_cast<double>(years.size());
            outcome.energy_mwh += mwh / count;
            outcome.revenue += real * assets[a]->result.revenue.price_per_mwh[i] * mwh / count;
        }
}

using BuiltAmounts = std::map<std::tuple<assets::CapacityKind, std::string, int>, double>;

// Without usable energy of batteries, which follows from the others.
BuiltAmounts amounts_of(const std::vector<assets::CapacityAddition>& builds) {
    BuiltAmounts amounts;
    for (const assets::CapacityAddition& build : builds)
        if (build.kind != assets::CapacityKind::usable_energy)
            amounts[{build.kind, build.asset, build.year}] += build.amount;
    return amounts;
}

// Whether a dispatch that operates `operated` is one of a plan that builds `planned`. It leaves out what is negligible
// (planning/negligible.hpp).
bool operates(const BuiltAmounts& operated, const BuiltAmounts& planned) {
    double largest = 0.0;
    for (const auto& [key, amount] : planned) largest = std::max(largest, amount);
    const auto same = [](double a, double b) { return std::abs(a - b) <= kSameAmount * std::max(a, b); };
    const bool known = std::ranges::all_of(operated, [&](const auto& build) {
        const auto found = planned.find(build.first);
        return found != planned.end() ? same(build.second, found->second) : build.second < kLeastAmount;
    });
    return known && std::ranges::all_of(planned, [&](const auto& build) {
               return operated.contains(build.first) || build.second < kLeastAmount ||
                      build.second <= kNegligibleFrac * largest;
           });
}

// A dispatch states what it operates: the plan as sized or in whole machines. Its targets' prices may be its own.
void expect_dispatch_of(const FinanceReport& report, const std::string& weather,
                        const std::vector<assets::CapacityAddition>& operated, std::vector<std::string>& notes) {
    const BuiltAmounts found = amounts_of(operated);
    if (operates(found, amounts_of(report.plan.builds))) return;
    if (!operates(found, amounts_of(report.whole_builds)))
        throw base::InputError({{"command line", "--weather", 0, weather + ", which operates other capacities",
                                 "the result of `dispatch --weather-years` of this plan"}});
    notes.emplace_back(
        "weather years: dispatch operates whole machines; energy and costs of the assets are scaled to the plan as "
        "sized, the cost of the plan per MWh is that of the whole machines");
}

void add_weather(const FinanceReport& report, const RiskSettings& settings, const std::vector<SupplyPricing>& pricings,
                 RiskReport& risk) {
    std::vector<SupplyRisk>& supplies = risk.supplies;
    std::vector<io::WeatherYearFigures> weathers;
    {
        const auto lock = file_access();
        weathers = io::read_weather_figures(settings.weather);
        expect_dispatch_of(report, settings.weather, io::read_sized_plan(settings.weather, report.loaded).plan.builds,
                           risk.notes);
    }
    for (const io::WeatherYearFigures& weather : weathers) {
        if (weather.figures.years != report.figures.years ||
            weather.figures.plants.members != report.figures.plants.members ||
            weather.figures.stores.members != report.figures.stores.members)
            throw base::InputError(
                {{"command line", "--weather", 0, settings.weather + ", which has other years or assets than the plan",
                  "the result of `dispatch --weather-years` of this plan, for all of its years"}});
        const std::vector<AssetFinance> assets = assets_of(report.loaded, report.plan, weather.figures);
        for (std::size_t s = 0; s < supplies.size(); ++s) {
            WeatherOutcome outcome;
            outcome.weather_year = weather.weather_year;
            const std::vector<finance::Project> projects = in_weather(pricings[s].assets(), assets);
            outcome.outcome = pricings[s].owners(projects, {});
            add_energy(report, pricings[s].assets(), projects, outcome);
            for (const io::SupplyFigures& figures : weather.figures.supplies)
                if (figures.name == supplies[s].name)
                    outcome.outcome.cost_per_mwh = waterfall_of(report.loaded, weather.figures, figures, {}).plan_cost;
            supplies[s].weather.push_back(outcome);
        }
    }
}
}  // namespace

RiskReport risk_of(const FinanceReport& report, const RiskSettings& settings, const base::Progress& progress) {
    const parallel::ThreadCount count(settings.threads);
    expect_distributions(settings);
    RiskReport risk;
    risk.settings = settings;
    std::vector<SupplyPricing> pricings;
    for (const io::SupplyFigures& supply : report.figures.supplies) {
        std::vector<const AssetFinance*> assets;
        for (const AssetFinance& asset : report.assets)
            if (asset.paid_by == supply.name && asset.paid_by_contract == supply.is_contract) assets.push_back(&asset);
        if (assets.empty()) continue;
        risk.supplies.emplace_back().name = supply.name;
        pricings.emplace_back(report, supply, std::move(assets));
    }
    parallel::SharedProgress shared(progress, "samples", settings.samples * static_cast<double>(pricings.size()));
    for (std::size_t s = 0; s < pricings.size(); ++s) {
        SupplyRisk& supply = risk.supplies[s];
        supply.base = pricings[s].at({});
        if (settings.change_frac > 0.0) supply.tornado = tornado_of(settings, pricings[s], supply.base);
        if (settings.samples > 0) supply.samples = samples_of(pricings[s], settings, shared);
    }
    note_inputs_without_effect(settings, pricings, risk);
    if (!settings.weather.empty()) add_weather(report, settings, pricings, risk);
    return risk;
}

}  // namespace decawatt::app
