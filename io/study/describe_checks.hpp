// Further output of `decawatt check`: load of data centres, and warnings.
#pragma once

#include <string>
#include <vector>

#include "io/study/read_study.hpp"
#include "profiles/plausibility.hpp"

namespace decawatt::io {

// Mean and peak load of each data centre, MW by year; empty without data centres.
std::string describe_draws(const model::Study& study, const std::vector<std::vector<profiles::LoadSummary>>& draws);

// Warnings that the study does not accept ([check] accepts), and accepted paths that match none.
struct OpenWarnings {
    std::vector<model::PlausibilityWarning> open;
    std::vector<std::string> unmatched;  // paths that match no warning
    std::size_t accepted = 0;
};
OpenWarnings open_warnings(const LoadedStudy& loaded, const std::vector<model::PlausibilityWarning>& all);

// plants.csv row 3, column efficiency_frac, north gas: found 0.99 of the fuel's heat; usual 0.2 to 0.65 (source)
std::string warning_text(const LoadedStudy& loaded, const model::PlausibilityWarning& warning);

// All warnings, with instructions for accepting one; empty without any.
std::string describe_warnings(const LoadedStudy& loaded, const OpenWarnings& warnings);

}  // namespace decawatt::io
