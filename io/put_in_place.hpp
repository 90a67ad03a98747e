// The last step of every file we write: what is whole takes its name.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Throws base::ResourceError: file, `what` was tried, and the reason that errno holds.
[[noreturn]] void throw_system_error(const std::filesystem::path& path, const char* what);

// Where a file of this name will stand: a symbolic link is followed. Throws base::ResourceError where something stands
// there that is no file (a folder, a device, a pipe, a link to nothing): a rename would put a file in its place.
std::filesystem::path final_place(const std::filesystem::path& target);

// Syncs the closed file `partial` to disk, renames it to `target` (an older one is replaced in that step) and syncs the
// folder, so that a file of the name `target` is whole even after a loss of power. Throws base::ResourceError.
void put_in_place(const std::filesystem::path& partial, const std::filesystem::path& target);

// Likewise where there is no `target` yet, by a second name (link): otherwise false. Throws base::ResourceError.
bool link_in_place(const std::filesystem::path& partial, const std::filesystem::path& target);

}  // namespace decawatt::io
