#include "app/check.hpp"

#include <utility>

#include "app/memory.hpp"
#include "app/study_with_weather.hpp"
#include "io/study/finance_plausibility.hpp"
#include "parallel/blocks.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::app {

Checked check(io::LoadedStudy loaded, const CheckSettings& settings, const base::Progress& progress) {
    expect_memory_of_profiles(loaded.study);
    const parallel::ThreadCount count(settings.threads);
    StudyWithWeather with_weather(std::move(loaded), settings.threads);
    const model::Study& study = with_weather.loaded.study;
    const profiles::Profiles profiles = profiles::make_profiles(study, with_weather.weather, progress);
    Checked checked{.loaded = {}, .draws = profiles::load_summaries(study, profiles), .warnings = {}};
    if (settings.warnings) {
        std::vector<model::PlausibilityWarning> all = model::plausibility_warnings(study);
        if (const auto& terms = with_weather.loaded.finance)
            for (model::PlausibilityWarning& warning : io::finance_warnings(*terms, study))
                all.push_back(std::move(warning));
        for (model::PlausibilityWarning& warning : profiles::plausibility_warnings(study, profiles))
            all.push_back(std::move(warning));
        checked.warnings = io::open_warnings(with_weather.loaded, all);
    }
    checked.loaded = std::move(with_weather.loaded);
    return checked;
}

}  // namespace decawatt::app
