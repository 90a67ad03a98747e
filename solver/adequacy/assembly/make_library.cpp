#include "adequacy/assembly/make_library.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>

#include "base/error.hpp"
#include "base/index.hpp"
#include "model/fixed_series.hpp"
#include "parallel/blocks.hpp"
#include "parallel/shared_progress.hpp"
#include "profiles/data_center/data_center_load.hpp"
#include "profiles/demand/regional_demand.hpp"
#include "profiles/generator/weather_generator.hpp"

namespace decawatt::adequacy {

using base::at;
using profiles::OutdoorAir;
using profiles::WeatherYear;

namespace {

// Weather is generated on one calendar: that of the first leap year of the horizon, or of its first year if it has
// none.
int reference_year(const model::Study& study) {
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        if (base::is_leap_year(year)) return year;
    return study.horizon.first_year;
}

bool needs_weather(const model::Study& study) {
    return !profiles::resources_of(study).all.empty() || study.fixed.demand.size() < study.regions.name.size() ||
           study.fixed.load.size() < study.data_centers.name.size();
}

void to_floats(std::span<const double> from, std::span<float> to) {
    std::ranges::transform(from.first(to.size()), to.begin(), [](double value) { return static_cast<float>(value); });
}

// Copies values of the reference year to the same dates of a calendar year; 29 February is skipped where the calendar
// year has none.
template <class Value>
void align_to_year(std::span<const Value> reference, std::size_t hours, std::vector<Value>& laid) {
    constexpr auto kLeapDay = static_cast<std::ptrdiff_t>(WeatherLibrary::kLeapDay);
    const auto passed_over = static_cast<std::ptrdiff_t>(reference.size() - hours);
    laid.assign(reference.begin(), reference.begin() + std::min(kLeapDay, std::ssize(reference)));
    laid.insert(laid.end(), reference.begin() + kLeapDay + passed_over, reference.end());
}

// Copies values to the hours of a leap year. Without a leap day in `from`, 1 March also fills 29 February, which no
// year of the horizon reads.
void lay_on_leap_year(std::span<const double> from, std::span<float> to) {
    const bool leaps = static_cast<std::int64_t>(from.size()) > WeatherLibrary::kLeapDay + 365 * 24 - 59 * 24;
    for (std::size_t hour = 0; hour < to.size(); ++hour) {
        const std::size_t past = static_cast<std::size_t>(WeatherLibrary::kLeapDay);
        const std::size_t place = leaps || hour < past ? hour : std::max(hour, past + 24) - 24;
        to[hour] = place < from.size() ? static_cast<float>(from[place]) : 0.0F;
    }
}

class LibraryMaker {
  public:
    LibraryMaker(const model::Study& study, const HorizonHours& hours, const profiles::Resources& resources,
                 const std::vector<model::SiteIndex>& temperatures, const LibraryWeather& weather)
        : study_(study),
          hours_(hours),
          models_(study, resources.all),
          temperatures_(temperatures),
          weather_(weather),
          library_(shape(resources.all.size())) {
        std::ranges::copy(hours.slots(), library_.slots().begin());
        for (std::size_t y = 0; y < hours.years(); ++y) demand_.emplace_back(study, hours.calendar_year(y));
    }

    void make_weather_year(std::size_t w) {
        if (needs_weather(study_)) {
            const int year = reference_year(study_);
            const base::TimeAxis axis = base::year_axis(year, study_.utc_offset_s, study_.horizon.step_s);
            const WeatherYear weather = weather_.source(w, axis);
            const base::Series output = models_.output_frac(weather);
            for (std::size_t r = 0; r < output.entities(); ++r)
                lay_on_leap_year(output.of(r), library_.output_frac(WeatherIndex{w}, ResourceIndex{r}));
            for (std::size_t t = 0; t < temperatures_.size(); ++t)
                lay_on_leap_year(weather.temperature_deg_c.of(at(temperatures_[t])),
                                 library_.temperature_deg_c(WeatherIndex{w}, TemperatureIndex{t}));
            for (std::size_t y = 0; y < hours_.years(); ++y) make_demand(w, y, weather);
            make_draws(w, weather);
        }
        lay_fixed(w);
    }

    WeatherLibrary take() { return std::move(library_); }

  private:
    WeatherLibrary::Shape shape(std::size_t resources) const {
        WeatherLibrary::Shape shape{weather_.years.size(),
                                    study_.regions.name.size(),
                                    study_.data_centers.name.size(),
                                    resources,
                                    temperatures_.size(),
                                    {},
                                    {}};
        for (std::size_t y = 0; y < hours_.years(); ++y) {
            shape.hours_of_year.push_back(hours_.axis(y).count);
            shape.is_leap.push_back(base::is_leap_year(hours_.calendar_year(y)));
        }
        return shape;
    }

