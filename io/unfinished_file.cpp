#include "io/unfinished_file.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <climits>
#include <string>

namespace decawatt::io {

namespace {
// A signal handler may neither lock nor allocate: the names are in fixed slots, each with a flag.
struct Slot {
    enum State : int { free, changing, named };
    std::atomic<int> state = free;
    std::array<char, PATH_MAX> path = {};
};
static_assert(std::atomic<int>::is_always_lock_free);
constexpr std::size_t kSlots = 64;  // more than the number of files written simultaneously by a process
std::array<Slot, kSlots> slots;
}  // namespace

UnfinishedFile::UnfinishedFile(const std::filesystem::path& path) : slot_(0) {
    const std::string name = std::filesystem::absolute(path).string();
    for (; slot_ < kSlots; ++slot_) {
        int expected = Slot::free;
        if (slots[slot_].state.compare_exchange_strong(expected, Slot::changing)) break;
    }
    if (slot_ == kSlots) return;
    Slot& slot = slots[slot_];
    const bool fits = name.size() < slot.path.size();
    if (fits) slot.path[name.copy(slot.path.data(), name.size())] = '\0';
    slot.state = fits ? Slot::named : Slot::changing;
}

UnfinishedFile::~UnfinishedFile() {
    if (slot_ < kSlots) slots[slot_].state = Slot::free;
}

void remove_unfinished_files() noexcept {
    for (const Slot& slot : slots)
        if (slot.state == Slot::named) ::unlink(slot.path.data());
}

}  // namespace decawatt::io
