#include "io/packet.hpp"

#include <cstring>

#include "base/error.hpp"

namespace decawatt::io {

static_assert(sizeof(std::size_t) == sizeof(std::uint64_t));

Packet& Packet::put(std::uint64_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    return *this;
}

Packet& Packet::put(std::string_view text) {
    put(std::uint64_t{text.size()});
    bytes_.append(text);
    return *this;
}

Packet& Packet::put(std::span<const double> numbers) {
    put(std::uint64_t{numbers.size()});
    bytes_.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
    return *this;
}

Packet& Packet::put(std::span<const std::size_t> numbers) {
    put(std::uint64_t{numbers.size()});
    bytes_.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
    return *this;
}

Packet& Packet::put(std::span<const std::string> texts) {
    put(std::uint64_t{texts.size()});
    for (const std::string& text : texts) put(std::string_view(text));
    return *this;
}

void Packet::take(void* into, std::size_t bytes) {
    if (bytes > bytes_.size() - at_) throw base::ResourceError("an answer of the reading process is truncated");
    if (bytes > 0) std::memcpy(into, bytes_.data() + at_, bytes);
    at_ += bytes;
}

std::size_t Packet::count(std::size_t least_bytes) {
    const std::uint64_t stated = number();
    if (stated > (bytes_.size() - at_) / least_bytes)
        throw base::ResourceError("an answer of the reading process is truncated");
    return stated;
}

std::uint64_t Packet::number() {
    std::uint64_t number = 0;
    take(&number, sizeof number);
    return number;
}

std::string Packet::text() {
    std::string text(count(1), '\0');
    take(text.data(), text.size());
    return text;
}

std::vector<double> Packet::numbers() {
    std::vector<double> numbers(count(sizeof(double)));
    take(numbers.data(), numbers.size() * sizeof(double));
    return numbers;
}

std::vector<std::size_t> Packet::sizes() {
    std::vector<std::size_t> sizes(count(sizeof(std::size_t)));
    take(sizes.data(), sizes.size() * sizeof(std::size_t));
    return sizes;
}

std::vector<std::string> Packet::texts() {
    std::vector<std::string> texts(count(sizeof(std::uint64_t)));
    for (std::string& one : texts) one = text();
    return texts;
}

}  // namespace decawatt::io
