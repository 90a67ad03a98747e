// Writes a staircase program as an MPS file, for other solvers of linear programs (docs/program_format.md).
//
// The file is free MPS, https://lpsolve.sourceforge.net/5.5/mps-format.htm: one row per stage row, per scaled bound and
// per linking row, one column per stage column and border variable. κ = P k + κ0 is substituted: x ≤ u κ_g is the row
// x - u P_g k ≤ u κ0_g. Numbers are the shortest decimals that restore the same double.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "lp/staircase_program.hpp"

namespace decawatt::io {

struct MpsSize {
    std::int64_t rows = 0, columns = 0, entries = 0;  // without the objective
};

struct MpsHeader {
    std::string name;                   // of the program
    std::vector<std::string> comments;  // comment lines at the head of the file
};

// Writes the program to `path`: under a temporary name, then renamed. `progress` is called between stages, with the
// phase "export". Throws base::ResourceError (file and reason), base::Interrupted if `progress` requests a stop,
// base::LogicError if a number is not finite; in each case no new file remains.
MpsSize write_mps(const std::filesystem::path& path, const lp::StaircaseProgram& program, const MpsHeader& header,
                  const base::Progress& progress);

}  // namespace decawatt::io
