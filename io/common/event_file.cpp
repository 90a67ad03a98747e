#include "io/common/event_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "adequacy/sampling_state.hpp"
#include "base/fnv1a.hpp"
#include "io/damaged_file.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::io {

namespace {
constexpr std::string_view kMagic = "decawatt events2";
constexpr std::size_t kWord = sizeof(std::uint64_t), kEventWords = 5, kSumWord = 1;
constexpr std::size_t kHeader = kMagic.size() + kWord, kEvent = (kEventWords + kSumWord) * kWord;
constexpr std::uint64_t kChunk = 8192;  // events per read

off_t length_of(std::uint64_t events) {
    return static_cast<off_t>(kHeader + events * kEvent);
}

void write_all(int descriptor, std::string_view rest, const std::filesystem::path& path) {
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_system_error(path, "cannot write");
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

void read_all(int descriptor, char* to, std::size_t count, const std::filesystem::path& path) {
    while (count > 0) {
        const ssize_t got = ::read(descriptor, to, count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw_system_error(path, "cannot read");
        if (got == 0) throw base::ResourceError(path.string() + ": is shorter than its checkpoint states");
        to += got, count -= static_cast<std::size_t>(got);
    }
}

// Closes the file when leaving the scope.
struct Descriptor {
    int id;
    ~Descriptor() { ::close(id); }
};

// Checksum of an event and its position, so that changed and displaced events are detected.
std::uint64_t sum_of(std::uint64_t run, std::uint64_t index, std::span<const std::uint64_t> event) {
    std::array<std::uint64_t, 2 + kEventWords> all = {run, index};
    std::ranges::copy(event, all.begin() + 2);
    return base::fnv1a({reinterpret_cast<const char*>(all.data()), sizeof all});
}

std::string header_of(std::uint64_t run) {
    std::string header(kMagic);
    std::array<char, kWord> raw;
    std::memcpy(raw.data(), &run, kWord);
    return header.append(raw.data(), kWord);
}

void expect_header(int descriptor, const std::filesystem::path& path, const std::string& header) {
    std::string found(header.size(), '\0');
    read_all(descriptor, found.data(), found.size(), path);
    if (found != header) throw base::ResourceError(path.string() + ": holds the events of another run");
}

void go_on(int descriptor, const std::filesystem::path& path, const std::string& header, std::uint64_t keep) {
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) throw_system_error(path, "cannot inspect");
    if (status.st_size < length_of(keep))
        throw base::ResourceError(
            fmt::format("{}: holds fewer than the {} events of its checkpoint", path.string(), keep));
    expect_header(descriptor, path, header);
    if (::ftruncate(descriptor, length_of(keep)) != 0) throw_system_error(path, "cannot shorten");
    if (::lseek(descriptor, 0, SEEK_END) < 0) throw_system_error(path, "cannot seek to the end of");
}
}  // namespace

EventFile::EventFile(const std::filesystem::path& path, std::uint64_t run, std::uint64_t keep)
    : path_(final_place(path)), run_(run), count_(keep) {
    constexpr mode_t kMode = 0666;  // reduced by the user's umask
    const int anew = keep == 0 ? O_CREAT | O_TRUNC : 0;
    descriptor_ = ::open(path_.c_str(), O_RDWR | anew, kMode);
    if (descriptor_ < 0) throw_system_error(path_, keep == 0 ? "cannot create" : "cannot open");
    try {
        if (keep == 0)
            write_all(descriptor_, header_of(run), path_);
        else
            go_on(descriptor_, path_, header_of(run), keep);
    } catch (...) {
        ::close(std::exchange(descriptor_, -1));
        throw;
    }
}

EventFile::~EventFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void EventFile::append(std::span<const adequacy::Event> events) {
    for (std::size_t first = 0; first < events.size(); first += kChunk) {
        adequacy::StateWriter out;
        adequacy::put_events(out, events.subspan(first, std::min<std::size_t>(kChunk, events.size() - first)));
        const adequacy::StateBuffer words = out.take();  // their number first, which the file does without
        std::vector<std::uint64_t> lines;
        for (auto event = std::span(words).subspan(1); !event.empty(); event = event.subspan(kEventWords)) {
            std::ranges::copy(event.first(kEventWords), std::back_inserter(lines));
            lines.push_back(sum_of(run_, count_++, event.first(kEventWords)));
        }
        write_all(descriptor_, {reinterpret_cast<const char*>(lines.data()), lines.size() * kWord}, path_);
    }
    if (::fsync(descriptor_) != 0) throw_system_error(path_, "cannot sync");
}

void read_events(const std::filesystem::path& path, std::uint64_t run, std::uint64_t events,
                 const std::function<void(std::span<const adequacy::Event>)>& take) {
    const Descriptor descriptor{::open(path.c_str(), O_RDONLY)};
    if (descriptor.id < 0) throw_system_error(path, "cannot read");
    expect_header(descriptor.id, path, header_of(run));
    for (std::uint64_t done = 0; done < events; done += kChunk) {
        const std::uint64_t count = std::min(kChunk, events - done);
        std::vector<std::uint64_t> lines(count * (kEventWords + kSumWord));
        read_all(descriptor.id, reinterpret_cast<char*>(lines.data()), count * kEvent, path);
        adequacy::StateBuffer words = {count};
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto line = std::span<const std::uint64_t>(lines).subspan(i * (kEventWords + kSumWord));
            if (sum_of(run, done + i, line.first(kEventWords)) != line[kEventWords])
                throw DamagedFile(
                    fmt::format("{}: is damaged: event {} differs from the one written; run the part again",
                                path.string(), done + i + 1));
            std::ranges::copy(line.first(kEventWords), std::back_inserter(words));
        }
        adequacy::StateReader in(words);
        take(adequacy::get_events(in));
    }
}

}  // namespace decawatt::io
