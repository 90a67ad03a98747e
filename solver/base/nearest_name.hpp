// The known name that a misspelt one most likely means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace decawatt::base {

// The name in `known` with the fewest edits from `name` (the first of several): insertions, deletions, substitutions
// and swaps of neighbours, each of one character of UTF-8, without regard to the case of ASCII letters. None if more
// edits are needed than a third of the length of `name` (at least 1 and at most 3); none for numbers and for single
// letters. If none is near: the only known name that begins with `name`, if `name` has at least 4 characters.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& known);

// For messages: " (did you mean 'Honam'?)", empty if no known name is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

// For messages about an unknown name: "one of Capital, Honam (did you mean 'Honam'?)".
std::string one_of(std::string_view name, const std::vector<std::string>& known);

}  // namespace decawatt::base
