// The comparison of a sweep as tables in Markdown.
#pragma once

#include <filesystem>

#include "io/sweep/comparison.hpp"

namespace decawatt::io {

// One table per contract, or data centre without one: a row per case with its choices, cost of supply, scores, what is
// built and the energy mix in percent of the load. Columns without any value, or of 0 in all cases, are omitted.
// Throws base::ResourceError.
void write_comparison_markdown(const std::filesystem::path& path, const Comparison& comparison);

}  // namespace decawatt::io
