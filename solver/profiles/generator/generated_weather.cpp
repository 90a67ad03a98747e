#include "profiles/generator/generated_weather.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "profiles/generator/weather_generator.hpp"

namespace decawatt::profiles {

namespace {
// Data computed once: scores per weather year, and generators per calendar year.
struct Made {
    std::vector<WeatherScores> scores;  // one per weather year
    std::vector<std::optional<WeatherGenerator>> of_calendar_year;
};

Made make_all(const model::Study& study) {
    const auto calendar_years = static_cast<std::size_t>(std::max(0, study.horizon.year_count()));
    Made made;
    made.scores.resize(study.weather.years.size());
    made.of_calendar_year.resize(calendar_years);
    const ScoreGenerator source(study.sites, study.weather.memory);
    parallel::for_each_block(static_cast<std::int64_t>(made.scores.size() + calendar_years), [&](std::int64_t block) {
        const auto b = static_cast<std::size_t>(block);
        if (b < calendar_years) {
            const int year = study.horizon.first_year + static_cast<int>(b);
            made.of_calendar_year[b].emplace(study.sites, study.weather.memory,
                                             base::year_axis(year, study.utc_offset_s, base::kSecondsPerHour),
                                             study.utc_offset_s);
        } else {
            made.scores[b - calendar_years] = source.draw(study.weather.seed, study.weather.years[b - calendar_years]);
        }
    });
    return made;
}
}  // namespace

WeatherSource generated_weather(const model::Study& study) {
    if (study.weather.source != "generator")
        throw base::InputError({{.file = "study.toml",
                                 .field = "weather.source",
                                 .found = study.weather.source,
                                 .expected = "\"generator\""}});
    const auto made = std::make_shared<const Made>(make_all(study));
    return [made, &study](std::size_t index, const base::TimeAxis& axis) {
        const int year = base::civil_time(axis.start_utc_s, study.utc_offset_s).year;
        const auto place = static_cast<std::size_t>(year - study.horizon.first_year);
        base::expects(place < made->of_calendar_year.size(), "weather is requested in a year of the horizon");
        return made->of_calendar_year[place]->make(made->scores[index]);
    };
}

}  // namespace decawatt::profiles
