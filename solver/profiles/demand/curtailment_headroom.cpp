#include "profiles/demand/curtailment_headroom.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"

namespace decawatt::profiles {

namespace {

constexpr int kApril = 4, kJune = 6, kAugust = 8, kOctober = 10, kDecember = 12, kFebruary = 2;

int month_of(const base::TimeAxis& axis, std::size_t t, int utc_offset_s) {
    return base::civil_time(axis.instant(static_cast<std::int64_t>(t)), utc_offset_s).month;
}

// MW between demand and the peak of the season, hour by hour; zero where demand is above it.
std::vector<double> margins_mw(const DemandYear& year, int utc_offset_s, const SeasonPeaks& peaks) {
    std::vector<double> margins(year.demand_mw.size());
    for (std::size_t t = 0; t < margins.size(); ++t) {
        const int month = month_of(year.axis, t, utc_offset_s);
        const bool is_summer = month >= kApril && month <= kOctober;
        const double peak_mw = is_summer ? peaks.june_to_august_mw : peaks.december_to_february_mw;
        margins[t] = std::max(0.0, peak_mw - year.demand_mw[t]);
    }
    return margins;
}

struct WeightedHour {
    double margin_mw, weight;  // weight: that of the year × hours of the step
};

// Between two margins the curtailed energy is linear in L: the hours below L curtail L - margin each.
double load_with(std::vector<WeightedHour>& hours, double curtailed_frac) {
    std::ranges::sort(hours, {}, &WeightedHour::margin_mw);
    double total = 0.0;
    for (const WeightedHour& hour : hours) total += hour.weight;
    double weight = 0.0, margin = 0.0;  // sums over the hours that are curtailed
    for (std::size_t k = 0; k < hours.size(); ++k) {
        weight += hours[k].weight;
        margin += hours[k].weight * hours[k].margin_mw;
        const double rest = weight - curtailed_frac * total;
        if (rest <= 0.0) continue;
        const double load_mw = margin / rest;
        if (k + 1 == hours.size() || load_mw <= hours[k + 1].margin_mw) return load_mw;
    }
    return 0.0;  // no hours
}

// Weighted sums over years.
struct Curtailment {
    double mwh = 0.0, hours = 0.0, half_served_h = 0.0, events = 0.0, longest_event_h = 0.0;
};

void add_year(const std::vector<double>& margins, double load_mw, double step_h, double weight, Curtailment& sum) {
    double event_h = 0.0;
    const auto end_event = [&] {
        if (event_h > 0.0) sum.events += weight;
        sum.longest_event_h = std::max(sum.longest_event_h, std::exchange(event_h, 0.0));
    };
    for (const double margin : margins) {
        const double curtailed_mw = std::max(0.0, load_mw - margin);
        if (curtailed_mw <= 0.0) {
            end_event();
            continue;
        }
        event_h += step_h;
        sum.mwh += weight * step_h * curtailed_mw;
        sum.hours += weight * step_h;
        if (curtailed_mw <= 0.5 * load_mw) sum.half_served_h += weight * step_h;
    }
    end_event();
}

}  // namespace

SeasonPeaks season_peaks(std::span<const DemandYear> years, int utc_offset_s) {
    SeasonPeaks peaks;
    for (const DemandYear& year : years)
        for (std::size_t t = 0; t < year.demand_mw.size(); ++t) {
            const int month = month_of(year.axis, t, utc_offset_s);
            if (month >= kJune && month <= kAugust)
                peaks.june_to_august_mw = std::max(peaks.june_to_august_mw, year.demand_mw[t]);
            else if (month == kDecember || month <= kFebruary)
                peaks.december_to_february_mw = std::max(peaks.december_to_february_mw, year.demand_mw[t]);
        }
    if (peaks.june_to_august_mw <= 0.0 || peaks.december_to_february_mw <= 0.0)
        throw base::InputError({{"study.toml", "horizon.hours_per_year", 0, "years without a summer or a winter",
                                 "whole years with demand in June to August and in December to February"}});
    return peaks;
}

Headroom curtailment_headroom(std::span<const DemandYear> years, int utc_offset_s, const SeasonPeaks& peaks,
                              double curtailed_frac) {
    base::expects(curtailed_frac > 0.0 && curtailed_frac < 1.0, "a share of energy that may be curtailed");
    std::vector<std::vector<double>> margins;
    std::vector<WeightedHour> hours;
    double year_weight = 0.0;
    for (const DemandYear& year : years) {
        margins.push_back(margins_mw(year, utc_offset_s, peaks));
        for (const double margin : margins.back()) hours.push_back({margin, year.weight * year.axis.step_h()});
        year_weight += year.weight;
    }
    Headroom headroom;
    headroom.load_mw = load_with(hours, curtailed_frac);
    if (headroom.load_mw <= 0.0) return headroom;
    Curtailment sum;
    for (std::size_t y = 0; y < years.size(); ++y)
        add_year(margins[y], headroom.load_mw, years[y].axis.step_h(), years[y].weight, sum);
    headroom.curtailed_mwh_per_year = sum.mwh / year_weight;
    headroom.curtailed_h_per_year = sum.hours / year_weight;
    headroom.events_per_year = sum.events / year_weight;
    headroom.longest_event_h = sum.longest_event_h;
    if (sum.events > 0.0) headroom.mean_event_h = sum.hours / sum.events;
    if (sum.hours > 0.0) headroom.half_served_frac = sum.half_served_h / sum.hours;
    return headroom;
}

}  // namespace decawatt::profiles
