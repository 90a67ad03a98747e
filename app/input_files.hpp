// Files that a use case reads, kept from being written over.
#pragma once

#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace decawatt::app {

// Throws base::ResourceError where a path that is named (empty: not) is no file but a folder, a pipe or a device. A
// file that is not there is left to its reader.
void expect_inputs(const std::vector<std::string>& files);

// Every file that the study is made from: its settings, tables, hourly files, curve files and weather files, with
// `others` (a plan, a starting point; empty: none).
std::vector<std::string> input_files(const io::LoadedStudy& loaded, const std::vector<std::string>& others = {});

// Throws base::InputError where a file that is written (empty: none) is one of those that are read, by whatever path,
// symbolic or hard link.
void refuse_overwriting_inputs(const std::vector<std::string>& written, const std::vector<std::string>& read);

// Throws base::InputError where a new CSV file or study.toml would become part of the study in its folder.
void refuse_new_tables(const std::vector<std::string>& written, const io::LoadedStudy& loaded);

}  // namespace decawatt::app
