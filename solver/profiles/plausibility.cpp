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

// An hour above this multiple of the mean of the hundred highest hours is probably an error in one row, not a peak.
constexpr double kSpikeFactor = 2.0;
constexpr std::size_t kHighHours = 100;

double mean_of(std::span<const double> values) {
    if (values.empty()) return 0.0;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The same by the lengths of steps.
double mean_of(const base::TimeAxis& axis, std::span<const double> values) {
    return values.empty() ? 0.0 : base::weighted_sum(axis, values) / static_cast<double>(values.size());
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

// Load of one entity in one year of profiles.
struct HourlyDraw {
    const YearProfiles& year;
    std::span<const double> mw;

    std::string when() const { return base::format_utc(year.axis.instant(static_cast<std::int64_t>(peak_hour(mw)))); }
};

class SeriesCheck {
  public:
    SeriesCheck(const model::Study& study, const Profiles& profiles) : study_(study), profiles_(profiles) {}

    std::vector<model::PlausibilityWarning> check() {
        check_total_demand();
        check_emission_cap();
        for (std::size_t r = 0; r < study_.regions.name.size(); ++r) check_demand(r);
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d) {
            check_load(d);
            check_connection(d);
        }
        if (study_.horizon.hours_per_year == 0) check_capacity_factors();
        return std::move(warnings_);
    }

  private:
    void warn(std::string table, std::string row, std::string column, std::string found, std::string usual,
              const char* source) {
        warnings_.push_back(
            {std::move(table), std::move(row), std::move(column), std::move(found), std::move(usual), source});
    }

    // Mean load of all regions, including industrial loads, and of all data centres in one year of profiles, MW.
    static double total_mw(const YearProfiles& year) {
        double sum_mw = 0.0;
        for (const base::Series* series : {&year.region_demand_mw, &year.data_center_mw})
            for (std::size_t e = 0; e < series->entities(); ++e) sum_mw += mean_of(year.axis, series->of(e));
        return sum_mw;
    }

    void check_total_demand() {
        if (profiles_.years.empty()) return;
        double installed_mw = 0.0, limits_mw = 0.0;
        for (std::size_t p = 0; p < study_.plants.name.size(); ++p) {
            installed_mw += study_.plants.capacity_mw[p];
            limits_mw += study_.plants.build[p].limit;
        }
        const double mean_mw = total_mw(profiles_.years.front()), all_mw = installed_mw + limits_mw;
        const model::UsualRange& range = model::kUsualDemandFracOfCapacity;
        const bool low = mean_mw<range.low * installed_mw, high = mean_mw> range.high * all_mw;
        if (!(mean_mw > 0.0) || !(all_mw > 0.0) || (!low && !high)) return;
        const bool given = !study_.fixed.demand.empty();
        warn(given ? "hourly" : "demand", "", given ? "demand_mw" : "annual_energy_gwh",
             fmt::format("{:.6g} MW on average in {}, including industry and data centres, against {:.6g} MW of "
                         "plants{}",
                         mean_mw, profiles_.years.front().year, low ? installed_mw : all_mw,
                         low ? "" : " and what may be built"),
             fmt::format("{:g} to {:g} of the plants' capacity; energies are in GWh, loads in MW", range.low,
                         range.high),
             range.source);
    }

    void check_emission_cap() {
        for (const YearProfiles& year : profiles_.years) {
            const double cap_t = model::stepwise(study_.emission_cap_t, year.year, -1.0);
            const double demand_mwh = total_mw(year) * static_cast<double>(year.axis.count) * year.axis.mean_step_h();
            if (cap_t <= 0.0 || !(demand_mwh > 0.0) || model::kUsualCapTPerMwh.contains(cap_t / demand_mwh)) continue;
            if (study_.horizon.hours_per_year > 0)
                return;  // it is ambiguous whether the cap is for those hours or for a year
            warn("policy", fmt::format("{}", study_.emission_cap_t.begin()->first), "emission_cap_t",
                 fmt::format("{:.6g} t for {:.6g} MWh of demand in {}, {:.2g} t/MWh", cap_t, demand_mwh, year.year,
                             cap_t / demand_mwh),
                 fmt::format("{:g} to {:g} t/MWh; in tonnes, not kt or Mt", model::kUsualCapTPerMwh.low,
                             model::kUsualCapTPerMwh.high),
                 model::kUsualCapTPerMwh.source);
            return;
        }
    }

    // The most power available to a data centre: through its connection, including expansion options, and from assets
    // behind it.
    double supply_mw(std::size_t d) const {
        double sum_mw = study_.data_centers.connection_mw[d] + study_.data_centers.build_connection[d].limit +
                        study_.data_centers.terms_of(d).nonfirm.build.limit;
        for (std::size_t p = 0; p < study_.plants.name.size(); ++p)
            if (study_.plants.behind[p] != base::none<model::DataCenterIndex> && at(study_.plants.behind[p]) == d)
                sum_mw += study_.plants.capacity_mw[p] + study_.plants.build[p].limit;
        return sum_mw;
    }

    void check_connection(std::size_t d) {
        constexpr double kLeastFrac = 0.7, kMostFrac = 100.0;
        double peak_mw = 0.0;
        for (const YearProfiles& year : profiles_.years)
            if (const auto mw = year.data_center_mw.of(d); !mw.empty())
                peak_mw = std::max(peak_mw, *std::ranges::max_element(mw));
        const double supply = supply_mw(d);
        if (peak_mw > 0.0 && supply >= kLeastFrac * peak_mw && supply <= kMostFrac * peak_mw) return;
        if (!(peak_mw > 0.0) && !(supply > 0.0)) return;
        warn("data_centers", study_.data_centers.name[d], "connection_mw",
             fmt::format(
                 "{:.4g} MW of connection, what may be built of it and plants behind it, for a peak of {:.4g} MW",
                 supply, peak_mw),
             fmt::format("{:g} to {:g} times the peak; in MW", kLeastFrac, kMostFrac),
             "assumption: the connection of a campus is sized for its peak load");
    }

    // One warning per region, for the first year with an unusual peak.
    void check_demand(std::size_t r) {
        const bool given = model::fixed_demand_mw(study_, static_cast<model::RegionIndex>(r)) != nullptr;
        for (const YearProfiles& year : profiles_.years) {
            const HourlyDraw draw{year, year.region_demand_mw.of(r)};
            const double mean_mw = mean_of(draw.year.axis, draw.mw);
            const double peak_mw = draw.mw.empty() ? 0.0 : *std::ranges::max_element(draw.mw);
            if (peak_mw <= model::kUsualPeakOverMean.high * mean_mw) continue;
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
                 given ? "file" : "connection_mw",
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
            if (const auto* given = model::fixed_available_frac(study_, static_cast<model::PlantIndex>(p))) {
                check_capacity_factor(p, model::mean_over_horizon(study_, *given), "hourly", "available_frac/");
                continue;
            }
            const ResourceIndex resource = profiles_.resource_of_plant[p];
            if (resource == base::none<ResourceIndex> || judged[at(resource)]) continue;
            judged[at(resource)] = true;
            double sum = 0.0, weights = 0.0;
            for (const YearProfiles& year : profiles_.years) {
                sum += year.weight * mean_of(year.axis, year.resource_frac.of(at(resource)));
                weights += year.weight;
            }
            if (weights > 0.0) check_capacity_factor(p, sum / weights, "plants", "");
        }
    }

    void check_capacity_factor(std::size_t p, double factor, const char* table, const std::string& prefix) {
        const auto range = model::usual_capacity_factor_frac(study_.plants.technology[p]);
        if (!range || range->contains(factor)) return;
        const bool placed = study_.plants.site[p] != base::none<model::SiteIndex>;
        warn(table, prefix + study_.plants.name[p], prefix.empty() ? "system" : "file",
             fmt::format("a capacity factor of {:.3f}{}", factor,
                         placed ? " at site " + study_.sites.name[at(study_.plants.site[p])] : ""),
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
            summary.mean_mw += year.weight * mean_of(year.axis, draw_mw);
            summary.peak_mw = std::max(summary.peak_mw, *std::ranges::max_element(draw_mw));
        }
    return all;
}

std::vector<model::PlausibilityWarning> plausibility_warnings(const model::Study& study, const Profiles& profiles) {
    return SeriesCheck(study, profiles).check();
}

}  // namespace decawatt::profiles
