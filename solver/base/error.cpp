#include "base/error.hpp"

#include <fmt/format.h>

namespace decawatt::base {

void expects(bool condition, std::string_view rule, const char* file, int line) {
    if (!condition) throw LogicError(fmt::format("{}:{}: expected that {}", file, line, rule));
}

std::string InputFault::text() const {
    const std::string place =
        row > 0 ? fmt::format("{}: {} (row {})", file, field, row) : fmt::format("{}: {}", file, field);
    return fmt::format("{}: found {}, expected {}", place, found, expected);
}

namespace {
std::string joined(const std::vector<InputFault>& faults) {
    std::string all;
    for (const InputFault& fault : faults) all += fault.text() + "\n";
    if (!all.empty()) all.pop_back();
    return all;
}
}  // namespace

InputError::InputError(std::vector<InputFault> all) : std::runtime_error(joined(all)), faults(std::move(all)) {}

}  // namespace decawatt::base
