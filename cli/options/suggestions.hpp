// Suggestions for unknown words of the command line.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace decawatt::cli {

// One line for each unknown word that is similar to a known one: "did you mean '--variant' for '--varient'?". Options
// and commands are those of the deepest command that was recognised. Call after a failed parse.
std::string suggestions(const CLI::App& app);

}  // namespace decawatt::cli
