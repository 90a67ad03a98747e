// The parts of a Monte Carlo run joined: the bits of the run in one piece.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/adequacy_summary.hpp"
#include "cli/commands.hpp"
#include "cli/progress_bar.hpp"
#include "io/checkpoint/checkpoints.hpp"
#include "io/checkpoint/folder_lock.hpp"
#include "io/checkpoint/parts.hpp"
#include "io/checkpoint/stored_sampling.hpp"

namespace decawatt::cli {

namespace {

int merge(const Options& options) {
    const std::filesystem::path folder = options.out;
    if (!std::filesystem::is_directory(folder))
        throw base::ResourceError(folder.string() + ": there is no such folder");
    const io::FolderLock lock(folder, io::stem_of({}));  // that of a run in one piece, which writes the same file
    const std::vector<io::StateFile> files = io::read_parts(folder, std::nullopt);
    const io::RunDescription run = io::run_description(files.front().description, folder.string());
    const auto [whole, event_counts] = io::joined(folder.string(), files, run);
    std::vector<io::EventSource> events;
    for (std::size_t i = 0; i < files.size() && run.settings.all_events; ++i)
        events.push_back({io::event_file(folder, {i + 1, files.size()}), files[i].identity.hash(), event_counts[i]});
    ProgressBar bar(options.quiet);
    io::write_adequacy(folder / "adequacy.h5", run.report, run.settings, whole, events, run.provenance, bar.callback());
    print_adequacy_summary(run, whole, {}, {}, options);
    return kDone;
}

}  // namespace

Parsed add_merge_command(CLI::App& app, Options& options) {
    CLI::App* command = app.add_subcommand("merge", "join the parts of a Monte Carlo run: adequacy.h5 in their folder");
    command->add_option("folder", options.out, "the folder of the parts")->required();
    command->add_flag("--quiet", options.quiet, "no progress");
    command->add_flag("--json", options.json, "a machine-readable summary on standard output");
    return [command]() -> Work { return command->parsed() ? Work(merge) : Work(); };
}

}  // namespace decawatt::cli
