// The folder of a sweep's results: sweep.json lists its cases, CASE.h5 is the result of a case, and CASE.unsolved.json
// states why there is none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/hdf5/result_origin.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::io {

std::filesystem::path result_path(const std::filesystem::path& folder, const std::string& name);
std::filesystem::path unsolved_path(const std::filesystem::path& folder, const std::string& name);
// The solution of a case from which others start (SweepCase::start_from).
std::filesystem::path start_path(const std::filesystem::path& folder, const std::string& name);
std::filesystem::path manifest_path(const std::filesystem::path& folder);

// Writes the manifest if there is none, atomically, also if several parts of the sweep begin at the same time. If there
// is one with other cases, throws base::InputError with every difference or, with `replace`, replaces it. Throws
// base::ResourceError.
void keep_manifest(const std::filesystem::path& folder, const Sweep& sweep, bool replace);

// The sweep of the folder. Throws base::ResourceError if it is not the folder of a sweep.
Sweep read_manifest(const std::filesystem::path& folder);

struct Unsolved {  // the reason for which a case has no result
    std::string status, message;
    int iterations = 0;
    std::string explanation;  // text for readers; may be empty
    ResultOrigin origin;
};

void write_unsolved(const std::filesystem::path& folder, const std::string& name, const Unsolved& unsolved);
Unsolved read_unsolved(const std::filesystem::path& folder, const std::string& name);

enum class CaseState { absent, solved, unsolved, different };

struct CaseFound {
    CaseState state = CaseState::absent;
    std::vector<std::string> differences;  // between an existing result and the one requested
};

// Existing files of a case whose result would have this origin. A record of failure with another origin is ignored.
CaseFound find_case(const std::filesystem::path& folder, const std::string& name, const ResultOrigin& requested);

}  // namespace decawatt::io
