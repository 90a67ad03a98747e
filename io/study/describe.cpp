#include "io/study/describe.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>

#include "io/study/describe_agreements.hpp"
#include "io/study/describe_connections.hpp"
#include "io/study/describe_flexible_work.hpp"
#include "io/study/describe_markets.hpp"
#include "io/study/describe_reliability.hpp"
#include "io/study/step_lengths.hpp"
#include "io/study/text_table.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::io {

namespace {
using base::at, base::UtcSeconds, model::Study;
constexpr std::size_t kMostRows = 24;  // rows of one table
constexpr double kMwhPerGwh = 1000.0;
constexpr double kKwPerMw = 1000.0;

std::string plain(double value) {
    return fmt::format("{:.10g}", value);
}  // avoids exponents
std::string number(double value) {
    return fmt::format("{:.0f}", value);
}

template <typename Index>
std::string name_of(const std::vector<std::string>& names, Index index) {
    return index == base::none<Index> ? "-" : names[at(index)];
}

std::vector<int> years_of(const Study& study) {
    std::vector<int> years;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) years.push_back(year);
    return years;
}

UtcSeconds start_of(const Study& study, int year) {
    return base::utc_of_date(year, 1, 1, study.utc_offset_s);
}
UtcSeconds end_of(const Study& study, int year) {
    return start_of(study, year + 1) - study.horizon.step_s;
}

// The sum of `value` over the entries that exist at `instant` and are selected by `counts`.
template <typename Fleet>
double running(const Fleet& fleet, const std::vector<double>& value, UtcSeconds instant,
               const std::function<bool(std::size_t)>& counts) {
    double sum = 0.0;
    for (std::size_t i = 0; i < value.size(); ++i)
        if (fleet.commissioned[i] <= instant && instant < fleet.closed[i] && counts(i)) sum += value[i];
    return sum;
}

// A row of a table over the years of the horizon.
std::vector<std::string> by_year(const Study& study, std::string label, const std::function<std::string(int)>& value) {
    std::vector<std::string> row = {std::move(label)};
    for (const int year : years_of(study)) row.push_back(value(year));
    return row;
}

std::vector<std::string> year_header(const Study& study, std::string label) {
    return by_year(study, std::move(label), [](int year) { return std::to_string(year); });
}

std::string heading(const Study& study) {
    base::UtcSeconds seconds = 0;
    for (const int year : years_of(study)) seconds += model::year_axis(study, year).end() - start_of(study, year);
    const auto hours = seconds / base::kSecondsPerHour;
    const int minutes = std::abs(study.utc_offset_s) / 60;
    std::string text = fmt::format("{}\n", study.name);
    text += fmt::format("  horizon   {} to {}: {} years, {} hours{} at UTC{}{:02}:{:02}\n", study.horizon.first_year,
                        study.horizon.last_year, study.horizon.year_count(), hours,
                        steps_text(study.horizon.step_s, study.horizon.lengths), study.utc_offset_s < 0 ? '-' : '+',
                        minutes / 60, minutes % 60);
    text +=
        fmt::format("  weather   {}, seed {}, weather years {} with weights {:.3g}\n", study.weather.source,
                    study.weather.seed, fmt::join(study.weather.years, ", "), fmt::join(study.weather.weights, ", "));
    text += fmt::format("  money     {} of {}, discounted at {:g} a year; unserved energy {:.10g} per MWh\n",
                        study.currency, study.price_year, study.discount_rate, study.planning.unserved_cost_per_mwh);
    return text + fmt::format("  targets   in {} weather year{}\n",
                              study.planning.target_scope == model::TargetScope::each ? "each" : "the mean",
                              study.planning.target_scope == model::TargetScope::each ? "" : " of them all");
}

