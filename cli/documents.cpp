// The commands `manual` and `completion`: what packages install beside the program.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "app/provenance.hpp"
#include "cli/commands.hpp"
#include "cli/options/command_list.hpp"
#include "cli/options/completion.hpp"
#include "cli/options/manual.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

Parsed add_document_commands(CLI::App& app) {
    const auto shell = std::make_shared<std::string>();
    CLI::App* manual = app.add_subcommand("manual", "the manual page of the program: decawatt manual | man -l -");
    CLI::App* script = app.add_subcommand("completion", "completions of the command line: a script for a shell");
    script->add_option("shell", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
    return [&app, manual, script, shell]() -> Work {
        if (manual->parsed())
            return [&app](const Options&) {
                print_out_text(manual_page(listed_commands(app), app::version()));
                return kDone;
            };
        if (script->parsed())
            return [&app, shell](const Options&) {
                print_out_text(completion(listed_commands(app), *shell));
                return kDone;
            };
        return {};
    };
}

}  // namespace decawatt::cli
