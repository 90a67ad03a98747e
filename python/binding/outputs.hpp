// Protection of the files of a study from being overwritten by results, as in the program.
#pragma once

#include <string>
#include <vector>

#include "io/common/loaded_study.hpp"

namespace decawatt::python {

// Throws base::InputError if a file to be written is an input, or would become a table of the study.
void expect_outputs(const std::vector<std::string>& written, const io::LoadedStudy& study,
                    const std::vector<std::string>& read);

}  // namespace decawatt::python
