// Reads the figures for the comparison of sweep cases from the result file of one case.
#pragma once

#include <filesystem>
#include <limits>
#include <map>
#include <string>

#include "io/hdf5/result_origin.hpp"

namespace decawatt::io {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();  // a figure that a plan lacks

struct BuiltFigures {
    double mw = 0.0, mwh = kNone;
};

struct ContractFigures {  // of a contract, or of a data centre without a contract, which has no scores and no excess
    double load_mwh = 0.0, supply_cost_per_mwh = kNone, hourly_frac = kNone, hourly_last_frac = kNone,
           annual_frac = kNone, annual_last_frac = kNone, unserved_mwh = 0.0, excess_mwh = kNone;
    double purchase_mwh = kNone, sale_mwh = kNone;                            // of a contract
    double own_emission_t = 0.0, grid_emission_t = 0.0, curtailed_mwh = 0.0;  // of its data centres
};

struct GenerationFigures {
    double mwh = 0.0, own_mwh = 0.0;  // own: of assets that belong to a contract or data centre
};

struct CasePlan {
    std::string study, currency;
    double price_year = 0.0;
    ResultOrigin origin;
    double whole_objective = kNone;  // in whole machines, if the study states machine sizes
    double objective = kNone, relative_gap = kNone, unserved_mwh = 0.0, emission_t = 0.0;
    std::map<std::string, ContractFigures> contracts;
    std::map<std::string, BuiltFigures> built;           // by kind
    std::map<std::string, GenerationFigures> generated;  // by technology
};

// Throws base::InputError if the file is not a result, base::ResourceError.
CasePlan read_case_plan(const std::filesystem::path& path);

}  // namespace decawatt::io
