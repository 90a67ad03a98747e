// Width of the terminal on standard error.
#pragma once

#include <cstddef>

namespace decawatt::cli {

std::size_t terminal_width();  // characters of a line; 80 where it is not known

}  // namespace decawatt::cli
