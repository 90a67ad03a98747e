// The folder of a sweep's results: sweep.json says what belongs there, CASE.h5 is the result of a case, and
// CASE.unsolved.json tells why there is none.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/hdf5/result_origin.hpp"
#include "io/study/sweep_file.hpp"

namespace decawatt::io {

std::filesystem::path result_path(const std::filesystem::path& folder, const std::string& name);
std::filesystem::path unsolved_path(const std::filesystem::path& folder, const std::string& name);
std::filesystem::path manifest_path(const std::filesystem::path& folder);

// Writes the manifest where there is none, whole or not at all, also where parts of the sweep begin at the same time.
// Where there is one of other cases: throws base::InputError with every difference, or, with `replace`, writes this one
// in its place. Throws base::ResourceError.
void keep_manifest(const std::filesystem::path& folder, const Sweep& sweep, bool replace);

// The cases of the sweep whose folder it is. Throws base::ResourceError where it is none.
Sweep read_manifest(const std::filesystem::path& folder);

struct Unsolved {  // why a case has no result
    std::string status, message;
    int iterations = 0;
    std::string explanation;  // lines for people; empty: none
    ResultOrigin origin;
};

void write_unsolved(const std::filesystem::path& folder, const std::string& name, const Unsolved& unsolved);
Unsolved read_unsolved(const std::filesystem::path& folder, const std::string& name);

enum class CaseState { absent, solved, unsolved, different };

struct CaseFound {
    CaseState state = CaseState::absent;
    std::vector<std::string> differences;  // between a result that is there and the one requested
};

// What is there of a case whose result would have this origin. A record of another origin that tells why there is no
// result is as good as absent: it stands in nobody's way.
CaseFound find_case(const std::filesystem::path& folder, const std::string& name, const ResultOrigin& requested);

}  // namespace decawatt::io
