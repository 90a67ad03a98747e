// Examples of the commands, and where to read on: for `--help` and the manual page.
#pragma once

namespace CLI {
class App;
}

namespace decawatt::cli {

// Ends the help of every command that has examples with them.
void add_examples(CLI::App& app);

}  // namespace decawatt::cli
