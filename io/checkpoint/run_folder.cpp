#include "io/checkpoint/run_folder.hpp"

#include <system_error>
#include <utility>

#include "io/checkpoint/parts.hpp"
#include "io/partial_file.hpp"

namespace decawatt::io {

RunFolder::RunFolder(const std::filesystem::path& folder, const Part& part, Identity identity)
    : folder_(folder), part_(part), identity_(std::move(identity)), checkpoints_(folder, part, identity_) {}

std::filesystem::path RunFolder::result_file() const {
    return part_.of > 1 ? part_file(folder_, part_) : folder_ / "adequacy.h5";
}

bool RunFolder::take(Start start) {
    lock_.emplace(folder_, stem_of(part_));
    checkpoints_.expect_writable();
    { const PartialFile trial(result_file()); }
    if (start == Start::first_sample) checkpoints_.expect_none();
    if (start != Start::checkpoint) {
        checkpoints_.clear();
        return false;
    }
    const bool is_there = part_.of > 1 && has_part(folder_, part_, identity_);
    if (is_there) checkpoints_.clear();  // the process may have been killed after writing the part and before this
    return is_there;
}

void RunFolder::tidy() {
    checkpoints_.clear();     // first, because checkpoints refer to the events
    std::error_code ignored;  // a leftover file does no harm
    if (part_.of == 1) std::filesystem::remove(event_file(folder_, part_), ignored);
}

}  // namespace decawatt::io
