// What the fuzz tests of readers share: random numbers by mutant, lines of a text, bytes of numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "base/random_stream.hpp"

namespace decawatt::test {

// Number of mutants: that of the everyday suite, or that of the environment variable.
inline int mutants(const char* variable, int everyday) {
    const char* stated = std::getenv(variable);
    return stated ? std::atoi(stated) : everyday;
}

class Dice {
  public:
    Dice(std::uint32_t seed, std::uint32_t sample) : stream_(seed, base::Purpose::test, sample, 0) {}
    std::size_t below(std::size_t bound) {
        return static_cast<std::size_t>(stream_.uniform(position_++) * static_cast<double>(bound));
    }

  private:
    base::RandomStream stream_;
    std::uint64_t position_ = 0;
};

// Each with its end of line.
inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size() - 1) + 1;
        lines.push_back(text.substr(from, end - from));
        from = end;
    }
    return lines;
}

inline std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

inline bool is_numeric(char c) {
    return std::strchr("0123456789.+-eE", c) != nullptr && c != '\0';
}

}  // namespace decawatt::test
