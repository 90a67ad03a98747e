#include "cli/summary/adequacy_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/readable.hpp"
#include "cli/summary/run_summary.hpp"
#include "cli/terminal/terminal.hpp"
#include "io/common/nines.hpp"

namespace decawatt::cli {

namespace {
using adequacy::Estimate;
using adequacy::Metric;
using base::readable;
using nlohmann::json;

struct Place {
    std::string name;
    std::size_t at;  // index in the tally
    bool is_data_center;
};

std::vector<Place> places_of(const io::AdequacyReport& report) {
    std::vector<Place> places = {{"grid", 0, false}};
    for (std::size_t r = 0; r < report.regions.size(); ++r) places.push_back({report.regions[r], 1 + r, false});
    for (std::size_t d = 0; d < report.data_centers.size(); ++d)
        places.push_back({report.data_centers[d], 1 + report.nodes + d, true});
    return places;
}

// Demand, MWh per year, mean over the horizon.
double demand_mwh(const io::AdequacyReport& report, std::size_t places, std::size_t place) {
    double sum = 0.0;
    for (std::size_t y = 0; y < report.years.size(); ++y) sum += report.demand_mwh[y * places + place];
    return sum / static_cast<double>(report.years.size());
}

double unserved_frac(const io::AdequacyReport& report, const adequacy::Tally& tally, std::size_t place) {
    const double demand = demand_mwh(report, tally.places(), place);
    return demand > 0.0 ? tally.per_year(Metric::energy, place).mean / demand
                        : std::numeric_limits<double>::quiet_NaN();
}

json estimate_json(const Estimate& e) {
    return {{"mean", e.mean}, {"error", e.error}, {"error_with_library", e.error_total}};
}

json place_json(const io::AdequacyReport& report, const adequacy::Tally& tally, const Place& place) {
    json all = {{"lole_h", estimate_json(tally.per_year(Metric::hours, place.at))},
                {"lole_d", estimate_json(tally.per_year(Metric::days, place.at))},
                {"lolev", estimate_json(tally.per_year(Metric::events, place.at))},
                {"eue_mwh", estimate_json(tally.per_year(Metric::energy, place.at))},
                {"neue_ppm", 1e6 * unserved_frac(report, tally, place.at)}};
    if (place.is_data_center) all["nines"] = io::nines(unserved_frac(report, tally, place.at));
    return all;
}

json years_json(const io::AdequacyReport& report, const adequacy::Tally& tally) {
    json years = json::array();
    for (std::size_t y = 0; y < report.years.size(); ++y)
        years.push_back({{"year", report.years[y]},
                         {"lole_h", estimate_json(tally.of(Metric::hours, y, 0))},
                         {"eue_mwh", estimate_json(tally.of(Metric::energy, y, 0))}});
    return years;
}

std::string reason(const adequacy::Sampling& state) {
    if (state.enough) return "enough";
    return state.library_limits ? "library_limits" : "all_samples";
}

json summary_json(const io::RunDescription& run, const adequacy::Sampling& state, const io::Part& part,
                  const AdequacyTiming& timing, const Options& options) {
    json places = json::object();
    for (const Place& place : places_of(run.report)) places[place.name] = place_json(run.report, state.tally, place);
    double hours = 0.0;
    for (const double h : run.report.hours_of_year) hours += h;
    json worst = json::array();
    for (const adequacy::WorstSample& sample : state.tally.worst()) worst.push_back(sample.sample);
    return {{"status", "done"},
            {"study", run.report.study},
            {"out", options.out},
            {"samples", state.tally.samples()},
            {"stopped", reason(state)},
            {"part", fmt::format("{}/{}", part.number, part.of)},
            {"weather_years", run.report.weather_years.size()},
            {"places", places},
            {"years", years_json(run.report, state.tally)},
            {"worst_samples", worst},
            {"threads", timing.threads},
            {"peak_mb", peak_mb()},
            {"hours_per_second",
             timing.sampling_s > 0.0 ? hours * static_cast<double>(timing.sampled) / timing.sampling_s : 0.0},
            {"time_s",
             {{"read", timing.read_s},
              {"library", timing.library_s},
              {"sampling", timing.sampling_s},
              {"write", timing.write_s}}}};
}

std::string with_error(const Estimate& e) {
    return fmt::format("{:>10} ± {:<8}", readable(e.mean), readable(e.error_total));
}

void print_places(const io::RunDescription& run, const adequacy::Tally& tally) {
    print_out("\n{:<30} {:>21} {:>21} {:>21} {:>10} {:>7}\n", "a year, in the mean of the horizon", "LOLE h",
              "LOLEv events", "EUE MWh", "NEUE ppm", "nines");
    for (const Place& place : places_of(run.report)) {
        const double lost = unserved_frac(run.report, tally, place.at);
        print_out("  {:<32} {} {} {} {:>10} {:>7}\n", place.name, with_error(tally.per_year(Metric::hours, place.at)),
                  with_error(tally.per_year(Metric::events, place.at)),
                  with_error(tally.per_year(Metric::energy, place.at)), readable(1e6 * lost),
                  place.is_data_center ? fmt::format("{:.1f}", io::nines(lost)) : "");
    }
}

void print_years(const io::RunDescription& run, const adequacy::Tally& tally) {
    print_out("\n{:<8} {:>21} {:>21}\n", "grid", "LOLE h", "EUE MWh");
    for (std::size_t y = 0; y < run.report.years.size(); ++y)
        print_out("  {:<6} {} {}\n", run.report.years[y], with_error(tally.of(Metric::hours, y, 0)),
                  with_error(tally.of(Metric::energy, y, 0)));
}

}  // namespace

void print_adequacy_summary(const io::RunDescription& run, const adequacy::Sampling& state, const io::Part& part,
                            const AdequacyTiming& timing, const Options& options) {
    if (options.json) {
        print_document(summary_json(run, state, part, timing, options));
        return;
    }
    const std::uint64_t samples = state.tally.samples();
    print_out("{}: {} samples of {}-{}, {} weather years", run.report.study, samples, run.report.years.front(),
              run.report.years.back(), run.report.weather_years.size());
    if (state.enough) print_out("; stopped: the error is as small as requested");
    if (state.library_limits)
        print_out("; stopped: the weather library limits the error, more samples do not help (adequacy.weather_years)");
    print_out("\n");
    if (timing.sampled > 0)  // not for merged parts
        print_out("time: library {:.1f} s, sampling {:.1f} s, {:.1f} million hours a second; {} threads, {:.1f} GB\n",
                  timing.library_s, timing.sampling_s,
                  summary_json(run, state, part, timing, options)["hours_per_second"].get<double>() / 1e6,
                  timing.threads, peak_mb() / 1024.0);
    if (part.of > 1) {
        print_out("part {} of {} is in {}; `decawatt merge {}` joins them\n", part.number, part.of, options.out,
                  options.out);
        return;
    }
    print_places(run, state.tally);
    print_years(run, state.tally);
    constexpr double kRest =
        0.05;  // probability of n samples without loss if a share 1 - kRest^(1/n) of futures has a loss
    print_out(
        "\n± is the standard error, with that of the weather library; 0: no sample lost load; with 95 % confidence "
        "less than {:.2g} of futures do. Regions without data centres. Results in {}/adequacy.h5\n",
        1.0 - std::pow(kRest, 1.0 / static_cast<double>(samples)), options.out);
}

void print_credit(const std::string& asset, const adequacy::CapacityCredit& credit, std::uint64_t samples,
                  const Options& options) {
    if (options.json) {
        const auto of = [](const adequacy::Credit& c) {
            return json{{"mw", c.mw}, {"low", c.low_mw}, {"high", c.high_mw}, {"beyond", c.beyond}};
        };
        print_document(json{{"status", "done"},
                            {"asset", asset},
                            {"samples", samples},
                            {"capacity_mw", credit.capacity_mw},
                            {"eue_with_mwh", credit.eue_with_mwh},
                            {"eue_without_mwh", credit.eue_without_mwh},
                            {"difference_mwh", credit.difference_mwh},
                            {"difference_error_mwh", credit.difference_error_mwh},
                            {"significant", credit.significant},
                            {"elcc", credit.significant ? of(credit.elcc) : json()},
                            {"efc", credit.significant ? of(credit.efc) : json()}});
        return;
    }
    print_out("{}: {:.1f} MW, {} samples\n", asset, credit.capacity_mw, samples);
    print_out("  EUE {:.4g} MWh a year with it, {:.4g} without: difference {:.4g} ± {:.2g}\n", credit.eue_with_mwh,
              credit.eue_without_mwh, credit.difference_mwh, credit.difference_error_mwh);
    if (!credit.significant) {
        print_out("  not significant: more --samples, or the asset adds nothing to adequacy\n");
        return;
    }
    const auto line = [&](const char* name, const adequacy::Credit& c) {
        if (c.beyond)
            print_out("  {} none: not even {:.1f} MW at its node have as large an effect\n", name, c.mw);
        else
            print_out("  {} {:.1f} MW, {:.1f} % of capacity (95 %: {:.1f} to {:.1f} MW)\n", name, c.mw,
                      100.0 * c.mw / credit.capacity_mw, c.low_mw, c.high_mw);
    };
    line("ELCC", credit.elcc);
    line("EFC ", credit.efc);
}

void print_exact(const model::Study& study, const adequacy::ExactYears& exact, const Options& options) {
    json years = json::array();
    for (std::size_t y = 0; y < exact.of_year.size(); ++y)
        years.push_back({{"year", study.horizon.first_year + static_cast<int>(y)},
                         {"lole_h", exact.of_year[y].lole_h},
                         {"lole_d_peak", exact.of_year[y].lole_d},
                         {"eue_mwh", exact.of_year[y].eue_mwh}});
    if (options.json) {
        print_document(json{{"status", "done"},
                            {"study", study.name},
                            {"method", "convolution"},
                            {"grid_mw", exact.grid_mw},
                            {"on_grid", exact.on_grid},
                            {"years", years}});
        return;
    }
    print_out("{}: exact, by convolution of outages on a grid of {} MW{}\n", study.name, exact.grid_mw,
              exact.on_grid ? "" : " (some capacities lie between its points: nearly exact)");
    print_out("{:>6} {:>14} {:>22} {:>16}\n", "year", "LOLE h", "days by daily peak", "EUE MWh");
    for (const json& year : years)
        print_out("{:>6} {:>14.9g} {:>22.9g} {:>16.9g}\n", year["year"].get<int>(), year["lole_h"].get<double>(),
                  year["lole_d_peak"].get<double>(), year["eue_mwh"].get<double>());
}

}  // namespace decawatt::cli
