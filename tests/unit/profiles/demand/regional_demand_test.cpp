#include "profiles/demand/regional_demand.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <sstream>

#include "../generator/peninsula_sites.hpp"
#include "base/error.hpp"
#include "profiles/generator/weather_generator.hpp"

using namespace decawatt;
using base::Series;
using model::DayType;
using profiles::WeatherYear;

namespace {
constexpr std::size_t kDayHours = 24;

std::size_t place(std::size_t month, DayType type, std::size_t hour) {
    return (month * model::kDayTypes + static_cast<std::size_t>(type)) * kDayHours + hour;
}

// One region without a response to weather, with a flat shape.
model::Study flat_study() {
    model::Study study;
    study.utc_offset_s = test::kKoreanOffsetS;
    study.sites = test::peninsula_sites();
    study.demand_shapes.name = {"flat"};
    study.demand_shapes.factor = {std::vector<double>(12 * model::kDayTypes * kDayHours, 1.0)};
    study.regions.name = {"capital"};
    study.regions.site = {model::SiteIndex{0}};
    study.regions.demand_shape = {model::DemandShapeIndex{0}};
    study.regions.cooling_frac_per_deg_c = study.regions.heating_frac_per_deg_c = {0.0};
    study.regions.cooling_base_deg_c = {20.0};
    study.regions.heating_base_deg_c = {12.0};
    study.regions.annual_energy_mwh = {{{2026, 8.0e6}, {2028, 1.0e7}}};
    return study;
}

base::TimeAxis axis_of(int year) {
    return base::year_axis(year, test::kKoreanOffsetS, base::kSecondsPerHour);
}

WeatherYear weather(const model::Study& study, int year, int weather_year = 1) {
    return profiles::generate_weather(study.sites, 3, weather_year, axis_of(year), study.utc_offset_s,
                                      study.weather.memory);
}

Series demand(const model::Study& study, int year, int weather_year = 1) {
    return profiles::regional_demand(study, weather(study, year, weather_year), year, axis_of(year));
}

double sum(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// Hour of the year of a local date and hour, counted on the axis.
std::size_t hour_of(int year, int month, int day, int hour) {
    return static_cast<std::size_t>(
        (base::utc_of_date(year, month, day, test::kKoreanOffsetS) - axis_of(year).start_utc_s) / 3600 + hour);
}
}  // namespace

TEST_CASE("the year's energy is the study's, in leap years too") {
    model::Study study = flat_study();
    study.regions.cooling_frac_per_deg_c = {0.03};
    study.regions.heating_frac_per_deg_c = {0.015};
    CHECK(sum(demand(study, 2026).all()) == doctest::Approx(8.0e6).epsilon(1e-12));
    CHECK(sum(demand(study, 2027).all()) == doctest::Approx(9.0e6).epsilon(1e-12));
    const Series leap = demand(study, 2028);
    CHECK(leap.times() == 8784);
    CHECK(sum(leap.all()) == doctest::Approx(1.0e7).epsilon(1e-12));
}

TEST_CASE("industrial loads are added, constant, from their first year on") {
    model::Study study = flat_study();
    study.regions.name.push_back("south");
    study.regions.site.push_back(model::SiteIndex{2});
    study.regions.demand_shape.push_back(model::DemandShapeIndex{0});
    study.regions.cooling_frac_per_deg_c.push_back(0.0), study.regions.heating_frac_per_deg_c.push_back(0.0);
    study.regions.cooling_base_deg_c.push_back(20.0), study.regions.heating_base_deg_c.push_back(12.0);
    study.regions.annual_energy_mwh.push_back({{2026, 8.76e5}});
    study.industrial_loads = {{"fab", "mill"},
                              {model::RegionIndex{1}, model::RegionIndex{1}},
                              {{{2027, 300.0}, {2029, 700.0}}, {{2026, 10.0}}}};
    CHECK(demand(study, 2026)(4000, 1) == doctest::Approx(100.0 + 10.0));
    CHECK(demand(study, 2027)(4000, 1) == doctest::Approx(100.0 + 310.0));
    CHECK(demand(study, 2028)(4000, 1) == doctest::Approx(8.76e5 / 8784.0 + 510.0));  // half way to 700
    CHECK(demand(study, 2026)(4000, 0) == doctest::Approx(8.0e6 / 8760.0));
}

TEST_CASE("a shape hour lands at the local hour") {
    model::Study study = flat_study();
    for (std::size_t m = 0; m < 12; ++m) study.demand_shapes.factor[0][place(m, DayType::workday, 18)] = 3.0;
    const Series series = demand(study, 2027);
    const std::size_t tuesday = hour_of(2027, 6, 15, 0);
    const auto day = series.of(0).subspan(tuesday, kDayHours);
    CHECK(std::ranges::max_element(day) - day.begin() == 18);
    CHECK(base::format_utc(axis_of(2027).instant(static_cast<std::int64_t>(tuesday) + 18)) == "2027-06-15T09:00:00Z");
    CHECK(day[18] / day[17] == doctest::Approx(3.0));
}

TEST_CASE("day types: holidays before Sundays before Saturdays") {
    model::Study study = flat_study();
    const auto midnight = [](int month, int day) { return base::utc_of_date(2027, month, day, test::kKoreanOffsetS); };
    study.holidays = {{midnight(3, 1), midnight(9, 14), midnight(9, 15), midnight(10, 9)}, {false, true, true, false}};
    const double level[] = {1.0, 0.9, 0.8, 0.5};
    for (std::size_t m = 0; m < 12; ++m)
        for (std::size_t type = 0; type < model::kDayTypes; ++type)
            for (std::size_t h = 0; h < kDayHours; ++h)
                study.demand_shapes.factor[0][place(m, static_cast<DayType>(type), h)] = level[type];
    const Series series = demand(study, 2027);
    const double workday = series(hour_of(2027, 3, 2, 12), 0);  // a Tuesday
    CHECK(series(hour_of(2027, 3, 6, 12), 0) / workday == doctest::Approx(0.9));
    CHECK(series(hour_of(2027, 3, 7, 12), 0) / workday == doctest::Approx(0.8));
    CHECK(series(hour_of(2027, 3, 1, 0), 0) / workday == doctest::Approx(0.8));  // a Monday, from its first local hour
    CHECK(series(hour_of(2027, 3, 1, 23), 0) / workday == doctest::Approx(0.8));
    CHECK(series(hour_of(2027, 3, 2, 0), 0) / workday == doctest::Approx(1.0));
    CHECK(series(hour_of(2027, 9, 14, 12), 0) / workday == doctest::Approx(0.5));
    CHECK(series(hour_of(2027, 10, 9, 12), 0) / workday == doctest::Approx(0.8));  // on a Saturday: the lower wins
}

TEST_CASE("months keep their means without steps between them") {
    model::Study study = flat_study();
    const double level[] = {1.1, 1.05, 1.0, 0.9, 0.88, 0.97, 1.12, 1.15, 1.02, 0.9, 0.95, 1.06};
    for (std::size_t m = 0; m < 12; ++m)
        std::fill_n(study.demand_shapes.factor[0].begin() + static_cast<std::ptrdiff_t>(place(m, DayType::workday, 0)),
                    model::kDayTypes * kDayHours, level[m]);
    const Series series = demand(study, 2027);
    const auto mean_of = [&](int month) {
        const std::size_t first = hour_of(2027, month, 1, 0),
                          count = static_cast<std::size_t>(base::days_of_month(2027, month)) * kDayHours;
        return sum(series.of(0).subspan(first, count)) / static_cast<double>(count);
    };
    for (int m = 2; m <= 12; ++m) {
        CHECK(mean_of(m) / mean_of(1) == doctest::Approx(level[m - 1] / level[0]).epsilon(1e-5));
        const std::size_t first = hour_of(2027, m, 1, 0);
        CHECK(std::abs(series(first, 0) / series(first - 1, 0) - 1.0) <
              5e-4);  // an hour of a line that moves .2 in a month
    }
}

TEST_CASE("hotter hours of summer and colder hours of winter mean more demand, after a while") {
    model::Study study = flat_study();
    study.regions.cooling_frac_per_deg_c = {0.03};
    study.regions.heating_frac_per_deg_c = {0.01};
    const WeatherYear base_weather = weather(study, 2027);
    const auto with_spell = [&](std::size_t first, double degrees) {
        WeatherYear changed = base_weather;
        for (std::size_t t = first; t < first + 3 * kDayHours; ++t) changed.temperature_deg_c(t, 0) += degrees;
        return profiles::regional_demand(study, changed, 2027, axis_of(2027));
    };
    const Series plain = profiles::regional_demand(study, base_weather, 2027, axis_of(2027));
    const std::size_t august = hour_of(2027, 8, 10, 0), january = hour_of(2027, 1, 20, 0), last = 3 * kDayHours - 1;
    const Series hot = with_spell(august, 5.0), cold = with_spell(january, -5.0), mild = with_spell(january, 5.0);
    CHECK(hot(august + last, 0) > 1.1 * plain(august + last, 0));
    CHECK(hot(august, 0) < 1.02 * plain(august, 0));                              // thermal inertia of buildings
    CHECK(hot(january, 0) == doctest::Approx(plain(january, 0)).epsilon(0.002));  // elsewhere only the scale changes
    CHECK(cold(january + last, 0) > 1.03 * plain(january + last, 0));
    CHECK(mild(january + last, 0) < 0.97 * plain(january + last, 0));
}

TEST_CASE("normal weather does not change the shape: over many years the response averages out in every month") {
    model::Study study = flat_study();
    study.regions.cooling_frac_per_deg_c = {0.03};
    study.regions.heating_frac_per_deg_c = {0.015};
    study.sites = {};
    test::add_site(study.sites, "one", 37.5, 126.6, 0.0);
    constexpr int kYears = 100;
    std::vector<std::vector<double>> by_month(12);
    for (int y = 1; y <= kYears; ++y) {
        const Series series = demand(study, 2027, y);
        const double annual = sum(series.all()) / 8760.0;
        for (int m = 1; m <= 12; ++m) {
            const std::size_t count = static_cast<std::size_t>(base::days_of_month(2027, m)) * kDayHours;
            by_month[static_cast<std::size_t>(m) - 1].push_back(
                sum(series.of(0).subspan(hour_of(2027, m, 1, 0), count)) / static_cast<double>(count) / annual);
        }
    }
    for (const auto& values : by_month) {
        const double mean = sum(values) / kYears;
        const double square = std::inner_product(values.begin(), values.end(), values.begin(), 0.0) / kYears;
        const double std_error = std::sqrt((square - mean * mean) / (kYears - 1));
        CAPTURE(&values - by_month.data());
        CHECK(std::abs(mean - 1.0) <=
              4.0 * std_error + 1e-3);  // 1e-3: the clearness-driven daily range is not in the normal
        CHECK(std_error <= 0.004);
    }
}

TEST_CASE("a response that would turn demand negative is refused") {
    model::Study study = flat_study();
    study.regions.cooling_frac_per_deg_c = {0.9};
    CHECK_THROWS_AS(demand(study, 2027), base::InputError);
    CHECK_THROWS_AS((void)profiles::regional_demand(study, weather(study, 2027), 2028, axis_of(2027)),
                    base::LogicError);
}

// The Korean tables of the scenario, without a response to weather: the deepest hour of 2025 is in Chuseok, near
// the 40.7 GW of KPG 193, which leaves out 3.2 GW of flat generation that the scenario's gross demand holds.
TEST_CASE("the Korean shape keeps the depth of Chuseok and the height of August") {
    model::Study study = flat_study();
    const std::string folder = std::string(DECAWATT_SOURCE_DIR) + "/scenarios/korea_hub/";
    const auto rows = [&](const std::string& name) {
        std::ifstream file(folder + name);
        REQUIRE(file.good());
        std::vector<std::vector<std::string>> all;
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("#")) continue;
            std::stringstream fields(line);
            all.emplace_back();
            for (std::string field; std::getline(fields, field, ',');) all.back().push_back(field);
        }
        all.erase(all.begin());
        return all;
    };
    for (const auto& row : rows("holidays.csv")) {
        study.holidays.date.push_back(*base::parse_date(row[0], test::kKoreanOffsetS));
        study.holidays.major.push_back(row[1] == "major");
    }
    const std::vector<std::string> types = {"workday", "saturday", "holiday", "major_holiday"};
    const auto shape = rows("demand_shapes.csv");
    REQUIRE(shape.size() == 12 * 4 * 24);
    for (const auto& row : shape) {
        const auto type = static_cast<DayType>(std::ranges::find(types, row[2]) - types.begin());
        study.demand_shapes.factor[0][place(std::stoul(row[1]) - 1, type, std::stoul(row[3]))] = std::stod(row[4]);
    }
    constexpr double kFlatMw = 3200.0, kHours = 8760.0;
    study.regions.annual_energy_mwh = {{{2025, 567.87e6 + kFlatMw * kHours}}};
    const Series series = demand(study, 2025);
    const auto [low, high] = std::ranges::minmax_element(series.of(0));
    const auto when = [&](auto place_of) {
        return base::civil_time(axis_of(2025).instant(place_of - series.of(0).begin()), test::kKoreanOffsetS);
    };
    CHECK(when(low).month == 10);
    CHECK((when(low).day >= 5 && when(low).day <= 7));
    CHECK(*low == doctest::Approx(40748.0 + kFlatMw)
                      .epsilon(0.02));  // the measured minimum; means lie above minima, medians hardly
    CHECK((when(high).month == 8 || when(high).month == 7));
    CHECK((when(high).hour >= 13 && when(high).hour <= 17));
    const double peak = 100681.0 + kFlatMw;
    CHECK((*high > 0.90 * peak && *high < peak));  // the measured peak of one hot day, against a mean workday
}
