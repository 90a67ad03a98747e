// Marginal emissions from two results that differ in the carbon price.
#pragma once

#include "io/hdf5/read_account_flows.hpp"

namespace decawatt::io {

// Fills marginal_t_per_mwh of every year and weather year. `times`: of the series of the accounts, which the pair must
// have too. Throws as read_account_flows.
void add_marginal_emissions(const MarginalPair& pair, const std::vector<double>& times, AccountFlows& flows);

}  // namespace decawatt::io
