#include "app/adequacy/merge.hpp"

#include <utility>
#include <vector>

#include "app/file_access.hpp"
#include "base/error.hpp"
#include "io/checkpoint/checkpoints.hpp"
#include "io/checkpoint/folder_lock.hpp"
#include "io/checkpoint/parts.hpp"
#include "io/checkpoint/stored_sampling.hpp"

namespace decawatt::app {

Merged merge(const std::filesystem::path& folder, const base::Progress& progress) {
    if (!std::filesystem::is_directory(folder))
        throw base::ResourceError(folder.string() + (std::filesystem::exists(folder)
                                                         ? ": a file; name the folder that holds the parts"
                                                         : ": there is no such folder"));
    const io::FolderLock lock(folder, io::stem_of({}));  // the lock of an undivided run, which writes the same file
    const std::vector<io::StateFile> files = io::read_parts(folder, std::nullopt);
    io::RunDescription run = io::run_description(files.front().description, folder.string());
    auto [whole, event_counts] = io::joined(folder.string(), files, run);
    std::vector<io::EventSource> events;
    for (std::size_t i = 0; i < files.size() && run.settings.all_events; ++i)
        events.push_back({io::event_file(folder, {i + 1, files.size()}), files[i].identity.hash(), event_counts[i]});
    const auto access = file_access();
    io::write_adequacy(folder / "adequacy.h5", run.report, run.settings, whole, events, run.provenance, progress);
    return {std::move(run), std::move(whole)};
}

}  // namespace decawatt::app
