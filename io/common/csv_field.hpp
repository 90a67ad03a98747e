// A field of a CSV file that is written.
#pragma once

#include <string>

namespace decawatt::io {

// In quotes where the text has a comma, a quote or a line end (RFC 4180), otherwise as it is.
std::string csv_field(const std::string& text);

}  // namespace decawatt::io
