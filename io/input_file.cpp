#include "io/input_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "base/error.hpp"

namespace decawatt::io {

namespace {
namespace fs = std::filesystem;

std::string reason(int code) {
    return std::generic_category().message(code);
}

// File systems whose files the kernel makes while they are read: some never end, some wait for events (linux/magic.h).
bool is_of_kernel(const fs::path& path) {
    constexpr std::array<std::uint32_t, 9> kKinds = {0x00009FA0,   // proc
                                                     0x62656572,   // sysfs
                                                     0x64626720,   // debugfs
                                                     0x74726163,   // tracefs
                                                     0x73636673,   // securityfs
                                                     0x0027E0EB,   // cgroup
                                                     0x63677270,   // cgroup2
                                                     0x62656570,   // configfs
                                                     0xCAFE4A11};  // bpf
    struct statfs system = {};
    if (::statfs(path.c_str(), &system) != 0) return false;
    return std::ranges::find(kKinds, static_cast<std::uint32_t>(system.f_type)) != kKinds.end();
}

std::optional<std::string> kind_of(mode_t mode) {
    if (S_ISREG(mode)) return std::nullopt;
    if (S_ISDIR(mode)) return "a folder";
    if (S_ISFIFO(mode)) return "a named pipe";
    if (S_ISCHR(mode) || S_ISBLK(mode)) return "a device";
    return S_ISSOCK(mode) ? "a socket" : "no file";
}

class Descriptor {
  public:
    explicit Descriptor(const fs::path& path) : path_(path) {
        if (const auto kind = not_a_file(path)) throw base::ResourceError(fmt::format("{}: {}", path.string(), *kind));
        // Another thing may have taken the file's place: without O_NONBLOCK a pipe would be waited for.
        number_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (number_ < 0) fail(errno);
        struct stat status = {};
        if (::fstat(number_, &status) == 0 && S_ISREG(status.st_mode)) {
            size_ = static_cast<std::size_t>(std::max<off_t>(0, status.st_size));
            return;
        }
        ::close(number_);
        throw base::ResourceError(fmt::format("{}: is no file", path.string()));
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { ::close(number_); }

    std::size_t size() const { return size_; }

    // Appends what is left, until the text has `most` bytes.
    void read(std::string& text, std::size_t most) const {
        constexpr std::size_t kPiece = std::size_t{1} << 20U;
        while (text.size() < most) {
            const std::size_t before = text.size();
            text.resize(std::min(most, std::max(before + kPiece, std::min(size_ + 1, most))));
            const ssize_t count = ::read(number_, text.data() + before, text.size() - before);
            const int code = errno;
            text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, count)));
            if (count < 0 && code == EINTR) continue;
            if (count < 0) fail(code);
            if (count == 0) return;
        }
    }

  private:
    [[noreturn]] void fail(int code) const {
        throw base::ResourceError(fmt::format("{}: cannot be read: {}", path_.string(), reason(code)));
    }

    const fs::path& path_;
    int number_ = -1;
    std::size_t size_ = 0;
};
}  // namespace

std::optional<std::string> not_a_file(const fs::path& path) {
    struct stat status = {}, link = {};
    if (::stat(path.c_str(), &status) != 0) {
        const int code = errno;
        if (code == ELOOP) return "a link that leads in a circle";
        if (code == ENAMETOOLONG) return "a name too long for a file";
        if (code == ENOENT && ::lstat(path.c_str(), &link) == 0) return "a link to nothing";
        return code == ENOENT || code == ENOTDIR ? "no such file" : "cannot be read: " + reason(code);
    }
    if (auto kind = kind_of(status.st_mode)) return kind;
    if (is_of_kernel(path)) return "a file that the kernel makes, as those of /proc";
    return std::nullopt;
}

std::string read_file(const fs::path& path, std::size_t most_bytes) {
    const Descriptor file(path);
    std::string text;
    if (file.size() <= most_bytes) file.read(text, most_bytes + 1);
    if (text.size() > most_bytes || file.size() > most_bytes)
        throw base::ResourceError(fmt::format("{}: {} bytes, more than the {} that such a file may have", path.string(),
                                              std::max(text.size(), file.size()), most_bytes));
    return text;
}

std::string first_bytes(const fs::path& path, std::size_t count) {
    std::string text;
    Descriptor(path).read(text, count);
    return text;
}

}  // namespace decawatt::io
