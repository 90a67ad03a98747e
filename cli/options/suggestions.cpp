#include "cli/options/suggestions.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <vector>

#include "base/nearest_name.hpp"

namespace decawatt::cli {

namespace {
const CLI::App& deepest(const CLI::App& app) {
    const auto parsed = app.get_subcommands();
    return parsed.empty() ? app : deepest(*parsed.front());
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        if (!command->get_name().empty()) names.push_back(command->get_name());
    return names;
}
}  // namespace

std::string suggestions(const CLI::App& app) {
    const CLI::App& command = deepest(app);
    std::string text;
    const auto unread = app.remaining(true);
    if (app.get_subcommands().empty() && !unread.empty() && !unread.front().starts_with("-"))
        text += fmt::format("there is no command '{}'\n", unread.front());
    for (const std::string& word : unread) {
        const std::string name = word.substr(0, word.find('='));
        const auto nearest =
            base::nearest_name(name, name.starts_with("-") ? option_names(command) : command_names(command));
        if (nearest) text += fmt::format("did you mean '{}' for '{}'?\n", *nearest, name);
    }
    return text;
}

}  // namespace decawatt::cli
