#include "adequacy/statistics/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace decawatt::adequacy {

void Evidence::add(const Evidence& other) {
    base::expects(by_weather.size() == other.by_weather.size() && by_year.size() == other.by_year.size(),
                  "evidence of one library of weather years and one horizon");
    samples += other.samples;
    add_exactly(sum, other.sum);
    add_exactly(square, other.square);
    for (std::size_t w = 0; w < by_weather.size(); ++w) {
        add_exactly(by_weather[w], other.by_weather[w]);
        weather_count[w] += other.weather_count[w];
    }
    for (std::size_t y = 0; y < by_year.size(); ++y) add_exactly(by_year[y], other.by_year[y]);
}

void Evidence::put(StateWriter& out) const {
    out.put(samples), out.put(sum), out.put(square);
    out.put_all(by_weather), out.put_all(weather_count), out.put_all(by_year);
}

Evidence Evidence::get(StateReader& in, std::size_t weathers, std::size_t years) {
    Evidence read{0, 0, 0, std::vector<Wide>(weathers), std::vector<std::uint64_t>(weathers), std::vector<Wide>(years)};
    in.get(read.samples), in.get(read.sum), in.get(read.square);
    in.get_all(read.by_weather), in.get_all(read.weather_count), in.get_all(read.by_year);
    return read;
}

Sums sums_of(const Evidence& evidence) {
    Sums sums{static_cast<double>(evidence.samples),
              static_cast<double>(evidence.sum),
              static_cast<double>(evidence.square),
              {},
              {},
              {}};
    for (const Wide sum : evidence.by_year) sums.by_year.push_back(static_cast<double>(sum));
    for (const Wide sum : evidence.by_weather) sums.by_weather.push_back(static_cast<double>(sum));
    for (const std::uint64_t count : evidence.weather_count) sums.weather_count.push_back(static_cast<double>(count));
    return sums;
}

namespace {
// Variance between the means of the horizon's years: a demand that grows spreads the years of a weather year, too.
double year_variance(const Sums& sums) {
    const auto years = static_cast<double>(sums.by_year.size());
    double variance = 0.0;
    for (const double of_year : sums.by_year) {
        const double difference = (of_year - sums.sum / years) / sums.samples;
        variance += difference * difference / years;
    }
    return variance;
}

// One-way analysis of variance: what the means of weather years differ by beyond the chance of their few samples.
double library_variance(const Sums& sums, double variance) {
    const double total = std::accumulate(sums.weather_count.begin(), sums.weather_count.end(), 0.0);
    const double grand = std::accumulate(sums.by_weather.begin(), sums.by_weather.end(), 0.0) / total;
    double between = 0.0, squares = 0.0, groups = 0.0;
    for (std::size_t w = 0; w < sums.by_weather.size(); ++w) {
        const double count = sums.weather_count[w];
        if (count == 0.0) continue;
        const double difference = sums.by_weather[w] / count - grand;
        between += count * difference * difference;
        squares += count * count;
        groups += 1.0;
    }
    if (groups <= 1.0 || total <= groups) return 0.0;
    const double size = (total - squares / total) / (groups - 1.0);
    if (size <= 1.0) return 0.0;
    const double draws = total / sums.samples;  // a horizon draws several weather years
    // Of one drawn year: within and between weather years together, and between years of the horizon.
    const double of_one = variance / draws + year_variance(sums);
    const double library = std::max(0.0, (between / (groups - 1.0) - of_one) / (size - 1.0));
    return library * draws * draws / static_cast<double>(sums.by_weather.size());  // it is the same in all draws
}
}  // namespace

Estimate estimate(const Sums& sums, double scale) {
    const double n = sums.samples;
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    if (n < 2.0) return {n > 0.0 ? scale * sums.sum : kNan, kNan, kNan};  // one sample has no spread to tell of
    const double mean = sums.sum / n;
    const double variance = std::max(0.0, (sums.square - n * mean * mean) / (n - 1.0));
    const double of_samples = variance / n, of_library = library_variance(sums, variance);
    return {scale * mean, scale * std::sqrt(of_samples), scale * std::sqrt(of_samples + of_library)};
}

Estimate estimate_ratio(const Evidence& top, const Evidence& bottom, Wide product, double scale) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    if (bottom.sum == 0) return {kNan, kNan, kNan};
    Sums rest = sums_of(top);
    const Sums below = sums_of(bottom);
    const double ratio = rest.sum / below.sum;
    rest.sum = 0.0;  // top - ratio × bottom
    rest.square += ratio * (ratio * below.square - 2.0 * static_cast<double>(product));
    for (std::size_t w = 0; w < rest.by_weather.size(); ++w) rest.by_weather[w] -= ratio * below.by_weather[w];
    for (std::size_t y = 0; y < rest.by_year.size(); ++y) rest.by_year[y] -= ratio * below.by_year[y];
    const Estimate errors = estimate(rest, scale * below.samples / below.sum);
    return {scale * ratio, errors.error, errors.error_total};
}

}  // namespace decawatt::adequacy
