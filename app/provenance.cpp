#include "app/provenance.hpp"

#include "lp/instruction_set.hpp"

namespace decawatt::app {

const char* version() {
    return DECAWATT_VERSION;
}

io::Provenance provenance_of(const io::LoadedStudy& loaded, int threads, const std::string& command_line,
                             const std::string& plan) {
    return {.files = loaded.files,
            .overrides = loaded.applied,
            .version = version(),
            .compiler = std::string(__VERSION__) + ", solver with " + lp::instruction_set(),
            .command_line = command_line,
            .seed = loaded.study.weather.seed,
            .threads = threads,
            .plan = plan,
            .weather_notes = loaded.weather_notes};
}

}  // namespace decawatt::app
