// The commands and options of the program, as the parser has them: for the manual page and completions.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace decawatt::cli {

struct ListedOption {
    std::vector<std::string> names = {};  // "-h", "--help"; a positional: its name
    bool is_positional = false, takes_value = false, is_required = false;
    std::string description = {};
    std::vector<std::string> words = {};  // the values, where it takes one of several words
};

struct ListedCommand {
    std::string path;  // "weather convert"; empty: the program
    std::string description, footer;
    std::vector<std::string> subcommands = {};  // names
    std::vector<ListedOption> options = {};     // those of option groups included
};

// The program, then every command and its subcommands in the order of the help; commands that the help omits are left
// out.
std::vector<ListedCommand> listed_commands(const CLI::App& app);

}  // namespace decawatt::cli