// Annual energy of the region's industrial loads; zero before their first year.
double industrial_mwh(const Study& study, std::size_t region, int year) {
    const auto axis = base::year_axis(year, study.utc_offset_s, study.horizon.step_s);
    double mean_mw = 0.0;
    for (std::size_t i = 0; i < study.industrial_loads.name.size(); ++i) {
        const model::YearTable& table = study.industrial_loads.mean_mw[i];
        if (at(study.industrial_loads.region[i]) == region && !table.empty() && year >= table.begin()->first)
            mean_mw += model::interpolated(table, year);
    }
    return mean_mw * static_cast<double>(axis.count) * axis.step_h();
}

// For the calendar year, or for the hours in a file.
double demand_mwh(const Study& study, std::size_t region, int year) {
    const auto* given = model::fixed_demand_mw(study, static_cast<model::RegionIndex>(region));
    if (!given) return model::interpolated(study.regions.annual_energy_mwh[region], year);
    const base::TimeAxis axis = model::year_axis(study, year);
    return base::weighted_sum(axis, model::hours_of_year(study, *given, year)) * axis.mean_step_h();
}

std::string regions(const Study& study) {
    const int first = study.horizon.first_year, last = study.horizon.last_year;
    TextTable table{.rows = {{"region", "site", std::to_string(first), "industry", std::to_string(last), "industry"}},
                    .texts = 2};
    std::vector<double> sum(4, 0.0);
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        std::vector<std::string> row = {study.regions.name[r], name_of(study.sites.name, study.regions.site[r])};
        std::size_t column = 0;
        for (const int year : {first, last})
            for (const double energy_mwh : {demand_mwh(study, r, year), industrial_mwh(study, r, year)}) {
                sum[column++] += energy_mwh;
                row.push_back(number(energy_mwh / kMwhPerGwh));
            }
        table.rows.push_back(row);
    }
    std::vector<std::string> total = {"total", ""};
    for (const double energy_mwh : sum) total.push_back(number(energy_mwh / kMwhPerGwh));
    table.rows.push_back(total);
    return "\nDemand in GWh\n" + table.text(kMostRows);
}

std::string capacities(const Study& study) {
    TextTable table{.rows = {year_header(study, "technology")}};
    const auto add = [&](const std::string& label, const auto& fleet, const std::vector<double>& value,
                         const auto& counts) {
        double most = 0.0;
        const auto row = by_year(study, label, [&](int year) {
            const double sum = running(fleet, value, start_of(study, year), counts);
            most = std::max(most, sum);
            return number(sum);
        });
        if (most > 0.0) table.rows.push_back(row);
    };
    for (int t = 0; t <= static_cast<int>(model::Technology::other); ++t) {
        const auto technology = static_cast<model::Technology>(t);
        add(model::text(technology), study.plants, study.plants.capacity_mw,
            [&](std::size_t p) { return study.plants.technology[p] == technology; });
    }
    add("all plants", study.plants, study.plants.capacity_mw, [](std::size_t) { return true; });
    for (const auto technology : {model::StoreTechnology::battery, model::StoreTechnology::pumped_storage}) {
        const auto counts = [&](std::size_t s) { return study.stores.technology[s] == technology; };
        add(std::string(model::text(technology)) + " MW", study.stores, study.stores.discharge_mw, counts);
        add(std::string(model::text(technology)) + " MWh", study.stores, study.stores.energy_mwh, counts);
    }
    return fmt::format("\nCapacity in MW at the start of each year ({} plants, {} stores)\n", study.plants.name.size(),
                       study.stores.name.size()) +
           table.text(kMostRows);
}

