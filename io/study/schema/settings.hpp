// Sections of study.toml.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io {

inline constexpr const char *kGenerator = "generator", *kFiles = "files";  // sources of weather

std::vector<SectionSchema> settings_sections();

}  // namespace decawatt::io
