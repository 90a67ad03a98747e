#include "io/partial_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "io/put_in_place.hpp"

namespace decawatt::io {

PartialFile::PartialFile(const std::filesystem::path& target) : file_(target) {
    descriptor_ = ::open(file_.path().c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor_ < 0) throw_system_error(file_.target(), "cannot create");
    buffer_.reserve(kPiece + kPiece / 4);
}

PartialFile::~PartialFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void PartialFile::flush() {
    for (std::string_view rest = buffer_; !rest.empty();) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_system_error(file_.target(), "cannot write");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void PartialFile::close() {
    flush();
    if (::close(std::exchange(descriptor_, -1)) != 0) throw_system_error(file_.target(), "cannot close");
}

void PartialFile::commit() {
    close();
    file_.commit();
}

bool PartialFile::commit_new() {
    close();
    return file_.commit_new();
}

}  // namespace decawatt::io
