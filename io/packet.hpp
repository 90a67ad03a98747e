// Values on their way between two processes of this program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace decawatt::io {

// Values are taken in the order in which they were put. A packet of a process that has failed may hold anything: taking
// throws base::ResourceError where it ends too early, and allocates no more than it holds.
class Packet {
  public:
    Packet() = default;
    explicit Packet(std::string bytes) : bytes_(std::move(bytes)) {}
    const std::string& bytes() const { return bytes_; }

    Packet& put(std::uint64_t number);
    Packet& put(std::string_view text);
    Packet& put(std::span<const double> numbers);
    Packet& put(std::span<const std::size_t> numbers);
    Packet& put(std::span<const std::string> texts);

    std::uint64_t number();
    std::string text();
    std::vector<double> numbers();
    std::vector<std::size_t> sizes();
    std::vector<std::string> texts();

  private:
    std::size_t count(std::size_t least_bytes);  // of entries, which have at least so many bytes each
    void take(void* into, std::size_t bytes);

    std::string bytes_;
    std::size_t at_ = 0;
};

}  // namespace decawatt::io
