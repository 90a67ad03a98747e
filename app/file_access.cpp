#include "app/file_access.hpp"

namespace decawatt::app {

std::unique_lock<std::mutex> file_access() {
    static std::mutex one_at_a_time;  // one per process, like the state of those libraries
    return std::unique_lock(one_at_a_time);
}

}  // namespace decawatt::app
