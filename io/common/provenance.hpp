// Provenance of a result.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace decawatt::io {

struct Override {  // table.row.column = value, or section.key = value
    std::string path, value;
};

// One file of a study: its name, its text as read, and the 64-bit FNV-1a hash of that text.
struct StudyFile {
    std::string name, text;
    std::uint64_t hash;
};

struct Provenance {
    std::vector<StudyFile> files;
    std::vector<Override> overrides;  // of the variant and the command line, in order
    std::string version, compiler, command_line;
    std::uint32_t seed = 0;
    int threads = 1;
    std::string plan;                             // the file whose plan was dispatched; empty: none
    std::vector<std::string> weather_notes = {};  // values filled, converted or assumed in reading weather files
};

}  // namespace decawatt::io
