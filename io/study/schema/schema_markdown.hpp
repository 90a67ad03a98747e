// The study format as tables of Markdown: those of docs/study_format.md.
#pragma once

#include <string>

namespace decawatt::io {

// All tables and sections, each between its markers: `<!-- table NAME: begin -->`, `<!-- section NAME: begin -->`.
std::string schema_markdown();

// The page with the text between its markers replaced; lines end as the page's do. Throws base::InputError where a
// table or section has no block or two, or a block is of no table or section. `file` is the page's name in messages.
std::string with_schema_tables(const std::string& page, const std::string& file);

}  // namespace decawatt::io
