#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace decawatt::base {

void expects(bool condition, std::string_view rule, const char* file, int line) {
    if (!condition) throw LogicError(fmt::format("{}:{}: expected that {}", file, line, rule));
}

std::string InputFault::text() const {
    const std::string place =
        row > 0 ? fmt::format("{}: {} (row {})", file, field, row) : fmt::format("{}: {}", file, field);
    if (expected.empty()) return fmt::format("{}: {}", place, found);
    return fmt::format("{}: found {}, expected {}", place, found, expected);
}

namespace {
std::string joined(const std::vector<InputFault>& faults) {
    std::string all;
    constexpr std::size_t kMostShown = 100;
    for (std::size_t i = 0; i < std::min(kMostShown, faults.size()); ++i) all += faults[i].text() + "\n";
    if (faults.size() > kMostShown) all += fmt::format("... and {} more faults\n", faults.size() - kMostShown);
    if (!all.empty()) all.pop_back();
    return all;
}
}  // namespace

InputError::InputError(std::vector<InputFault> all) : std::runtime_error(joined(all)), faults(std::move(all)) {}

}  // namespace decawatt::base
