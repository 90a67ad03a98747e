// Where the files of a study are: in its folder, or, for settings and tables that a program has made, in memory.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/study/read_study.hpp"
#include "io/study/study_scope.hpp"

namespace decawatt::io {

class StudySource {
  public:
    StudySource() = default;
    // Throws base::ResourceError if there is no such study.
    explicit StudySource(const StudyRequest& request);
    // Of one file of settings, whose existence is not checked.
    StudySource(const std::filesystem::path& settings, bool allow_outside);

    const std::filesystem::path& folder() const { return folder_; }
    const std::string& settings_file() const { return settings_file_; }  // study.toml, or the name in the request
    const StudyScope& scope() const { return scope_; }

    // Names of what is in the folder, or of the files in memory, in order. Throws base::ResourceError.
    std::vector<std::string> entries() const;
    bool has_file(const std::string& name) const;  // among these

    // The reason for which a file that the study names is not read; none for files in memory.
    std::optional<FileRefusal> refusal(const std::string& name, const std::string& expected) const;
    StudyFile read(const std::string& name) const;  // throws base::ResourceError

    // Whether the names are those of the same file.
    bool is_same_file(const std::string& a, const std::string& b) const;

  private:
    std::filesystem::path folder_;
    std::string settings_file_;
    StudyScope scope_;
    StudyTexts texts_;  // empty: all files are in the folder
};

// The names in a folder, in order. Throws base::ResourceError if it cannot be read.
std::vector<std::string> folder_entries(const std::filesystem::path& folder);

// The text of a file with its hash, under the name in the request. Throws base::ResourceError if it cannot be read.
StudyFile read_study_file(const std::filesystem::path& path, std::string name);

}  // namespace decawatt::io