std::string grid(const Study& study) {
    const model::Lines& lines = study.lines;
    if (lines.name.empty()) return "";
    TextTable table{
        .rows = {{"line", "from", "to", "forward", "reverse", "loss", "opens", "closes", "reactance", "tap", "shift"}},
        .texts = 3};
    for (std::size_t l = 0; l < lines.name.size(); ++l) {
        const auto date = [&](UtcSeconds instant, UtcSeconds open) {
            return instant == open ? "-" : base::format_date(instant, study.utc_offset_s);
        };
        table.rows.push_back({lines.name[l], name_of(study.regions.name, lines.from[l]),
                              name_of(study.regions.name, lines.to[l]), number(lines.capacity_mw[l]),
                              number(lines.reverse_capacity_mw[l]), fmt::format("{:g}", lines.loss_frac[l]),
                              date(lines.commissioned[l], base::kAlways), date(lines.closed[l], base::kNever)});
        for (const double value : {lines.reactance_pu[l], lines.tap_ratio[l], lines.phase_shift_deg[l]})
            table.rows.back().push_back(lines.has_reactance(l) ? fmt::format("{:g}", value) : "-");
    }
    std::string text =
        fmt::format("\nLines in MW, reactance per unit on {:g} MVA, shift in degrees\n", study.planning.base_mva) +
        table.text(kMostRows);
    if (study.interfaces.name.empty()) return text;
    TextTable limits{.rows = {year_header(study, "interface")}};
    for (std::size_t i = 0; i < study.interfaces.name.size(); ++i)
        limits.rows.push_back(by_year(study, study.interfaces.name[i], [&](int year) {
            const double limit_mw = model::stepwise(study.interfaces.limit_mw[i], year, -1.0);
            return limit_mw < 0.0 ? "-" : number(limit_mw);
        }));
    return text + "\nLimits of interfaces in MW\n" + limits.text(kMostRows);
}

std::string data_centers(const Study& study) {
    const model::DataCenters& centers = study.data_centers;
    if (centers.name.empty()) return "";
    TextTable table{.rows = {year_header(study, "at the end of the year")}};
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        const auto here = [&](std::size_t h) { return at(study.halls.data_center[h]) == d; };
        const std::vector<double> ones(study.halls.name.size(), 1.0);
        const auto sum = [&](const std::vector<double>& value, int year) {
            return running(study.halls, value, end_of(study, year), here);
        };
        table.rows.push_back(by_year(study, centers.name[d] + ": IT MW (halls)", [&](int year) {
            return fmt::format("{:.0f} ({:.0f})", centers.it_scale[d] * sum(study.halls.it_mw, year), sum(ones, year));
        }));
        double gpus = 0.0;
        for (const int year : years_of(study)) gpus = std::max(gpus, sum(study.halls.gpus, year));
        if (gpus == 0.0) continue;  // number not stated
        table.rows.push_back(by_year(study, centers.name[d] + ": GPUs", [&](int year) {
            return number(centers.it_scale[d] * sum(study.halls.gpus, year));
        }));
    }
    std::string text = "\nData centres\n";
    for (std::size_t d = 0; d < centers.name.size(); ++d)
        text += fmt::format("  {}: in {}, weather of {}, connection {:.0f} MW, {}, contract {}{}\n", centers.name[d],
                            name_of(study.regions.name, centers.region[d]), name_of(study.sites.name, centers.site[d]),
                            centers.connection_mw[d], model::text(centers.cooling[d]),
                            name_of(study.contracts.name, centers.contract[d]),
                            centers.it_scale[d] == 1.0 ? "" : fmt::format(", scaled by {:g}", centers.it_scale[d]));
    return text + table.text(kMostRows);
}

std::string contracts(const Study& study) {
    const model::Contracts& all = study.contracts;
    if (all.name.empty()) return "";
    TextTable table{.rows = {year_header(study, "contract, fractions")}};
    for (std::size_t c = 0; c < all.name.size(); ++c) {
        const auto add = [&](const std::string& label, const model::YearTable& targets) {
            if (targets.empty()) return;
            table.rows.push_back(by_year(
                study, fmt::format("{} ({}): {}", all.name[c], all.counts_clean[c] ? "clean" : "renewable", label),
                [&](int year) {
                    const double frac = model::stepwise(targets, year, -1.0);
                    return frac >= 0.0 ? fmt::format("{:g}", frac) : "-";  // no target from this year on
                }));
        };
        add("hourly", all.hourly_target_frac[c]);
        add("annual", all.annual_target_frac[c]);
        add("excess cap", all.excess_cap_frac[c]);
        add("grid clean", all.grid_clean_frac[c]);
    }
    return "\nContracts\n" + table.text(kMostRows);
}

