#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/terminal/terminal.hpp"
#include "io/input_file.hpp"
#include "io/partial_file.hpp"
#include "io/study/schema/json_schema.hpp"
#include "io/study/schema/schema_markdown.hpp"

namespace decawatt::cli {

namespace {
void update(const std::filesystem::path& page) {
    const std::string text = io::with_schema_tables(io::read_file(page), page.filename().string());
    const auto mode = std::filesystem::status(page).permissions();
    if ((mode & std::filesystem::perms::owner_write) == std::filesystem::perms::none)
        throw base::ResourceError(page.string() + ": read-only, and not changed: make it writable first");
    io::PartialFile file(page);
    file.append(text);
    file.commit();
    std::filesystem::permissions(page, mode);  // keeps the permissions of the page
}

int print_schema(const std::string& format, const std::string& page) {
    if (page.empty())
        print_out_text(format == "json" ? io::json_schema() : io::schema_markdown());
    else
        update(page);
    return kDone;
}
}  // namespace

Parsed add_schema_command(CLI::App& app) {
    struct Arguments {
        std::string format = "markdown", page;
    };
    const auto words = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("schema", "print the study format: every table and column with unit, range and default");
    CLI::Option* format =
        command
            ->add_option("--format", words->format,
                         "markdown: tables of all columns; json: a JSON Schema of study.toml and of the rows of tables")
            ->check(CLI::IsMember({"markdown", "json"}));
    command->add_option("--update", words->page, "rewrite the tables between the markers of this page instead")
        ->excludes(format);
    return [command, words]() -> Work {
        if (!command->parsed()) return Work();
        return [words](const Options&) { return print_schema(words->format, words->page); };
    };
}

}  // namespace decawatt::cli
