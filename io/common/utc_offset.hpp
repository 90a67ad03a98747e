// Offsets from UTC as text.
#pragma once

#include <optional>
#include <string>

namespace decawatt::io {

// "+09:00" in seconds; none if the text is not a valid offset.
std::optional<int> parse_utc_offset(const std::string& text);
std::string format_utc_offset(int offset_s);

}  // namespace decawatt::io
