// The last step of writing a file: renaming the complete temporary file.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Throws base::ResourceError: file, attempted operation `what`, and the reason in errno.
[[noreturn]] void throw_system_error(const std::filesystem::path& path, const char* what);

// The final path of a file of this name, with a symbolic link resolved. Throws base::ResourceError if there is an
// object that is not a file (a folder, a device, a pipe, a dangling link), which a rename would replace.
std::filesystem::path final_place(const std::filesystem::path& target);

// Syncs the closed file `partial` to disk, renames it to `target` (which replaces an older one) and syncs the folder,
// so that a file of the name `target` is complete even after a loss of power. Throws base::ResourceError.
void put_in_place(const std::filesystem::path& partial, const std::filesystem::path& target);

// The same by a hard link if there is no `target` yet; otherwise returns false. Throws base::ResourceError.
bool link_in_place(const std::filesystem::path& partial, const std::filesystem::path& target);

}  // namespace decawatt::io
