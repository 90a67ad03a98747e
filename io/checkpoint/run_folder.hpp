// The folder of a sampling run: exclusive access, and the state from which the run starts.
#pragma once

#include <filesystem>
#include <optional>

#include "io/checkpoint/checkpoints.hpp"
#include "io/checkpoint/folder_lock.hpp"

namespace decawatt::io {

class RunFolder {
  public:
    enum class Start { first_sample, checkpoint, fresh };  // fresh: as first_sample, discarding earlier work

    RunFolder(const std::filesystem::path& folder, const Part& part, Identity identity);

    // Before the work, on rank 0 only: locks the folder, and checks that no earlier work would be lost and that files
    // can be written. True if, with Start::checkpoint, the requested part is already finished, so that there is nothing
    // to do. Throws base::ResourceError, base::InputError (a checkpoint of an unfinished run, with Start::first_sample;
    // a part of another run, with Start::checkpoint).
    bool take(Start start);

    Checkpoints& checkpoints() { return checkpoints_; }
    const std::filesystem::path& path() const { return folder_; }
    const Part& part() const { return part_; }
    const Identity& identity() const { return identity_; }
    std::filesystem::path result_file() const;  // adequacy.h5, or the file of the part

    // After the result is written, on rank 0 only: removes intermediate files. The events of a part are kept for
    // merging. Throws base::ResourceError.
    void tidy();

  private:
    std::filesystem::path folder_;
    Part part_;
    Identity identity_;
    Checkpoints checkpoints_;
    std::optional<FolderLock> lock_;
};

}  // namespace decawatt::io
