// The folder of a sampling run: who may work in it, and where in it the run begins.
#pragma once

#include <filesystem>
#include <optional>

#include "io/checkpoint/checkpoints.hpp"
#include "io/checkpoint/folder_lock.hpp"

namespace decawatt::io {

class RunFolder {
  public:
    enum class Start { first_sample, checkpoint, fresh };  // fresh: as first_sample, whatever is lost

    RunFolder(const std::filesystem::path& folder, const Part& part, Identity identity);

    // Rank 0 alone, before the work: nobody else is at work here, nothing is lost unasked, and what is written will
    // have its place. True where the part that is requested has been finished before, and Start::checkpoint finds it:
    // there is nothing to do. Throws base::ResourceError, base::InputError (a checkpoint of an unfinished run, with
    // Start::first_sample; a part of another run, with Start::checkpoint).
    bool take(Start start);

    Checkpoints& checkpoints() { return checkpoints_; }
    const std::filesystem::path& path() const { return folder_; }
    const Part& part() const { return part_; }
    const Identity& identity() const { return identity_; }
    std::filesystem::path result_file() const;  // adequacy.h5, or the file of the part

    // Rank 0 alone, once the result is written: what was needed on the way goes. The events of a part stay for its
    // merger. Throws base::ResourceError.
    void tidy();

  private:
    std::filesystem::path folder_;
    Part part_;
    Identity identity_;
    Checkpoints checkpoints_;
    std::optional<FolderLock> lock_;
};

}  // namespace decawatt::io
