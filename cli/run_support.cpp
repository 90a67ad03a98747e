#include "cli/run_support.hpp"

#include "parallel/blocks.hpp"

namespace decawatt::cli {

io::Provenance provenance_of(const io::LoadedStudy& loaded, const Options& options) {
    return {.files = loaded.files,
            .overrides = loaded.applied,
            .version = DECAWATT_VERSION,
            .compiler = __VERSION__,
            .command_line = options.command_line,
            .seed = loaded.study.weather.seed,
            .threads = parallel::threads(),
            .plan = options.plan};
}

}  // namespace decawatt::cli
