#pragma once

#include "cli/options.hpp"

namespace decawatt::cli {

int check(const Options& options);     // validate; print what is in the study
int run(const Options& options);       // size what may be built, dispatch the horizon, write results
int dispatch(const Options& options);  // operate what a plan has built

}  // namespace decawatt::cli
