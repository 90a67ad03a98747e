#include "io/weather/hdf5_heap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace decawatt::io {

namespace {
constexpr std::size_t kMostHeapBytes = std::size_t{64} << 20U;

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[i]);
    return value;
}

// "HDF5 File Format Specification Version 3.0" (The HDF Group), III.E Global Heap: a collection has a signature, a
// version, three reserved bytes and its size; its objects have an index (2 bytes), a count of references (2), four
// reserved bytes, a size (8) and data padded to eight bytes. Index 0 is the free space, whose size includes that
// header; a rest at the end that is too small for a header is also free.
bool is_whole_heap(std::string_view heap) {
    constexpr std::size_t kHeader = 16;
    std::size_t at = kHeader;
    while (heap.size() - at >= kHeader) {
        const std::uint64_t index = little_endian(heap.substr(at, 2)), size = little_endian(heap.substr(at + 8, 8));
        const std::uint64_t left = heap.size() - at;
        if (size > left) return false;
        const std::uint64_t needed = index == 0 ? size : kHeader + (size + 7) / 8 * 8;
        if (needed < kHeader || needed > left) return false;
        at += static_cast<std::size_t>(needed);
    }
    return true;
}
}  // namespace

void check_global_heaps(const std::filesystem::path& file) {
    std::string bytes(
        static_cast<std::size_t>(std::min<std::uintmax_t>(std::filesystem::file_size(file), kMostHeapBytes)), '\0');
    std::ifstream(file, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    const std::string_view all(bytes);
    using namespace std::string_view_literals;
    constexpr std::string_view kSignature = "GCOL\x01\0\0\0"sv;
    for (std::size_t at = all.find(kSignature); at != std::string_view::npos; at = all.find(kSignature, at + 1)) {
        if (all.size() - at < 16) return;
        const std::uint64_t size = little_endian(all.substr(at + 8, 8));
        if (size > all.size() - at && all.size() == kMostHeapBytes) return;  // continues beyond the part that was read
        if (size < 16 || size > all.size() - at || !is_whole_heap(all.substr(at, static_cast<std::size_t>(size))))
            throw base::InputError(
                {{file.filename().string(), "content", 0,
                  fmt::format("a damaged list of texts or dimensions (HDF5 global heap, byte {})", at),
                  "a whole file: download it again"}});
    }
}

}  // namespace decawatt::io
