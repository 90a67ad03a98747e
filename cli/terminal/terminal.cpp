#include "cli/terminal/terminal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/options/options.hpp"
#include "io/text_input.hpp"

namespace decawatt::cli {

namespace {
constexpr std::string_view kClearLine = "\r\033[K", kColour = "\033[36m", kNoColour = "\033[0m";

std::atomic<bool> line_shown{false};  // state of the terminal, of which a process has one

void put(std::FILE* stream, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stream);  // failures are recorded in the stream
}

// In JSON, control characters are escaped.
template <typename Document>
void print_json_text(const Document& document) {
    constexpr int kIndent = 2;
    const auto text = [&](bool ascii) {
        return document.dump(kIndent, ' ', ascii, nlohmann::json::error_handler_t::replace) + "\n";
    };
    const std::string plain = text(false);
    erase_line();
    put(stdout, io::terminal_text(plain) == plain ? plain : text(true));
}
}  // namespace

void secure_streams() {
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(number, F_GETFD) < 0 && errno == EBADF) [[maybe_unused]]
            const int opened = ::open("/dev/null", O_RDONLY);  // gets the lowest free number, which is this one
    std::signal(SIGPIPE, SIG_IGN);
}

void print_out_text(std::string_view text) {
    erase_line();
    put(stdout, io::terminal_text(text));
}

void print_error_text(std::string_view text) {
    erase_line();
    put(stderr, io::terminal_text(text));
}

bool rewrites_lines() {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && kind != nullptr && *kind != '\0' && std::string_view(kind) != "dumb";
}

void show_line(std::string_view text, bool coloured) {
    put(stderr, kClearLine);
    if (coloured) put(stderr, kColour);
    put(stderr, io::terminal_text(text));
    if (coloured) put(stderr, kNoColour);
    std::fflush(stderr);
    line_shown = true;
}

void erase_line() {
    if (line_shown.exchange(false)) put(stderr, kClearLine);
}

void print_document(const nlohmann::json& document) {
    print_json_text(document);
}

void print_document(const nlohmann::ordered_json& document) {
    print_json_text(document);
}

int finish_output(int status) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
    errno = 0;  // the reason is that of another attempt, because the stream does not store it
    const bool writes = ::write(STDOUT_FILENO, "\n", 1) == 1;
    if (!writes && errno == EPIPE) return status;
    print_error("decawatt: standard output cannot be written: {}; printed output is lost, files are complete\n",
                writes ? "a write failed" : std::strerror(errno));
    return status == kDone ? kNotPrinted : status;
}

}  // namespace decawatt::cli
