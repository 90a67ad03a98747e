// Metrics with their two standard errors, by year and over the horizon.
#include "io/hdf5/adequacy_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>

#include "io/common/nines.hpp"
#include "io/hdf5/adequacy_places.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

using adequacy::Estimate;
using adequacy::Metric;
using adequacy::Tally;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kPerMillion = 1e6;

using Year = std::optional<std::size_t>;  // none: the mean over years of the horizon
using Find = std::function<Estimate(const Year&, std::size_t place)>;

struct MetricNames {
    const char *name, *unit, *meaning;
};

Estimate scaled(const Estimate& estimate, double factor) {
    return {factor * estimate.mean, factor * estimate.error, factor * estimate.error_total};
}

// Writes one group's metrics.
class MetricWriter {
  public:
    MetricWriter(Group& group, const AdequacySource& source, bool by_year)
        : group_(group), source_(source), by_year_(by_year) {}

    void put(const MetricNames& names, const PlaceKind& kind, const Find& find) {
        std::vector<double> mean, error, error_total;
        each(kind, [&](const Year& year, std::size_t place) {
            const Estimate estimate = find(year, place);
            mean.push_back(estimate.mean);
            error.push_back(estimate.error);
            error_total.push_back(estimate.error_total);
        });
        write(names, kind, "", "", mean);
        write(names, kind, "_error", ": standard error of sampling, given the weather years", error);
        write(names, kind, "_error_total", ": total standard error, with the weather years as a random draw",
              error_total);
    }

    void put_nines(const MetricNames& names, const PlaceKind& kind, const Find& unavailable) {
        std::vector<double> mean, low;
        each(kind, [&](const Year& year, std::size_t place) {
            const Estimate estimate = unavailable(year, place);
            mean.push_back(nines(estimate.mean));
            low.push_back(nines(std::min(estimate.mean + 2.0 * estimate.error_total, 1.0)));
        });
        write(names, kind, "", "", mean);
        write(names, kind, "_low", ", at two total standard errors more unavailability", low);
    }

    Estimate of(Metric metric, const Year& year, std::size_t place) const {
        const Tally& tally = source_.state.tally;
        return year ? tally.of(metric, *year, place) : tally.per_year(metric, place);
    }
    Estimate of_event(Metric metric, const Year& year, std::size_t place) const {
        const Tally& tally = source_.state.tally;
        return year ? tally.event_mean(metric, *year, place) : tally.event_mean(metric, place);
    }
    double hours(const Year& year) const { return mean_of(source_.report.hours_of_year, year, 1, 0); }
    double demand_mwh(const Year& year, std::size_t place) const {
        return mean_of(source_.report.demand_mwh, year, source_.state.tally.places(), place);
    }

  private:
    double mean_of(const std::vector<double>& table, const Year& year, std::size_t columns, std::size_t column) const {
        if (year) return table[*year * columns + column];
        double sum = 0.0;
        for (std::size_t at = column; at < table.size(); at += columns) sum += table[at];
        return sum / static_cast<double>(source_.report.years.size());
    }
    void each(const PlaceKind& kind, const std::function<void(const Year&, std::size_t)>& visit) const {
        for (std::size_t y = 0; y < (by_year_ ? source_.report.years.size() : 1); ++y)
            for (const std::size_t place : kind.places) visit(by_year_ ? Year(y) : Year(), place);
    }
    void write(const MetricNames& names, const PlaceKind& kind, const char* ending, const char* more,
               const std::vector<double>& values) {
        group_.put(kind.prefix + names.name + ending, with_place(by_year_ ? Dimensions{"year"} : Dimensions{}, kind),
                   {names.unit, std::string(names.meaning) + more}, std::span<const double>(values));
    }

    Group& group_;
    const AdequacySource& source_;
    bool by_year_;
};

void put_losses(MetricWriter& writer, const PlaceKind& kind) {
    const auto plain = [&](Metric metric) {
        return [&writer, metric](const Year& year, std::size_t place) { return writer.of(metric, year, place); };
    };
    const auto of_event = [&](Metric metric) {
        return [&writer, metric](const Year& year, std::size_t place) { return writer.of_event(metric, year, place); };
    };
    writer.put({"lole_h", "h", "loss of load expectation, hours a year"}, kind, plain(Metric::hours));
    writer.put({"lole_d", "d", "loss of load expectation, days a year with at least one hour of loss"}, kind,
               plain(Metric::days));
    writer.put({"lolev", "1", "loss of load events a year: consecutive hours, counted where they begin"}, kind,
               plain(Metric::events));
    writer.put({"eue_mwh", kMegawattHour.c_str(), "expected unserved energy a year"}, kind, plain(Metric::energy));
    writer.put(
        {"neue_ppm", "1e-6", "unserved energy over energy requested"}, kind, [&](const Year& year, std::size_t place) {
            const double demand_mwh = writer.demand_mwh(year, place);
            return scaled(writer.of(Metric::energy, year, place), demand_mwh > 0.0 ? kPerMillion / demand_mwh : kNan);
        });
    writer.put({"event_duration_h", "h", "mean duration of an event: hours of loss over events"}, kind,
               of_event(Metric::hours));
    writer.put({"event_depth_mw", kMegawatt.c_str(), "mean over events of the power unserved in their deepest hour"},
               kind, of_event(Metric::depth));
}

void put_availability(MetricWriter& writer, const PlaceKind& kind) {
    const auto of_energy = [&](const Year& year, std::size_t place) {
        const double demand_mwh = writer.demand_mwh(year, place);
        return scaled(writer.of(Metric::energy, year, place), demand_mwh > 0.0 ? 1.0 / demand_mwh : kNan);
    };
    const auto of_time = [&](const Year& year, std::size_t place) {
        return scaled(writer.of(Metric::hours, year, place), 1.0 / writer.hours(year));
    };
    const auto available = [](const Find& unavailable) {
        return [unavailable](const Year& year, std::size_t place) {
            const Estimate lost = unavailable(year, place);
            return Estimate{1.0 - lost.mean, lost.error, lost.error_total};
        };
    };
    writer.put({"availability_energy_frac", "1", "energy served over energy requested"}, kind, available(of_energy));
    writer.put({"availability_time_frac", "1", "share of hours without any loss"}, kind, available(of_time));
    writer.put_nines({"nines_energy", "1", "nines of availability by energy, -log10(1 - availability)"}, kind,
                     of_energy);
    writer.put_nines({"nines_time", "1", "nines of availability by time, -log10(1 - availability)"}, kind, of_time);
}
}  // namespace

void put_metrics(Group&& group, const AdequacySource& source, bool by_year) {
    put_places(group, source.report);
    if (by_year)
        group.coordinate("year", {kNoUnit, "calendar year"}, std::span<const std::int64_t>(source.report.years));
    MetricWriter writer(group, source, by_year);
    for (const PlaceKind& kind : kinds_of(source.report)) {
        put_losses(writer, kind);
        if (kind.dimension == "data_center") put_availability(writer, kind);
    }
}

}  // namespace decawatt::io
