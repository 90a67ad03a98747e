// Flows of a result file for the emission accounts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"

namespace decawatt::io {

struct AccountYear {
    int year = 0;
    std::vector<accounts::YearFlows> weathers;
    std::vector<double> water_m3;  // of data centres; empty: not stated
};

struct AccountFlows {
    std::string study, plan_digest;  // the digest of /plan; empty: none
    std::vector<std::string> regions, centers, markets;
    accounts::Entities entities;
    std::vector<AccountYear> years;
};

// Two results of one system that differ in the carbon price alone; empty: no marginal emissions.
struct MarginalPair {
    std::filesystem::path low, high;
};

// Throws base::ResourceError where a file cannot be read or lacks a series (output.series of the study must not leave
// any out), base::InputError where the pair does not differ in the carbon price alone.
AccountFlows read_account_flows(const std::filesystem::path& path, const MarginalPair& pair = {});

}  // namespace decawatt::io
