// Numbers as plain words, to travel between ranks and to lie in checkpoints: the same bits come back.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.hpp"

namespace decawatt::adequacy {

// Sums that are exact, so that they do not depend on the order of their terms.
using Wide = unsigned __int128;

using StateBuffer = std::vector<std::uint64_t>;

inline constexpr unsigned kWordBits = 64;

class StateWriter {
  public:
    void put(std::uint64_t word) { words_.push_back(word); }
    void put(Wide value) {
        put(static_cast<std::uint64_t>(value >> kWordBits)), put(static_cast<std::uint64_t>(value));
    }
    void put(double value) { put(std::bit_cast<std::uint64_t>(value)); }
    template <typename Value>
    void put_all(const std::vector<Value>& values) {
        for (const Value& value : values) put(value);
    }
    StateBuffer take() { return std::move(words_); }

  private:
    StateBuffer words_;
};

// Throws base::LogicError beyond the last word.
class StateReader {
  public:
    explicit StateReader(std::span<const std::uint64_t> words) : words_(words) {}

    std::uint64_t word() {
        base::expects(at_ < words_.size(), "a state's words are all there");
        return words_[at_++];
    }
    // Of entries of at least so many words each: never more than there are words for.
    std::size_t size(std::size_t words_each) {
        const std::uint64_t count = word();
        base::expects(count <= (words_.size() - at_) / words_each, "a state's words are all there");
        return count;
    }
    double number() { return std::bit_cast<double>(word()); }
    void get(std::uint64_t& value) { value = word(); }
    void get(Wide& value) {
        const Wide high = word();
        value = high << kWordBits | word();
    }
    template <typename Value>
    void get_all(std::vector<Value>& values) {
        for (Value& value : values) get(value);
    }
    bool at_end() const { return at_ == words_.size(); }

  private:
    std::span<const std::uint64_t> words_;
    std::size_t at_ = 0;
};

// Adds, or throws base::LogicError where the sum does not fit.
inline void add_exactly(Wide& sum, Wide more) {
    base::expects(!__builtin_add_overflow(sum, more, &sum), "sums of losses stay below 2^128 (Wh)^2");
}

}  // namespace decawatt::adequacy
