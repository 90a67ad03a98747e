// The manual page of the program, from the declaration of its options.
#pragma once

#include <string>
#include <vector>

#include "cli/options/command_list.hpp"

namespace decawatt::cli {

// The text of decawatt.1, for man(7).
std::string manual_page(const std::vector<ListedCommand>& commands, const std::string& version);

}  // namespace decawatt::cli
