// The study format as a JSON Schema.
#pragma once

#include <string>

namespace decawatt::io {

// A schema of draft 2020-12 for study.toml, as editors of TOML use it, with a definition ($defs) of the rows of every
// table: an object with a property per column. `x-unit`, `x-table` and `x-command` state unit, tables that a name
// refers to, and, if only one command reads a value, that command.
std::string json_schema();

}  // namespace decawatt::io
