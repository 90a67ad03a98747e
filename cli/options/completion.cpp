#include "cli/options/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace decawatt::cli {

namespace {
// All options that are flags or take a value, of any command: "--out".
std::vector<std::string> option_names(const ListedCommand& command) {
    std::vector<std::string> names;
    for (const ListedOption& option : command.options)
        if (!option.is_positional) names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

// In single quotes, for any of the shells.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string bash_words(const ListedCommand& command) {
    std::vector<std::string> words = command.subcommands;
    for (const std::string& name : option_names(command)) words.push_back(name);
    return fmt::format("{}", fmt::join(words, " "));
}

// Bash itself, and zsh through its bashcompinit.
std::string bash(const std::vector<ListedCommand>& commands) {
    std::string cases, values;
    std::vector<std::string> paths;
    for (const ListedCommand& command : commands) {
        cases += fmt::format("        '{}') words='{}' ;;\n", command.path, bash_words(command));
        for (const ListedOption& option : command.options)
            if (!option.words.empty() && !option.is_positional)
                values += fmt::format("        '{} {}') words='{}' ;;\n", command.path, option.names.back(),
                                      fmt::join(option.words, " "));
        if (!command.path.empty()) paths.push_back(quoted(command.path));
    }
    return fmt::format(R"(_decawatt() {{
    local word path= next words= current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        next=${{path:+$path }}$word
        case $next in
        {}) path=$next ;;
        *) break ;;
        esac
    done
    case "$path $previous" in
{}        *)
        case $path in
{}        esac ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    if [[ $current != -* ]] && ((${{#COMPREPLY[@]}} == 0)); then
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$current"))
    fi
}}
complete -F _decawatt decawatt
)",
                       fmt::join(paths, "|"), values, cases);
}

// "weather fit": both words have been typed.
std::string fish_condition(const std::string& path) {
    if (path.empty()) return "__fish_use_subcommand";
    constexpr std::string_view kSeen = "__fish_seen_subcommand_from ";
    std::string condition(kSeen);
    for (const char c : path) condition += c == ' ' ? fmt::format("; and {}", kSeen) : std::string(1, c);
    return condition;
}

// fish offers a word where the words so far name its command.
std::string fish(const std::vector<ListedCommand>& commands) {
    std::string text;
    for (const ListedCommand& command : commands) {
        const std::string begin = fmt::format("complete -c decawatt -n {}", quoted(fish_condition(command.path)));
        for (const std::string& name : command.subcommands) {
            const std::string path = (command.path.empty() ? "" : command.path + " ") + name;
            const auto inner =
                std::find_if(commands.begin(), commands.end(), [&](const auto& one) { return one.path == path; });
            text += fmt::format("{} -f -a {} -d {}\n", begin, name, quoted(inner->description));
        }
        for (const ListedOption& option : command.options) {
            if (option.is_positional || !option.names.back().starts_with("--")) continue;
            text += fmt::format("{} -l {}{} -d {}\n", begin, option.names.back().substr(2),
                                option.words.empty() ? (option.takes_value ? " -r" : "")
                                                     : fmt::format(" -x -a '{}'", fmt::join(option.words, " ")),
                                quoted(option.description));
        }
    }
    return text;
}
}  // namespace

std::string completion(const std::vector<ListedCommand>& commands, const std::string& shell) {
    if (shell == "fish") return fish(commands);
    if (shell == "zsh") return "#compdef decawatt\nautoload -U +X bashcompinit && bashcompinit\n" + bash(commands);
    return bash(commands);
}

}  // namespace decawatt::cli
