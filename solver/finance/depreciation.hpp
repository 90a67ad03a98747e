// Depreciation schedules: shares of a basis by year of service.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace decawatt::finance {

// The classes of the US tax code that plants fall into (IRS Publication 946, tables, half-year convention),
// and one that the user states.
enum class DepreciationClass : std::uint8_t {
    macrs_5,
    macrs_15,
    straight_line_5,
    straight_line_15,
    straight_line_20,
    straight_line_39,
    custom
};
inline constexpr std::size_t kDepreciationClasses = 7;
const char* text(DepreciationClass depreciation_class);

template <typename Entry>
using ByClass = std::array<Entry, kDepreciationClasses>;

// Shares of the basis in the years 1 to `years`, with 0 at year 0; what falls later is left out. `custom_frac`: the
// shares from year 1 on, for the class `custom`.
std::vector<double> depreciation_schedule(DepreciationClass depreciation_class, int years,
                                          const std::vector<double>& custom_frac = {});

// Equal shares over `life_years`, from year 1 on.
std::vector<double> straight_line(int life_years);

}  // namespace decawatt::finance
