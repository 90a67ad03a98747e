// Emission accounts and matching of a result file, by data centre and year.
#pragma once

#include <string>
#include <vector>

#include "accounts/accounts.hpp"

namespace decawatt::app {

struct AccountsSettings {
    std::string result = {};  // of `run` or `dispatch`
    // Two dispatches that differ in the carbon price alone, the lower first; empty: no marginal emissions.
    std::string marginal_low = {}, marginal_high = {};
    int threads = 0;  // 0: all of the machine
};

struct AccountsYear {
    int year = 0;
    accounts::YearAccounts accounts;
    std::vector<double> water_m3;  // of data centres; empty: the result does not state it
};

struct AccountsReport {
    std::string study, plan_digest;
    std::vector<std::string> regions, centers;
    std::vector<std::string> markets_without_factor;  // that sell energy, and state no emission factor
    bool has_marginal = false;
    std::vector<AccountsYear> years;
};

// The same bits for any number of threads. Throws base::InputError, base::ResourceError.
AccountsReport accounts_of(const AccountsSettings& settings);

// Writes the group /accounts (docs/results_format.md).
void write_accounts(const std::string& path, const AccountsReport& report);

}  // namespace decawatt::app
