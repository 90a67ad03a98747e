// Comparison of the cases of a sweep: choices, status and figures of the plans.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/study/sweep_file.hpp"

namespace decawatt::io {

struct Figure {  // of every case; NaN if a case has no plan
    std::string name, units, meaning;
    std::vector<double> values;  // case, or case × label, row-major
};

struct Comparison {
    std::string study, currency;  // of the plans; empty without plans
    double price_year = 0.0;
    std::vector<SweepCase> cases;
    std::vector<std::string> status;               // `optimal`, another status of the solver, or `missing`
    std::vector<std::string> axes;                 // of all cases, in the order of their first case
    std::vector<std::string> contracts;            // and data centres without one
    std::vector<std::string> kinds, technologies;  // kinds: kinds of expansion options
    std::vector<Figure> of_case, of_contract, of_kind, of_technology;

    std::string choice(std::size_t one, const std::string& axis) const;  // empty: the case does not change it
};

inline constexpr const char *kMissing = "missing", *kOptimal = "optimal";

// Reads the comparison from the folder of a sweep. Throws base::InputError if a file is not the result of its case or
// results are of different studies or versions, base::ResourceError.
Comparison read_comparison(const std::filesystem::path& folder);

}  // namespace decawatt::io
