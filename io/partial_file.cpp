#include "io/partial_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "io/put_in_place.hpp"

namespace decawatt::io {

PartialFile::PartialFile(const std::filesystem::path& target)
    : target_(final_place(target)), partial_(target_.string() + ".partial") {
    constexpr mode_t kMode = 0666;  // less what the user's mask takes away
    descriptor_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, kMode);
    if (descriptor_ < 0) throw_system_error(partial_, "cannot create");
    buffer_.reserve(kPiece + kPiece / 4);
}

PartialFile::~PartialFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    std::error_code ignored;  // the reason for being here is already on its way up
    if (!committed_) std::filesystem::remove(partial_, ignored);
}

void PartialFile::flush() {
    for (std::string_view rest = buffer_; !rest.empty();) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_system_error(partial_, "cannot write");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void PartialFile::commit() {
    flush();
    if (::close(std::exchange(descriptor_, -1)) != 0) throw_system_error(partial_, "cannot close");
    put_in_place(partial_, target_);
    committed_ = true;
}

}  // namespace decawatt::io
