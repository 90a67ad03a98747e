#include "cli/terminal/terminal_width.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace decawatt::cli {

namespace {
constexpr std::size_t kUsualWidth = 80;
}

std::size_t terminal_width() {
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsualWidth;
}

}  // namespace decawatt::cli
