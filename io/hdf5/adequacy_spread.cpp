// Distributions of losses: by month and hour, over samples, batches and weather years.
#include "io/hdf5/adequacy_spread.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "io/hdf5/adequacy_places.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

using adequacy::Distribution;
using adequacy::Estimate;
using adequacy::Metric;
using adequacy::Tally;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kWhPerMegawattHour = 1e6;
constexpr std::int64_t kMonths = 12, kHours = 24;

std::vector<std::int64_t> counted(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> numbers;
    for (std::int64_t i = 0; i < count; ++i) numbers.push_back(first + i);
    return numbers;
}

void put_numbers(Group& group, const std::string& name, const Dimensions& dimensions, const Meaning& meaning,
                 const std::vector<double>& values) {
    group.put(name, dimensions, meaning, std::span<const double>(values));
}

// Reorders values given as one list per place so that place is the last index.
std::vector<double> place_last(const std::vector<std::vector<double>>& by_place) {
    std::vector<double> values;
    for (std::size_t i = 0; i < by_place[0].size(); ++i)
        for (const std::vector<double>& of_place : by_place) values.push_back(of_place[i]);
    return values;
}

// The mean over years of the horizon.
class YearlyLoss {
  public:
    explicit YearlyLoss(const Tally& tally)
        : tally_(tally), unit_(1.0 / (kWhPerMegawattHour * static_cast<double>(tally.years()))) {}

    const Distribution& spread(std::size_t place) const { return tally_.lost_wh(place); }
    double mwh(double horizon_wh) const { return horizon_wh * unit_; }

  private:
    const Tally& tally_;
    double unit_;
};

void put_values_at_risk(Group& group, const AdequacySource& source, const PlaceKind& kind) {
    const Tally& tally = source.state.tally;
    const YearlyLoss loss(tally);
    std::vector<double> mean, error, of_year, error_of_year;
    for (const double level : source.report.levels)
        for (const std::size_t place : kind.places) {
            const auto risk = loss.spread(place).value_at_risk(level);
            mean.push_back(loss.mwh(risk.value)), error.push_back(loss.mwh(risk.error));
        }
    for (std::size_t y = 0; y < tally.years(); ++y)
        for (const double level : source.report.levels)
            for (const std::size_t place : kind.places) {
                const auto risk = tally.lost_wh(y, place).value_at_risk(level);
                of_year.push_back(risk.value / kWhPerMegawattHour);
                error_of_year.push_back(risk.error / kWhPerMegawattHour);
            }
    const Dimensions horizon = with_place({"level"}, kind), by_year = with_place({"year", "level"}, kind);
    const std::string more = ": standard error of sampling";
    const std::string what = "conditional value at risk: mean unserved energy of the worst (1 - level) of samples, ";
    put_numbers(group, kind.prefix + "cvar_mwh", horizon, {kMegawattHour, what + "mean year of the horizon"}, mean);
    put_numbers(group, kind.prefix + "cvar_mwh_error", horizon, {kMegawattHour, what + "mean year" + more}, error);
    put_numbers(group, kind.prefix + "cvar_of_year_mwh", by_year, {kMegawattHour, what + "the year alone"}, of_year);
    put_numbers(group, kind.prefix + "cvar_of_year_mwh_error", by_year, {kMegawattHour, what + "the year alone" + more},
                error_of_year);
}

void put_quantiles(Group& group, const AdequacySource& source, const PlaceKind& kind,
                   const std::vector<double>& probabilities) {
    const YearlyLoss loss(source.state.tally);
    std::vector<double> values;
    for (const double probability : probabilities)
        for (const std::size_t place : kind.places)
            values.push_back(loss.mwh(loss.spread(place).quantile(probability)));
    put_numbers(group, kind.prefix + "unserved_quantile_mwh", with_place({"probability"}, kind),
                {kMegawattHour, "quantile of the unserved energy of a sample, mean year, at the probability"}, values);
}

// Numbers of samples and their means in all bins that are used by some place.
void put_bins(Group& group, const AdequacySource& source, const PlaceKind& kind,
              const std::vector<std::uint64_t>& bins) {
    const YearlyLoss loss(source.state.tally);
    std::vector<std::vector<double>> counts, means;
    for (const std::size_t place : kind.places) {
        counts.emplace_back(bins.size(), 0.0);
        means.emplace_back(bins.size(), kNan);
        for (const Distribution::Bin& bin : loss.spread(place).bins()) {
            const auto at = static_cast<std::size_t>(std::ranges::lower_bound(bins, bin.index) - bins.begin());
            counts.back()[at] = static_cast<double>(bin.count);
            means.back()[at] = loss.mwh(bin.mean());
        }
    }
    put_numbers(group, kind.prefix + "samples_in_bin", with_place({"bin"}, kind), {"1", "samples of the bin"},
                place_last(counts));
    put_numbers(group, kind.prefix + "mean_of_bin_mwh", with_place({"bin"}, kind),
                {kMegawattHour, "unserved energy of its samples, mean year; NaN: none"}, place_last(means));
}
}  // namespace

void put_loss_probability(Group&& group, const AdequacySource& source) {
    put_places(group, source.report);
    group.coordinate("month", {kNoUnit, "month, local time"}, std::span<const std::int64_t>(counted(1, kMonths)));
    group.coordinate("hour", {kNoUnit, "hour of the day, local time"},
                     std::span<const std::int64_t>(counted(0, kHours)));
    for (const PlaceKind& kind : kinds_of(source.report)) {
        std::vector<std::vector<double>> means, errors;
        for (const std::size_t place : kind.places) {
            means.emplace_back(), errors.emplace_back();
            for (const Estimate& e : source.state.tally.loss_probability(place, source.report.hours_of_slot))
                means.back().push_back(e.mean), errors.back().push_back(e.error);
        }
        const Dimensions dimensions = with_place({"month", "hour"}, kind);
        const std::string what = "share of hours with loss (LOLP)";
        put_numbers(group, kind.prefix + "lolp", dimensions, {"1", what}, place_last(means));
        put_numbers(group, kind.prefix + "lolp_error", dimensions, {"1", what + ": standard error of sampling"},
                    place_last(errors));
    }
}

