// Everything that the program prints. Names and texts of files reach a terminal here alone: what would command it
// (control bytes, marks of the direction of writing) is spelt out, as <U+001B>.
#pragma once

#include <fmt/format.h>

#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <utility>

namespace decawatt::cli {

// Descriptors 0 to 2 that are closed are opened to nothing, so that no file of results gets their numbers; a pipe
// whose reader is gone shows as a failed write and ends nothing.
void secure_streams();

// Standard output. What cannot be written is no reason to end the work: `finish_output` tells of it.
void print_out_text(std::string_view text);
template <typename... Values>
void print_out(fmt::format_string<Values...> format, Values&&... values) {
    print_out_text(fmt::format(format, std::forward<Values>(values)...));
}
void print_document(const nlohmann::json& document);  // indented; of other texts than UTF-8, what is
void print_document(const nlohmann::ordered_json& document);

// Standard error. What cannot be written is lost.
void print_error_text(std::string_view text);
template <typename... Values>
void print_error(fmt::format_string<Values...> format, Values&&... values) {
    print_error_text(fmt::format(format, std::forward<Values>(values)...));
}

inline constexpr std::string_view kClearLine = "\r\033[K";
void command_terminal(std::string_view code);  // as it is: of our own, never of a file

// The exit status of a command that ended with `status`: kNotPrinted, with words on standard error, where it was done
// but standard output could not be written. A reader that closed its pipe (head) has what it requested.
int finish_output(int status);

}  // namespace decawatt::cli
