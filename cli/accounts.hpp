// The command `accounts`.
#pragma once

#include "cli/commands.hpp"

namespace decawatt::cli {

Parsed add_accounts_command(CLI::App& app, Options& options);  // emissions and matching of a result

}  // namespace decawatt::cli