void put_distribution(Group&& group, const AdequacySource& source) {
    const std::vector<double> probabilities = {0.0, 0.01, 0.05, 0.1,   0.25,  0.5, 0.75,
                                               0.9, 0.95, 0.99, 0.995, 0.999, 1.0};
    const auto kinds = kinds_of(source.report);
    const YearlyLoss loss(source.state.tally);
    std::set<std::uint64_t> used;
    for (const PlaceKind& kind : kinds)
        for (const std::size_t place : kind.places)
            for (const Distribution::Bin& bin : loss.spread(place).bins()) used.insert(bin.index);
    const std::vector<std::uint64_t> bins(used.begin(), used.end());
    std::vector<double> least;
    least.reserve(bins.size());
    for (const std::uint64_t bin : bins) least.push_back(loss.mwh(static_cast<double>(Distribution::least(bin))));
    put_places(group, source.report);
    group.coordinate("year", {kNoUnit, "calendar year"}, std::span<const std::int64_t>(source.report.years));
    group.coordinate("level", {"1", "level of the conditional value at risk"},
                     std::span<const double>(source.report.levels));
    group.coordinate("probability", {"1", "share of samples"}, std::span<const double>(probabilities));
    group.coordinate("bin", {kMegawattHour, "least unserved energy of the bin, mean year"},
                     std::span<const double>(least));
    for (const PlaceKind& kind : kinds) {
        put_values_at_risk(group, source, kind);
        put_quantiles(group, source, kind, probabilities);
        put_bins(group, source, kind, bins);
    }
}

void put_convergence(Group&& group, const AdequacySource& source) {
    std::vector<std::int64_t> samples, batches;
    std::vector<double> mean, error, error_total;
    for (const adequacy::ConvergencePoint& look : source.state.convergence) {
        samples.push_back(static_cast<std::int64_t>(look.evidence.samples));
        batches.push_back(static_cast<std::int64_t>(look.batch));
    }
    for (const Estimate& e : adequacy::convergence(source.state, source.settings.metric))
        mean.push_back(e.mean), error.push_back(e.error), error_total.push_back(e.error_total);
    const bool energy = source.settings.metric == Metric::energy;
    const std::string unit = energy                                    ? kMegawattHour
                             : source.settings.metric == Metric::hours ? "h"
                             : source.settings.metric == Metric::days  ? "d"
                                                                       : "1";
    group.coordinate("samples", {"1", "samples so far"}, std::span<const std::int64_t>(samples));
    group.put("batch", {"samples"}, {"1", "batches so far"}, std::span<const std::int64_t>(batches));
    put_numbers(group, "mean", {"samples"}, {unit, "of the metric of the place, a year"}, mean);
    put_numbers(group, "error", {"samples"}, {unit, "standard error of sampling, given the weather years"}, error);
    put_numbers(group, "error_total", {"samples"},
                {unit,
                 "total standard error, with the weather years as a random "
                 "draw"},
                error_total);
}

void put_worst_samples(Group&& group, const AdequacySource& source) {
    std::vector<std::int64_t> rank, sample;
    std::vector<double> lost;
    const YearlyLoss loss(source.state.tally);
    for (const adequacy::WorstSample& worst : source.state.tally.worst()) {
        rank.push_back(std::ssize(rank) + 1);
        sample.push_back(worst.sample);
        lost.push_back(loss.mwh(static_cast<double>(worst.lost_wh)));
    }
    group.coordinate("rank", {kNoUnit, "the worst first"}, std::span<const std::int64_t>(rank));
    group.put("sample", {"rank"}, {"1", "number of the sample, from 0"}, std::span<const std::int64_t>(sample));
    put_numbers(group, "unserved_mwh", {"rank"}, {kMegawattHour, "unserved energy of the place, mean year"}, lost);
}

void put_weather_means(Group&& group, const AdequacySource& source) {
    const Tally& tally = source.state.tally;
    put_places(group, source.report);
    group.coordinate("weather_year", {kNoUnit, "weather year"},
                     std::span<const std::int64_t>(source.report.weather_years));
    std::vector<double> draws;
    for (std::size_t w = 0; w < tally.weathers(); ++w) draws.push_back(static_cast<double>(tally.weather_draws(w)));
    put_numbers(group, "draws", {"weather_year"}, {"1", "simulated years with this weather year"}, draws);
    for (const PlaceKind& kind : kinds_of(source.report))
        for (const Metric metric : {Metric::hours, Metric::energy}) {
            std::vector<double> means;
            for (std::size_t w = 0; w < tally.weathers(); ++w)
                for (const std::size_t place : kind.places) means.push_back(tally.weather_mean(metric, place, w));
            const bool hours = metric == Metric::hours;
            const Meaning meaning = {hours ? "h" : kMegawattHour,
                                     hours ? "mean hours of loss in a simulated year with this weather year; NaN: none"
                                           : "mean unserved energy in a simulated year with this weather year; NaN: "
                                             "none"};
            put_numbers(group, kind.prefix + (hours ? "lole_h" : "eue_mwh"), with_place({"weather_year"}, kind),
                        meaning, means);
        }
}

}  // namespace decawatt::io
