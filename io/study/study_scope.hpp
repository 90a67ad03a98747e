// Restriction of the files that a study may read, because a user who runs the study of another may not have checked
// every file name in it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace decawatt::io {

// The reason for which a file named by a study is not read.
struct FileRefusal {
    // "no such file", "a symbolic link without a target", "a path that leads outside ..."
    std::string name, what, expected;

    std::string found() const;  // the name and the type of the object
};

// Allows files below a root, which is the parent of the study's folder (the study's folder itself if that parent is the
// root of the file system), after resolving symbolic links. Hidden files and folders, such as ~/.ssh, are allowed only
// in the study's folder.
class StudyScope {
  public:
    StudyScope() = default;  // allows every file
    StudyScope(const std::filesystem::path& folder, bool allow_outside);

    // `expected` is used in the message if there is no file of that name below the root.
    std::optional<FileRefusal> refusal(const std::string& name, const std::string& expected) const;
    // The same for a path to a folder or a file.
    std::optional<FileRefusal> outside(const std::string& name) const;

    std::filesystem::path path(const std::string& name) const { return folder_ / name; }

  private:
    std::filesystem::path folder_, study_,
        root_;  // folder_ as requested; the others with links resolved; empty root: every file
};

}  // namespace decawatt::io
