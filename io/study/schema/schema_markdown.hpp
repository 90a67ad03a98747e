// The study format as Markdown tables, for docs/study_format.md.
#pragma once

#include <string>

namespace decawatt::io {

// All tables and sections, each between its markers: `<!-- table NAME: begin -->`, `<!-- section NAME: begin -->`.
std::string schema_markdown();

// The page with the text between its markers replaced; line ends are those of the page. Throws base::InputError if a
// table or section does not have exactly one block, or a block belongs to no table or section. `file` is the page's
// name for messages.
std::string with_schema_tables(const std::string& page, const std::string& file);

}  // namespace decawatt::io
