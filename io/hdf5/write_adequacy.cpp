#include "io/hdf5/write_adequacy.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "io/common/utc_offset.hpp"
#include "io/hdf5/adequacy_events.hpp"
#include "io/hdf5/adequacy_metrics.hpp"
#include "io/hdf5/adequacy_places.hpp"
#include "io/hdf5/adequacy_source.hpp"
#include "io/hdf5/adequacy_spread.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/results_provenance.hpp"
#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

namespace {
const char* stop_reason(const adequacy::Sampling& state) {
    if (state.enough) return "the error is as small as requested";
    if (state.library_limits)
        return "more samples cannot make the error as small as requested: the weather years are too few";
    return "all samples were drawn";
}

const char* metric_name(adequacy::Metric metric) {
    switch (metric) {
        case adequacy::Metric::hours:
            return "lole_h";
        case adequacy::Metric::days:
            return "lole_d";
        case adequacy::Metric::events:
            return "lolev";
        case adequacy::Metric::depth:
            return "depth";
        case adequacy::Metric::energy:
            break;
    }
    return "eue_mwh";
}

std::string place_name(const AdequacyReport& report, std::size_t place) {
    for (const PlaceKind& kind : kinds_of(report))
        for (std::size_t i = 0; i < kind.places.size(); ++i)
            if (kind.places[i] == place) return kind.names[i];
    return "";
}

void put_attributes(Group& root, const AdequacySource& source, const Provenance& provenance) {
    const AdequacyReport& report = source.report;
    root.attribute("Conventions", "CF-1.8");
    root.attribute("title", fmt::format("{}: adequacy {}-{}", report.study, report.years.front(), report.years.back()));
    root.attribute("source", fmt::format("decawatt {}", provenance.version));
    root.attribute("study", report.study);
    root.attribute("kind", "adequacy");
    if (!report.plan_digest.empty()) root.attribute("plan_digest", report.plan_digest);
    root.attribute("utc_offset", format_utc_offset(report.utc_offset_s));
    root.attribute("utc_offset_s", report.utc_offset_s);
    root.attribute("metric", metric_name(source.settings.metric));
    root.attribute("metric_of", place_name(report, source.settings.place));
    root.attribute("samples", source.state.tally.samples());
    root.attribute("stopped_because", stop_reason(source.state));
    root.attribute("places",
                   "region: its load without data centres; grid: all regions together; data center: its own load, "
                   "whatever the cause");
}

void put_settings(Group&& group, const AdequacySource& source, const Provenance& provenance) {
    group.attribute("samples", source.settings.samples);
    group.attribute("batch", source.settings.batch);
    group.attribute("seed", provenance.seed);
    group.attribute("metric", metric_name(source.settings.metric));
    group.attribute("relative_error", source.settings.relative_error);
    group.attribute("worst_events", source.settings.worst_events);
    group.attribute("worst_samples", source.settings.worst_samples);
    group.attribute("growth_sd_frac", source.report.growth_sd_frac);
    group.attribute("data_center_growth_sd_frac", source.report.center_growth_sd_frac);
}

void put_demand(Group&& group, const AdequacySource& source) {
    const AdequacyReport& report = source.report;
    const std::size_t places = source.state.tally.places();
    put_places(group, report);
    group.coordinate("year", {kNoUnit, "calendar year"}, std::span<const std::int64_t>(report.years));
    group.put("hours_of_year", {"year"}, {"h", "hours"}, std::span<const double>(report.hours_of_year));
    for (const PlaceKind& kind : kinds_of(report)) {
        std::vector<double> demand;
        for (std::size_t y = 0; y < report.years.size(); ++y)
            for (const std::size_t place : kind.places) demand.push_back(report.demand_mwh[y * places + place]);
        group.put(kind.prefix + "demand_mwh", with_place({"year"}, kind), {kMegawattHour, "mean energy requested"},
                  std::span<const double>(demand));
    }
}
}  // namespace

void write_adequacy(const std::filesystem::path& path, const AdequacyReport& report,
                    const adequacy::SamplingSettings& whole_run, const adequacy::Sampling& state,
                    const std::vector<EventSource>& all_events, const Provenance& provenance,
                    const base::Progress& progress) {
    const adequacy::Tally& tally = state.tally;
    base::expects(tally.samples() > 0 && report.years.size() == tally.years() &&
                      report.weather_years.size() == tally.weathers() && report.regions.size() <= report.nodes &&
                      1 + report.nodes + report.data_centers.size() == tally.places() &&
                      report.demand_mwh.size() == tally.years() * tally.places() &&
                      report.hours_of_year.size() == tally.years() && report.hours_of_slot.size() == adequacy::kSlots,
                  "a report names all that its tally counts");
    const AdequacySource source{report, whole_run, state, all_events};
    NetcdfFile file(path);
    {
        Group root = file.root();
        put_attributes(root, source, provenance);
        put_metrics(root.group("by_year"), source, true);
        put_metrics(root.group("horizon"), source, false);
        put_loss_probability(root.group("loss_probability"), source);
        put_distribution(root.group("distribution"), source);
        put_convergence(root.group("convergence"), source);
        put_worst_samples(root.group("worst_samples"), source);
        put_weather_means(root.group("weather"), source);
        put_demand(root.group("demand"), source);
        put_place_names(root.group("places"), report);
        put_events(root.group("events"), source, progress);
        put_settings(root.group("settings"), source, provenance);
        Group origin = root.group("provenance");
        put_origin(origin, provenance);
    }
    if (progress && !progress("write", 1.0, "sync")) throw base::Interrupted("interrupted while writing results");
    file.commit();
}

}  // namespace decawatt::io
