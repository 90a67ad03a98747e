// Quoting of a field of a CSV file.
#pragma once

#include <string>

namespace decawatt::io {

// In quotes if the text has a comma, a quote or a line end (RFC 4180), otherwise unchanged.
std::string csv_field(const std::string& text);

}  // namespace decawatt::io
