// All output to the terminal. Names and texts from files are printed only here: control characters and bidirectional
// control characters are replaced by codes, such as <U+001B>.
#pragma once

#include <fmt/format.h>

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <utility>

namespace decawatt::cli {

// Opens closed descriptors 0 to 2 to /dev/null, so that result files do not get these numbers; ignores SIGPIPE, so that
// a closed pipe is a failed write.
void secure_streams();

// Standard output. Failed writes do not end the program; `finish_output` reports them.
void print_out_text(std::string_view text);
template <typename... Values>
void print_out(fmt::format_string<Values...> format, Values&&... values) {
    print_out_text(fmt::format(format, std::forward<Values>(values)...));
}
void print_document(const nlohmann::json& document);  // indented; bytes that are not UTF-8 are dropped
void print_document(const nlohmann::ordered_json& document);

// Standard error. Failed writes are ignored.
void print_error_text(std::string_view text);
template <typename... Values>
void print_error(fmt::format_string<Values...> format, Values&&... values) {
    print_error_text(fmt::format(format, std::forward<Values>(values)...));
}

// Whether standard error is a terminal that can rewrite a line. TERM=dumb, or none, is one that cannot.
bool rewrites_lines();

// The line of progress on such a terminal, in place of the last one. All other output erases it first.
void show_line(std::string_view text, bool coloured);
void erase_line();  // if one is shown

// The exit status of a command that ended with `status`: kNotPrinted, with a message on standard error, if the command
// succeeded but standard output could not be written. A pipe closed by its reader (head) is not an error.
int finish_output(int status);

}  // namespace decawatt::cli
