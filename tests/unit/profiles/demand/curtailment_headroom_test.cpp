#include "profiles/demand/curtailment_headroom.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "base/error.hpp"

using namespace decawatt;
using namespace decawatt::profiles;

namespace {
constexpr int kYear = 2027;
const base::TimeAxis kAxis = base::year_axis(kYear, 0, base::kSecondsPerHour);

std::vector<double> constant(double mw) {
    return std::vector<double>(static_cast<std::size_t>(kAxis.count), mw);
}

std::size_t hour_of(int month, int day, int hour) {
    return static_cast<std::size_t>((base::utc_of_date(kYear, month, day, 0) - kAxis.start_utc_s) / 3600 + hour);
}

double curtailed_mwh(const std::vector<double>& demand, const SeasonPeaks& peaks, double load_mw) {
    double sum = 0.0;
    for (std::size_t t = 0; t < demand.size(); ++t) {
        const int month = base::civil_time(kAxis.instant(static_cast<std::int64_t>(t)), 0).month;
        const double peak = month >= 4 && month <= 10 ? peaks.june_to_august_mw : peaks.december_to_february_mw;
        sum += std::clamp(demand[t] + load_mw - peak, 0.0, load_mw);
    }
    return sum;
}
}  // namespace

TEST_CASE("the peak of June to August holds from April to October, that of December to February in the rest") {
    std::vector<double> demand = constant(50.0);
    demand[hour_of(7, 1, 12)] = 100.0;
    demand[hour_of(1, 10, 18)] = 80.0;
    demand[hour_of(5, 1, 12)] = 95.0;   // no peak month
    demand[hour_of(11, 1, 12)] = 79.0;  // neither
    const std::vector<DemandYear> years = {{kAxis, demand}};
    const SeasonPeaks peaks = season_peaks(years, 0);
    CHECK(peaks.june_to_august_mw == 100.0);
    CHECK(peaks.december_to_february_mw == 80.0);
}

TEST_CASE("headroom by hand: the margins of two evenings") {
    // 40 MW below the peaks in all hours but these: the summer's peak and the hour after it 10 MW below; the winter's
    // peak. A load L of 10 to 40 MW stands down in three hours and loses L + (L - 10) + L.
    std::vector<double> demand = constant(60.0);
    demand[hour_of(7, 1, 18)] = 100.0;
    demand[hour_of(7, 1, 19)] = 90.0;
    for (std::size_t t = 0; t < demand.size(); ++t) {
        const int month = base::civil_time(kAxis.instant(static_cast<std::int64_t>(t)), 0).month;
        if (month < 4 || month > 10) demand[t] = 30.0;
    }
    demand[hour_of(1, 10, 18)] = 70.0;
    const std::vector<DemandYear> years = {{kAxis, demand}};
    const double share = (3.0 * 25.0 - 10.0) / (25.0 * 8760.0);
    const Headroom headroom = curtailment_headroom(years, 0, season_peaks(years, 0), share);
    CHECK(headroom.load_mw == doctest::Approx(25.0));
    CHECK(headroom.curtailed_mwh_per_year == doctest::Approx(65.0));
    CHECK(headroom.curtailed_h_per_year == 3.0);
    CHECK(headroom.events_per_year == 2.0);
    CHECK(headroom.mean_event_h == 1.5);
    CHECK(headroom.longest_event_h == 2.0);
    CHECK(headroom.half_served_frac == 0.0);  // 15 MW of 25 are curtailed in the hour after the peak
}

TEST_CASE("the curtailed share is the limit, whatever the demand, and grows with it") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> mw(300.0, 1000.0);
    std::vector<double> first = constant(0.0), second = constant(0.0);
    for (double& value : first) value = mw(random);
    for (double& value : second) value = 0.9 * mw(random);
    const std::vector<DemandYear> years = {{kAxis, first, 0.75}, {kAxis, second, 0.25}};
    const SeasonPeaks peaks = season_peaks(years, 0);
    double before = 0.0;
    for (const double share : {0.0025, 0.005, 0.01, 0.05, 0.5}) {
        CAPTURE(share);
        const Headroom headroom = curtailment_headroom(years, 0, peaks, share);
        const double mwh = 0.75 * curtailed_mwh(first, peaks, headroom.load_mw) +
                           0.25 * curtailed_mwh(second, peaks, headroom.load_mw);
        CHECK(mwh == doctest::Approx(share * headroom.load_mw * 8760.0).epsilon(1e-9));
        CHECK(headroom.curtailed_mwh_per_year == doctest::Approx(mwh).epsilon(1e-9));
        CHECK(headroom.load_mw > before);
        before = headroom.load_mw;
    }
}

TEST_CASE("flat demand leaves no headroom; half years have no seasons") {
    const std::vector<double> flat = constant(50.0);
    const std::vector<DemandYear> years = {{kAxis, flat}};
    CHECK(curtailment_headroom(years, 0, season_peaks(years, 0), 0.01).load_mw == 0.0);
    const std::vector<double> january(744, 50.0);
    const std::vector<DemandYear> month = {{{kAxis.start_utc_s, 3600, 744}, january}};
    CHECK_THROWS_AS((void)season_peaks(month, 0), base::InputError);
}
