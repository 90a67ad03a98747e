// Width of the terminal on standard error.
#pragma once

#include <cstddef>

namespace decawatt::cli {

std::size_t terminal_width();  // letters of a line; 80 where the terminal does not say

}  // namespace decawatt::cli
