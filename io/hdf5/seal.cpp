#include "io/hdf5/seal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "io/damaged_file.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::io {

static_assert(std::endian::native == std::endian::little, "a seal holds numbers as memory does, lowest byte first");

namespace {
constexpr std::string_view kMark = "decawatt seal 1\n";
constexpr std::size_t kNumber = sizeof(std::uint64_t), kLength = kMark.size() + 2 * kNumber;
constexpr std::size_t kPiece = std::size_t{1} << 20U;
using SealBytes = std::array<char, kLength>;

class File {
  public:
    File(const std::filesystem::path& path, int flags) : path_(path), id_(::open(path.c_str(), flags | O_CLOEXEC)) {
        if (id_ < 0) throw_system_error(path, "cannot be opened");
    }
    ~File() { ::close(id_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    std::uint64_t length() const {
        const off_t end = ::lseek(id_, 0, SEEK_END);
        if (end < 0) throw_system_error(path_, "cannot be read");  // the end of a pipe is unknown
        return static_cast<std::uint64_t>(end);
    }
    void read(std::uint64_t place, char* into, std::size_t count) const {
        while (count > 0) {
            const ssize_t got = ::pread(id_, into, count, static_cast<off_t>(place));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw_system_error(path_, "cannot be read");
            if (got == 0) throw DamagedFile(path_.string() + ": was truncated while it was read");
            place += static_cast<std::uint64_t>(got);
            into += got;
            count -= static_cast<std::size_t>(got);
        }
    }
    void append(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t written = ::write(id_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw_system_error(path_, "cannot write");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }

  private:
    std::filesystem::path path_;
    int id_;
};

std::uint64_t checksum(const File& file, std::uint64_t length) {
    std::vector<char> piece(kPiece);
    uLong sum = ::crc32(0, nullptr, 0);
    for (std::uint64_t done = 0; done < length;) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kPiece, length - done));
        file.read(done, piece.data(), count);
        sum = ::crc32(sum, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(count));
        done += count;
    }
    return sum;
}

SealBytes seal_of(std::uint64_t length, std::uint64_t sum) {
    SealBytes bytes{};
    std::memcpy(bytes.data(), kMark.data(), kMark.size());
    std::memcpy(bytes.data() + kMark.size(), &length, kNumber);
    std::memcpy(bytes.data() + kMark.size() + kNumber, &sum, kNumber);
    return bytes;
}
}  // namespace

void append_seal(const std::filesystem::path& path) {
    const File file(path, O_RDWR | O_APPEND | O_NOFOLLOW);
    const std::uint64_t length = file.length();
    const SealBytes seal = seal_of(length, checksum(file, length));
    file.append({seal.data(), seal.size()});
}

Seal check_seal(const std::filesystem::path& path) {
    const File file(path, O_RDONLY);
    const std::uint64_t length = file.length();
    if (length < kLength) return Seal::none;
    SealBytes found{};
    file.read(length - kLength, found.data(), kLength);
    if (std::string_view(found.data(), kMark.size()) != kMark) return Seal::none;
    if (found != seal_of(length - kLength, checksum(file, length - kLength)))
        throw DamagedFile(fmt::format(
            "{}: is damaged: its checksum (CRC-32) does not match its content; copy it again, or create it again",
            path.string()));
    return Seal::whole;
}

}  // namespace decawatt::io
