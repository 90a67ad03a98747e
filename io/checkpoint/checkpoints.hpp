// Checkpoints of a sampling run: the last two, <stem>.checkpoint_a and <stem>.checkpoint_b, written in turns.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "io/checkpoint/state_file.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::io {

// "run", or "part_2_of_8": what the files of a part in a folder begin with.
std::string stem_of(const Part& part);

class Checkpoints {
  public:
    Checkpoints(const std::filesystem::path& folder, const Part& part, Identity identity);

    struct Loaded {
        adequacy::StateBuffer words;
        std::string note;  // for the user: which file, and what had to be passed over; empty where nothing
    };
    // The newest whole one; nothing where there is none of either name. Collective: rank 0 reads and judges, all ranks
    // get the words. Throws base::InputError (a checkpoint of another run: every field that differs),
    // base::ResourceError (none is whole), on rank 0 alone: it ends the others.
    std::optional<Loaded> load(const parallel::Communicator& ranks);

    // Takes the place of the older one. Rank 0 alone. Throws base::ResourceError.
    void save(adequacy::StateBuffer words);

    // Rank 0 alone: removes both, as a run does that begins anew, or has its result. Throws base::ResourceError.
    void clear();

    // Rank 0 alone, of a run that would begin at its first sample: hours of work are not thrown away unasked. Throws
    // base::InputError where there is a checkpoint.
    void expect_none() const;

    // Whether files could be written, asked before the first batch. Rank 0 alone, which holds the folder's lock. Throws
    // base::ResourceError.
    void expect_writable() const;

  private:
    std::optional<Loaded> load_newest();

    std::filesystem::path folder_;
    std::array<std::filesystem::path, 2> files_;
    Identity identity_;
    std::uint64_t generation_ = 0;  // of the newest
};

}  // namespace decawatt::io
