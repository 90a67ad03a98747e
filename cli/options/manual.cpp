#include "cli/options/manual.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace decawatt::cli {

namespace {
// Text for roff: hyphens are those of the keyboard, and no line begins with a control character.
std::string roff(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
            out += std::string("\\&") + c;
        else
            out += c;
    }
    return out;
}

std::string names_of(const ListedOption& option) {
    std::string names = fmt::format("{}", fmt::join(option.names, ", "));
    if (option.is_positional || !option.takes_value) return names;
    return names + (option.words.empty() ? " VALUE" : fmt::format(" {}", fmt::join(option.words, "|")));
}

std::string options_text(const ListedCommand& command) {
    std::string text;
    for (const ListedOption& option : command.options)
        text += fmt::format(".TP\n.B {}\n{}{}\n", roff(names_of(option)), roff(option.description),
                            option.is_required ? " (required)" : "");
    return text;
}
}  // namespace

std::string manual_page(const std::vector<ListedCommand>& commands, const std::string& version) {
    const ListedCommand& program = commands.front();
    std::string text = fmt::format(
        ".TH DECAWATT 1 \"\" \"decawatt {}\" \"User Commands\"\n.SH NAME\ndecawatt \\- {}\n"
        ".SH SYNOPSIS\n.B decawatt\nCOMMAND [OPTION]...\n.SH OPTIONS\n",
        version, roff(program.description.substr(program.description.find(": ") + 2)));
    text += options_text(program) + ".SH COMMANDS\n";
    for (const ListedCommand& command : commands) {
        if (command.path.empty()) continue;
        text += fmt::format(".SS decawatt {}\n{}\n{}", roff(command.path), roff(command.description),
                            options_text(command));
        if (!command.footer.empty()) text += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(command.footer));
    }
    return text +
           ".SH EXIT STATUS\n0: done; 1: internal error; 2: faults in the input; 3: no solution; 4: a resource is not "
           "available; 5: stopped; 6: the output could not be printed\n"
           ".SH FILES\nBelow the prefix of the installation, which is /usr for the Debian package:\n"
           ".TP\n.I share/decawatt/scenarios\nstudies, to be copied to a folder of one's own\n"
           ".TP\n.I share/decawatt/docs\nthe pages that are named under More\n";
}

}  // namespace decawatt::cli
