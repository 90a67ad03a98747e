// Sections of study.toml.
#pragma once

#include "io/study/schema/study_schema.hpp"

namespace decawatt::io {

inline constexpr const char *kGenerator = "generator", *kFiles = "files";  // sources of weather

namespace schema {
std::vector<SectionSchema> settings_sections();
}  // namespace schema

}  // namespace decawatt::io
