#include "cli/terminal/thread_waiting.hpp"

#include <unistd.h>

#include <cstdlib>

namespace decawatt::cli {

void let_threads_sleep(char** words) {
    if (std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr) return;
    if (setenv("OMP_WAIT_POLICY", "passive", 1) == 0) execv("/proc/self/exe", words);
}

}  // namespace decawatt::cli
