// Checkpoints of a sampling run: the last two are kept in <stem>.checkpoint_a and <stem>.checkpoint_b, written
// alternately.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "io/checkpoint/state_file.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::io {

// "run", or "part_2_of_8": the beginning of the names of a part's files.
std::string stem_of(const Part& part);

class Checkpoints {
  public:
    Checkpoints(const std::filesystem::path& folder, const Part& part, Identity identity);

    struct Loaded {
        adequacy::StateBuffer words;
        std::string note;  // for the user: which file was loaded, and which were skipped; may be empty
    };
    // Loads the newest intact checkpoint; none if neither file exists. Collective: rank 0 reads and checks, and all
    // ranks receive the words. Throws base::InputError (a checkpoint of another run: every field that differs) or
    // base::ResourceError (none is intact) on rank 0 only, which must end the other ranks.
    std::optional<Loaded> load(const parallel::Communicator& ranks);

    // Replaces the older one. Rank 0 only. Throws base::ResourceError.
    void save(adequacy::StateBuffer words);

    // Removes both, for a run that starts afresh or that has its result. Rank 0 only. Throws base::ResourceError.
    void clear();

    // For a run that would begin at its first sample: prevents the loss of earlier work. Rank 0 only. Throws
    // base::InputError if there is a checkpoint.
    void expect_none() const;

    // Checks before the first batch that files can be written. Rank 0 only, which holds the lock of the folder. Throws
    // base::ResourceError.
    void expect_writable() const;

  private:
    std::optional<Loaded> load_newest();

    std::filesystem::path folder_;
    std::array<std::filesystem::path, 2> files_;
    Identity identity_;
    std::uint64_t generation_ = 0;  // of the newest checkpoint
};

}  // namespace decawatt::io
