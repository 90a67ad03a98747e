#include "adequacy/uncertainty/future.hpp"

#include <algorithm>
#include <cmath>

#include "base/random_stream.hpp"

namespace decawatt::adequacy {

namespace {
enum Draws : std::uint32_t { weather_draws, growth_draws, level_draws };

double drawn_level(const std::vector<model::LoadLevel>& levels, double uniform) {
    if (levels.empty()) return 1.0;
    for (const model::LoadLevel& level : levels) {
        if (uniform < level.probability) return level.factor;
        uniform -= level.probability;
    }
    return levels.back().factor;
}
}  // namespace

Future draw_future(const UncertaintySettings& uncertainty, const WeatherLibrary& library, std::uint32_t sample) {
    const base::RandomStream weather(uncertainty.seed, base::Purpose::future, sample, weather_draws);
    const base::RandomStream growth(uncertainty.seed, base::Purpose::future, sample, growth_draws);
    const base::RandomStream level(uncertainty.seed, base::Purpose::future, sample, level_draws);
    const double sd = uncertainty.growth_sd_frac, center_sd = uncertainty.center_growth_sd_frac;
    Future future{.sample = sample, .weather = {}, .load_factor = {}, .center_factor = {}};
    double log_factor = 0.0, log_center = 0.0;
    for (std::size_t y = 0; y < library.years(); ++y) {
        const auto drawn = weather.uniform(y) * static_cast<double>(library.weathers());
        future.weather.push_back(WeatherIndex{std::min(static_cast<std::size_t>(drawn), library.weathers() - 1)});
        const auto normal = growth.normals(y);
        log_factor += sd * normal[0] - 0.5 * sd * sd;
        log_center += center_sd * normal[1] - 0.5 * center_sd * center_sd;
        future.load_factor.push_back(std::exp(log_factor) * drawn_level(uncertainty.load_levels, level.uniform(y)));
        future.center_factor.push_back(std::exp(log_center));
    }
    return future;
}

}  // namespace decawatt::adequacy
