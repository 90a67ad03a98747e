#include "profiles/plausibility.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <numeric>
#include <span>

#include "base/index.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::profiles {

namespace {
using base::at;

// An hour this many times above the mean of the hundred highest hours is a slip in one row, not a peak.
constexpr double kSpikeFactor = 2.0;
constexpr std::size_t kHighHours = 100;

double mean_of(std::span<const double> values) {
    if (values.empty()) return 0.0;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The highest value over the mean of those that follow it; 1 for short or empty series.
double spike_factor(std::span<const double> values) {
    if (values.size() <= 2 * kHighHours) return 1.0;
    std::vector<double> highest(kHighHours + 1);
    std::partial_sort_copy(values.begin(), values.end(), highest.begin(), highest.end(), std::greater<>());
    const double others = mean_of(std::span<const double>(highest).subspan(1));
    return others > 0.0 ? highest.front() / others : 1.0;
}

std::size_t peak_hour(std::span<const double> values) {
    return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

// Of one entity in one year of profiles.
struct HourlyDraw {
    const YearProfiles& year;
    std::span<const double> mw;

    std::string when() const { return base::format_utc(year.axis.instant(static_cast<std::int64_t>(peak_hour(mw)))); }
};

class SeriesCheck {
  public:
    SeriesCheck(const model::Study& study, const Profiles& profiles) : study_(study), profiles_(profiles) {}

    std::vector<model::PlausibilityWarning> check() {
        for (std::size_t r = 0; r < study_.regions.name.size(); ++r) check_demand(r);
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d) check_load(d);
        if (study_.horizon.hours_per_year == 0) check_capacity_factors();
        return std::move(warnings_);
    }

  private:
    void warn(std::string table, std::string row, std::string column, std::string found, std::string usual,
              const char* source) {
        warnings_.push_back(
            {std::move(table), std::move(row), std::move(column), std::move(found), std::move(usual), source});
    }

    // The first year whose peak stands out speaks for all.
    void check_demand(std::size_t r) {
        const bool given = model::fixed_demand_mw(study_, static_cast<model::RegionIndex>(r)) != nullptr;
        for (const YearProfiles& year : profiles_.years) {
            const HourlyDraw draw{year, year.region_demand_mw.of(r)};
            const double mean_mw = mean_of(draw.mw);
            const double peak_mw = draw.mw.empty() ? 0.0 : *std::ranges::max_element(draw.mw);
            if (!(mean_mw > 0.0) || model::kUsualPeakOverMean.contains(peak_mw / mean_mw)) continue;
            warn(given ? "hourly" : "regions", (given ? "demand_mw/" : "") + study_.regions.name[r],
                 given ? "file" : "demand_shape",
                 fmt::format("{:.0f} MW at {}, against {:.0f} MW in the mean of the year", peak_mw, draw.when(),
                             mean_mw),
                 fmt::format("a peak of at most {:g} times the mean", model::kUsualPeakOverMean.high),
                 model::kUsualPeakOverMean.source);
            return;
        }
    }

    void check_load(std::size_t d) {
        const bool given = model::fixed_load_mw(study_, static_cast<model::DataCenterIndex>(d)) != nullptr;
        for (const YearProfiles& year : profiles_.years) {
            const HourlyDraw draw{year, year.data_center_mw.of(d)};
            const double factor = spike_factor(draw.mw);
            if (factor <= kSpikeFactor) continue;
            warn(given ? "hourly" : "data_centers", (given ? "data_center_mw/" : "") + study_.data_centers.name[d],
                 given ? "file" : "name",
                 fmt::format("{:.0f} MW at {}, {:.1f} times the mean of the {} next highest hours",
                             draw.mw[peak_hour(draw.mw)], draw.when(), factor, kHighHours),
                 fmt::format("at most {:g} times", kSpikeFactor),
                 "assumption: a single hour does not stand out so far");
            return;
        }
    }

    void check_capacity_factors() {
        std::vector<bool> judged(profiles_.resources.size(), false);
        for (std::size_t p = 0; p < study_.plants.name.size(); ++p) {
            const ResourceIndex resource = profiles_.resource_of_plant[p];
            if (resource == base::none<ResourceIndex> || judged[at(resource)]) continue;
            judged[at(resource)] = true;
            double sum = 0.0, weights = 0.0;
            for (const YearProfiles& year : profiles_.years) {
                sum += year.weight * mean_of(year.resource_frac.of(at(resource)));
                weights += year.weight;
            }
            if (weights > 0.0) check_capacity_factor(p, sum / weights);
        }
    }

    void check_capacity_factor(std::size_t p, double factor) {
        const auto range = model::usual_capacity_factor_frac(study_.plants.technology[p]);
        if (!range || range->contains(factor)) return;
        warn(
            "plants", study_.plants.name[p], "system",
            fmt::format("a capacity factor of {:.3f} at site {}", factor, study_.sites.name[at(study_.plants.site[p])]),
            fmt::format("{:g} to {:g} for {}", range->low, range->high, model::text(study_.plants.technology[p])),
            range->source);
    }

    const model::Study& study_;
    const Profiles& profiles_;
    std::vector<model::PlausibilityWarning> warnings_;
};
}  // namespace

std::vector<std::vector<LoadSummary>> load_summaries(const model::Study& study, const Profiles& profiles) {
    const auto years = static_cast<std::size_t>(std::max(0, study.horizon.year_count()));
    std::vector<std::vector<LoadSummary>> all(study.data_centers.name.size(), std::vector<LoadSummary>(years));
    for (const YearProfiles& year : profiles.years)
        for (std::size_t d = 0; d < all.size(); ++d) {
            LoadSummary& summary = all[d][static_cast<std::size_t>(year.year - study.horizon.first_year)];
            const auto draw_mw = year.data_center_mw.of(d);
            if (draw_mw.empty()) continue;
            summary.mean_mw += year.weight * mean_of(draw_mw);
            summary.peak_mw = std::max(summary.peak_mw, *std::ranges::max_element(draw_mw));
        }
    return all;
}

std::vector<model::PlausibilityWarning> plausibility_warnings(const model::Study& study, const Profiles& profiles) {
    return SeriesCheck(study, profiles).check();
}

}  // namespace decawatt::profiles
