#include "base/readable.hpp"

#include <fmt/format.h>

#include <cmath>
#include <span>

namespace decawatt::base {

namespace {

constexpr double kThousand = 1000.0;
constexpr const char* kNoNumber = "-";

std::string with_separators(std::string digits) {
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    std::size_t end = digits.find('.');
    if (end == std::string::npos) end = digits.size();
    for (std::size_t place = end; place > first + 3;) digits.insert(place -= 3, 1, ',');
    return digits;
}

bool is_zero(const std::string& digits) {
    return digits.find_first_of("123456789") == std::string::npos;
}

// The value in the largest unit in which it is at least 1, or in the first unit if there is none. Each unit is a
// thousand times the previous one.
std::string in_units(double value, std::span<const char* const> units) {
    if (std::isnan(value)) return kNoNumber;
    constexpr double kRounded = 0.99995;  // with four digits 999.95 of a unit is written as 1 of the next
    std::size_t unit = 0;
    while (unit + 1 < units.size() && std::abs(value) >= kRounded * kThousand) {
        value /= kThousand;
        ++unit;
    }
    return fmt::format("{} {}", readable(value), units[unit]);
}

}  // namespace

std::string readable(double value) {
    if (std::isnan(value)) return kNoNumber;
    if (!std::isfinite(value)) return value > 0.0 ? "infinite" : "-infinite";
    if (std::abs(value) >= kThousand) return with_separators(fmt::format("{:.0f}", value));
    constexpr double kNoise = 1e-4;  // smaller values are written in scientific notation
    std::string digits =
        std::abs(value) >= kNoise || value == 0.0 ? fmt::format("{:.4g}", value) : fmt::format("{:.2g}", value);
    return is_zero(digits) ? "0" : digits;
}

std::string readable(double value, int decimals) {
    if (std::isnan(value)) return kNoNumber;
    std::string digits = fmt::format("{:.{}f}", value, decimals);
    if (digits.front() == '-' && is_zero(digits)) digits.erase(0, 1);
    return std::isfinite(value) ? with_separators(std::move(digits)) : readable(value);
}

std::string readable_money(double amount, const std::string& currency) {
    const std::string words[] = {currency,
                                 "thousand " + currency,
                                 "million " + currency,
                                 "billion " + currency,
                                 "trillion " + currency,
                                 "quadrillion " + currency};
    const char* units[] = {words[0].c_str(), words[1].c_str(), words[2].c_str(),
                           words[3].c_str(), words[4].c_str(), words[5].c_str()};
    return in_units(amount, units);
}

std::string readable_energy(double mwh) {
    static constexpr const char* kUnits[] = {"MWh", "GWh", "TWh", "PWh"};
    return in_units(mwh, kUnits);
}

std::string readable_power(double mw) {
    static constexpr const char* kUnits[] = {"MW", "GW", "TW"};
    return in_units(mw, kUnits);
}

}  // namespace decawatt::base
