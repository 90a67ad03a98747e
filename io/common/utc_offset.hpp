// Offsets from UTC as texts.
#pragma once

#include <optional>
#include <string>

namespace decawatt::io {

// "+09:00" in seconds; none where the text is no offset of a place on Earth.
std::optional<int> parse_utc_offset(const std::string& text);
std::string format_utc_offset(int offset_s);

}  // namespace decawatt::io
