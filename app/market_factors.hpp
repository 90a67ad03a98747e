// Whether the study of a result states the emission factors of its markets.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace decawatt::app {

// By market, from markets.csv and the overrides that the result holds. Without them a factor of zero cannot be told
// from a missing one, and counts as missing. Throws base::ResourceError.
std::vector<bool> states_emission_factor(const std::filesystem::path& result, const std::vector<std::string>& markets);

}  // namespace decawatt::app
