// Completions of the command line for shells, from the declaration of its options.
#pragma once

#include <string>
#include <vector>

#include "cli/options/command_list.hpp"

namespace decawatt::cli {

// A script for `bash`, `zsh` or `fish`.
std::string completion(const std::vector<ListedCommand>& commands, const std::string& shell);

}  // namespace decawatt::cli
