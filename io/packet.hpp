// Serialised values for communication between two processes of this program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace decawatt::io {

// Values are taken in the order in which they were put. A packet from a failed process may have arbitrary content:
// taking throws base::ResourceError if it ends too early, and never allocates more than its size.
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
    std::size_t count(std::size_t least_bytes);  // number of entries with at least `least_bytes` each
    void take(void* into, std::size_t bytes);

    std::string bytes_;
    std::size_t at_ = 0;
};

}  // namespace decawatt::io
