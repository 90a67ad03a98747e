// Which files a study may have read: who runs another's study has not looked at every name in it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace decawatt::io {

// Why a file that a study names is not read.
struct FileRefusal {
    std::string name, what, expected;  // "no such file", "a link to nothing", "a path that leads outside ..."

    std::string found() const;  // the name, with what it is
};

// Files below a root, which is the folder above the study's (the study's own where that is the root of the file
// system), by whatever path or symbolic link; of other folders than the study's none that is hidden, as ~/.ssh is.
class StudyScope {
  public:
    StudyScope() = default;  // reads every file
    StudyScope(const std::filesystem::path& folder, bool allow_outside);

    // `expected` stands where there is no file of that name below the root.
    std::optional<FileRefusal> refusal(const std::string& name, const std::string& expected) const;
    // The same of a folder or file that may be either.
    std::optional<FileRefusal> outside(const std::string& name) const;

    std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  private:
    std::filesystem::path folder_, study_, root_;  // as requested; without links; no root: every file
};

}  // namespace decawatt::io
