// A staircase program as an MPS file, for any other solver of linear programs (docs/program_format.md).
//
// The file is free MPS, https://lpsolve.sourceforge.net/5.5/mps-format.htm: one row per stage row, per scaled bound and
// per linking row, one column per stage column and border variable. κ = P k + κ0 is put in: x ≤ u κ_g is the row
// x - u P_g k ≤ u κ0_g. Numbers are the shortest decimals that read back to the same double.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "lp/staircase_program.hpp"

namespace decawatt::io {

struct MpsSize {
    std::int64_t rows = 0, columns = 0, entries = 0;  // the objective not counted
};

struct MpsHeader {
    std::string name;                   // of the program
    std::vector<std::string> comments;  // lines for people, at the head of the file
};

// Writes the program to `path`: under a temporary name first, then renamed. `progress` is asked between stages, with
// the phase "export". Throws base::ResourceError (file and reason), base::Interrupted when `progress` says stop,
// base::LogicError where a number is not finite; in each case nothing new is left on disk.
MpsSize write_mps(const std::filesystem::path& path, const lp::StaircaseProgram& program, const MpsHeader& header,
                  const base::Progress& progress);

}  // namespace decawatt::io
