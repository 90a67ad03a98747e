#include "model/number_text.hpp"

#include <array>
#include <charconv>

namespace decawatt::model {

namespace {
template <class... Format>
std::string in_digits(double value, Format... format) {
    std::array<char, 32> digits{};
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value, format...).ptr};
}
}  // namespace

std::string shortest(double value) {
    return in_digits(value);
}

std::string six_digits(double value) {
    constexpr int kDigits = 6;
    return in_digits(value, std::chars_format::general, kDigits);
}

}  // namespace decawatt::model
