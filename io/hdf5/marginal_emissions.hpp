// Marginal emissions from two results that differ in the carbon price.
#pragma once

#include "io/hdf5/read_account_flows.hpp"
#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

// Fills marginal_t_per_mwh of every year and weather year. The pair are dispatches of the plan of `result`, with its
// `times`. Throws as read_account_flows.
void add_marginal_emissions(const ResultReader& result, const MarginalPair& pair, const std::vector<double>& times,
                            AccountFlows& flows);

}  // namespace decawatt::io
