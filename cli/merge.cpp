// The command `merge`: merges the parts of a Monte Carlo run.
#include "app/adequacy/merge.hpp"

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/summary/adequacy_summary.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "parallel/blocks.hpp"

namespace decawatt::cli {

namespace {

int merge(const Options& options) {
    ProgressBar bar(options.quiet);
    const app::Merged merged = app::merge(options.out, bar.callback());
    print_adequacy_summary(merged.run, merged.whole, {}, {.threads = parallel::threads()}, options);
    return kDone;
}

}  // namespace

Parsed add_merge_command(CLI::App& app, Options& options) {
    CLI::App* command =
        app.add_subcommand("merge", "join the parts of an adequacy run into adequacy.h5 in their folder");
    command->add_option("folder", options.out, "the folder of the parts")->required();
    command->add_flag("--quiet", options.quiet, "do not show progress");
    command->add_flag("--json", options.json, "print the summary as JSON");
    return [command]() -> Work { return command->parsed() ? Work(merge) : Work(); };
}

}  // namespace decawatt::cli
