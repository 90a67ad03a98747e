// Messages for sound files of another kind than a command expects. Internal to io.
#pragma once

#include <string>

#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

// Throws base::ResourceError, which names the kind of the file, unless it is a result of `run` or `dispatch`.
void expect_result(const ResultReader& file);

// Throws base::ResourceError if a result lacks a series ("/generation_mw"), which output.series of its study left out.
void expect_series(const ResultReader& file, const std::string& series);

// Throws base::ResourceError unless `dispatch` operates the capacity additions of `result` (a plan, as sized or in
// whole machines, or another dispatch of it).
void expect_same_plan(const ResultReader& result, const ResultReader& dispatch);

}  // namespace decawatt::io
