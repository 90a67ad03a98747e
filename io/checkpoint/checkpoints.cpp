#include "io/checkpoint/checkpoints.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "io/partial_file.hpp"

namespace decawatt::io {

namespace fs = std::filesystem;

std::string stem_of(const Part& part) {
    return part.of == 1 ? "run" : fmt::format("part_{}_of_{}", part.number, part.of);
}

Checkpoints::Checkpoints(const fs::path& folder, const Part& part, Identity identity)
    : folder_(folder),
      files_{folder / (stem_of(part) + ".checkpoint_a"), folder / (stem_of(part) + ".checkpoint_b")},
      identity_(std::move(identity)) {}

std::optional<Checkpoints::Loaded> Checkpoints::load_newest() {
    std::optional<StateFile> newest;
    std::string name, complaints;
    for (const fs::path& file : files_) {
        if (!fs::exists(file)) continue;
        try {
            StateFile state = read_state(file);
            if (newest && newest->generation > state.generation) continue;
            newest = std::move(state);
            name = file.string();
        } catch (const base::ResourceError& error) {
            complaints += (complaints.empty() ? "" : "; ") + std::string(error.what());
        }
    }
    if (!newest && complaints.empty()) return std::nullopt;
    if (!newest) throw base::ResourceError(complaints + "; there is no complete checkpoint to continue from");
    const auto faults = differences(name, newest->identity, identity_);
    if (!faults.empty()) throw base::InputError(faults);
    generation_ = newest->generation;
    const std::string note = complaints.empty() ? "" : fmt::format("{}; continuing from {}", complaints, name);
    return Loaded{std::move(newest->words), note};
}

std::optional<Checkpoints::Loaded> Checkpoints::load(const parallel::Communicator& ranks) {
    std::optional<Loaded> loaded;
    adequacy::StateBuffer words;
    if (ranks.rank() == 0) {
        loaded = load_newest();
        if (loaded) words = loaded->words;  // never empty: a state has at least its number of samples
    }
    ranks.share(words, 0);
    if (ranks.rank() > 0 && !words.empty()) loaded = Loaded{std::move(words), ""};
    return loaded;
}

void Checkpoints::save(adequacy::StateBuffer words) {
    ++generation_;
    write_state(files_[generation_ % 2], {identity_, generation_, std::move(words)});
}

void Checkpoints::clear() {
    for (const fs::path& file : files_) {
        std::error_code reason;
        fs::remove(file, reason);
        if (reason) throw base::ResourceError(fmt::format("{}: cannot remove: {}", file.string(), reason.message()));
    }
    generation_ = 0;
}

void Checkpoints::expect_none() const {
    for (const fs::path& file : files_)
        if (fs::exists(file))
            throw base::InputError({{file.string(), "checkpoint", 0, "one of an unfinished run",
                                     "none, or --resume to continue from it, or --fresh to discard it"}});
}

void Checkpoints::expect_writable() const {
    for (const fs::path& file : files_) PartialFile trial(file);  // removed because it is not committed
}

}  // namespace decawatt::io
