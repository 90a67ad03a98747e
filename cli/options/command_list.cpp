#include "cli/options/command_list.hpp"

#include <CLI/CLI.hpp>

namespace decawatt::cli {

namespace {
// "TEXT:{eue,lole}" as the parser shows a choice: eue, lole.
std::vector<std::string> words_of(const std::string& type) {
    std::vector<std::string> words;
    const auto open = type.find('{'), close = type.find('}');
    if (open == std::string::npos || close == std::string::npos || close < open) return words;
    std::string word;
    for (const char c : type.substr(open + 1, close - open - 1)) {
        if (c != ',') {
            word += c;
            continue;
        }
        words.push_back(word);
        word.clear();
    }
    words.push_back(word);
    return words;
}

ListedOption listed(const CLI::Option& option) {
    ListedOption one;
    one.is_positional = option.get_positional();
    if (one.is_positional) {
        one.names.push_back(option.get_name());
    } else {
        for (const std::string& name : option.get_snames()) one.names.push_back("-" + name);
        for (const std::string& name : option.get_lnames()) one.names.push_back("--" + name);
    }
    one.takes_value = option.get_items_expected_max() > 0;
    one.is_required = option.get_required();
    one.description = option.get_description();
    one.words = words_of(option.get_type_name());
    return one;
}

// Groups of options are commands without a name.
void add_options(const CLI::App& app, std::vector<ListedOption>& options) {
    for (const CLI::Option* option : app.get_options()) options.push_back(listed(*option));
    for (const CLI::App* group : app.get_subcommands([](const CLI::App* one) { return one->get_name().empty(); }))
        add_options(*group, options);
}

void add_command(const CLI::App& app, const std::string& path, std::vector<ListedCommand>& commands) {
    ListedCommand command{.path = path, .description = app.get_description(), .footer = app.get_footer()};
    add_options(app, command.options);
    const auto inner =
        app.get_subcommands([](const CLI::App* one) { return !one->get_name().empty() && !one->get_group().empty(); });
    for (const CLI::App* one : inner) command.subcommands.push_back(one->get_name());
    commands.push_back(std::move(command));
    for (const CLI::App* one : inner) add_command(*one, (path.empty() ? "" : path + " ") + one->get_name(), commands);
}
}  // namespace

std::vector<ListedCommand> listed_commands(const CLI::App& app) {
    std::vector<ListedCommand> commands;
    add_command(app, "", commands);
    return commands;
}

}  // namespace decawatt::cli