    // Computed for the whole calendar year, because the demand is scaled to its annual energy; the horizon may have
    // only its first hours.
    void make_demand(std::size_t w, std::size_t y, const WeatherYear& reference) {
        std::vector<double> temperature_deg_c, demand_mw(demand_[y].hours());
        for (std::size_t r = 0; r < study_.regions.name.size(); ++r) {
            if (!demand_[y].is_made(r)) continue;
            align_to_year(reference.temperature_deg_c.of(at(study_.regions.site[r])), demand_mw.size(),
                          temperature_deg_c);
            demand_[y].fill(r, temperature_deg_c, demand_mw);
            to_floats(demand_mw, library_.load_mw(WeatherIndex{w}, y, NodeIndex{r}));
        }
    }

    // Load of data centres: temperatures and training jobs are those of the weather year in every calendar year.
    void make_draws(std::size_t w, const WeatherYear& reference) {
        profiles::TrainingSeries training(study_, weather_.years[w]);
        std::map<model::SiteIndex, std::vector<OutdoorAir>> outside;
        std::vector<OutdoorAir> air;
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d) {
            const auto center = static_cast<model::DataCenterIndex>(d);
            if (model::fixed_load_mw(study_, center)) continue;
            const auto [site, is_new] = outside.try_emplace(study_.data_centers.site[d]);
            if (is_new) site->second = profiles::outdoor_air_of(reference, site->first);
            for (std::size_t y = 0; y < hours_.years(); ++y) {
                const base::TimeAxis axis =
                    base::year_axis(hours_.calendar_year(y), study_.utc_offset_s, study_.horizon.step_s);
                align_to_year<OutdoorAir>(site->second, static_cast<std::size_t>(axis.count), air);
                to_floats(profiles::facility_mw(study_, center, training, air, axis),
                          library_.center_mw(WeatherIndex{w}, y, CenterIndex{d}));
            }
        }
    }

    void lay_fixed(std::size_t w) {
        for (std::size_t y = 0; y < hours_.years(); ++y) {
            const auto of_year = [&](const std::vector<double>& mw) {
                return std::span(mw).subspan(static_cast<std::size_t>(hours_.first_hour(y)));
            };
            for (const auto& fixed : study_.fixed.demand)
                to_floats(of_year(fixed.mw), library_.load_mw(WeatherIndex{w}, y, NodeIndex{at(fixed.region)}));
            for (const auto& fixed : study_.fixed.load)
                to_floats(of_year(fixed.mw),
                          library_.center_mw(WeatherIndex{w}, y, CenterIndex{at(fixed.data_center)}));
        }
    }

    const model::Study& study_;
    const HorizonHours& hours_;
    profiles::ResourceModels models_;
    const std::vector<model::SiteIndex>& temperatures_;
    const LibraryWeather& weather_;
    WeatherLibrary library_;
    std::vector<profiles::RegionalDemand> demand_;  // by year of the horizon
};

}  // namespace

LibraryWeather library_weather(const model::Study& study, const profiles::WeatherSource& of_study) {
    if (!needs_weather(study)) return {{}, {1}};
    if (study.weather.source != "generator") return {of_study, study.weather.years};
    std::vector<int> years(static_cast<std::size_t>(study.adequacy.weather_years));
    std::iota(years.begin(), years.end(), 1);
    // Normal scores are drawn one year at a time: those of all years would take as much memory as the library.
    const model::ClimateMemory& memory = study.weather.memory;
    const auto scores = std::make_shared<const profiles::ScoreGenerator>(study.sites, memory);
    const base::TimeAxis axis = base::year_axis(reference_year(study), study.utc_offset_s, study.horizon.step_s);
    const auto generator =
        std::make_shared<const profiles::WeatherGenerator>(study.sites, memory, axis, study.utc_offset_s);
    const std::uint32_t seed = study.weather.seed;
    return {[=](std::size_t index, const base::TimeAxis&) { return generator->make(scores->draw(seed, years[index])); },
            years};
}

WeatherLibrary make_library(const model::Study& study, const HorizonHours& hours, const profiles::Resources& resources,
                            const std::vector<model::SiteIndex>& temperatures, const LibraryWeather& weather,
                            const base::Progress& progress) {
    LibraryMaker maker(study, hours, resources, temperatures, weather);
    const std::size_t count = weather.years.size();
    parallel::SharedProgress shared(progress, "weather library", static_cast<double>(count));
    shared.report();
    parallel::for_each_block(static_cast<std::int64_t>(count), [&](std::int64_t w) {
        if (shared.stopped()) return;
        maker.make_weather_year(static_cast<std::size_t>(w));
        shared.add(1.0);
    });
    if (!shared.report()) throw base::Interrupted("stopped while making the weather library");
    return maker.take();
}

}  // namespace decawatt::adequacy
