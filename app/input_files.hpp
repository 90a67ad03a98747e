// Protection of input files from being overwritten.
#pragma once

#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace decawatt::app {

// Throws base::ResourceError if one of the paths (empty: none) is a folder, a pipe or a device. Missing files are left
// to their readers.
void expect_inputs(const std::vector<std::string>& files);

// All files of the study: settings, tables, hourly files, curve files and weather files, and `others` (a plan, a
// starting point; empty: none).
std::vector<std::string> input_files(const io::LoadedStudy& loaded, const std::vector<std::string>& others = {});

// Throws base::InputError if an output file (empty: none) is one of the input files, by any path, symbolic or hard
// link.
void refuse_overwriting_inputs(const std::vector<std::string>& written, const std::vector<std::string>& read);

// Throws base::InputError if a new CSV file or study.toml would become part of the study in its folder.
void refuse_new_tables(const std::vector<std::string>& written, const io::LoadedStudy& loaded);
// The same in the folder of any study, for commands that read none.
void refuse_tables_of_any_study(const std::vector<std::string>& written);

}  // namespace decawatt::app
