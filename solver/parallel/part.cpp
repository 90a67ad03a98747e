#include "parallel/part.hpp"

#include <charconv>

namespace decawatt::parallel {

std::optional<Part> part_of(std::string_view text) {
    Part part;
    const char* const end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, part.number);
    if (number.ec != std::errc{} || number.ptr == end || *number.ptr != '/') return std::nullopt;
    const auto of = std::from_chars(number.ptr + 1, end, part.of);
    if (of.ec != std::errc{} || of.ptr != end || part.number < 1 || part.number > part.of) return std::nullopt;
    return part;
}

std::string text(const Part& part) {
    return std::to_string(part.number) + "/" + std::to_string(part.of);
}

}  // namespace decawatt::parallel