std::string policy(const Study& study) {
    TextTable table{.rows = {year_header(study, "policy")}};
    if (!study.emission_cap_t.empty())
        table.rows.push_back(by_year(study, "emission cap, t", [&](int year) {
            const double cap_t = model::stepwise(study.emission_cap_t, year, -1.0);
            return cap_t < 0.0 ? "-" : number(cap_t);
        }));
    if (!study.carbon_price_per_t.empty())
        table.rows.push_back(by_year(study, fmt::format("carbon price, {} per t", study.currency), [&](int year) {
            return plain(model::interpolated(study.carbon_price_per_t, year));
        }));
    return table.rows.size() == 1 ? "" : "\nEmissions\n" + table.text(kMostRows);
}

std::string buildable(const Study& study) {
    TextTable table{.rows = {{"may be built", "kind", "limit", "a year", "years", "per kW", "fixed", "life"}},
                    .texts = 2};
    const auto in_machines = [](const model::ExpansionOption& build) {
        return build.possible() && build.unit_mw > 0.0;
    };
    const bool machines = std::ranges::any_of(study.plants.build, in_machines) ||
                          std::ranges::any_of(study.stores.build_power, in_machines);
    if (machines) table.rows.front().push_back("in units of");
    const auto add = [&](const std::string& name, const std::string& kind, const char* unit,
                         const model::ExpansionOption& build) {
        if (!build.possible()) return;
        table.rows.push_back({name, kind, fmt::format("{:.0f} {}", build.limit, unit), number(build.limit_per_year),
                              fmt::format("{}-{}", build.first_year, build.last_year), plain(build.capex / kKwPerMw),
                              plain(build.fixed_cost_per_year / kKwPerMw), plain(build.lifetime_years)});
        if (machines) table.rows.back().push_back(build.unit_mw > 0.0 ? plain(build.unit_mw) + " MW machines" : "-");
    };
    for (std::size_t p = 0; p < study.plants.name.size(); ++p)
        if (!model::agreement_of(study, static_cast<model::PlantIndex>(p)))
            add(study.plants.name[p], model::text(study.plants.technology[p]), "MW", study.plants.build[p]);
    for (std::size_t s = 0; s < study.stores.name.size(); ++s) {
        add(study.stores.name[s], model::text(study.stores.technology[s]), "MW", study.stores.build_power[s]);
        add(study.stores.name[s], std::string(model::text(study.stores.technology[s])) + " energy", "MWh",
            study.stores.build_energy[s]);
    }
    for (std::size_t l = 0; l < study.lines.name.size(); ++l)
        add(study.lines.name[l], "line", "MW", study.lines.build[l]);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        add(study.data_centers.name[d], "connection", "MW", study.data_centers.build_connection[d]);
        add(study.data_centers.name[d], "non-firm connection", "MW", study.data_centers.terms_of(d).nonfirm.build);
    }
    if (table.rows.size() == 1) return "\nNo expansion options\n";
    return fmt::format("\nExpansion options (costs in {} per kW or kWh, fixed costs a year)\n", study.currency) +
           table.text(kMostRows);
}
}  // namespace

std::string describe(const model::Study& study) {
    return heading(study) + regions(study) + capacities(study) + grid(study) + data_centers(study) +
           describe_markets(study) + contracts(study) + describe_agreements(study) + policy(study) + buildable(study) +
           describe_connections(study) + describe_flexible_work(study) + describe_reliability(study);
}

}  // namespace decawatt::io
