// A process of its own for a library that damaged files crash or hang.
#pragma once

#include <filesystem>
#include <functional>

#include <sys/types.h>

#include "io/damaged_file.hpp"
#include "io/packet.hpp"

namespace decawatt::io {

// A copy of this process (fork) that opens a file and answers requests about it. Where it ends by a signal, needs more
// processor time or memory than a whole file of this size can, the request throws and this process goes on: no damage
// reaches it. Values travel through a socket, so that nothing is read twice.
//
// The copy has this thread alone. It may use the memory allocator, the HDF5 and netCDF libraries and nothing that waits
// for other threads (OpenMP, MPI): no other thread may be inside those libraries at the time of the fork, which holds,
// as they serve one thread at a time.
class ReadingProcess {
  public:
    // Answers one request; runs in the process of its own. Throws base::InputError, base::ResourceError.
    using Answer = std::function<void(Packet& request, Packet& reply)>;

    // `open` runs in that process. Throws what `open` throws; DamagedFile where the process fails; base::ResourceError
    // where none can be made.
    ReadingProcess(const std::filesystem::path& file, const std::function<Answer()>& open);
    ~ReadingProcess();
    ReadingProcess(const ReadingProcess&) = delete;
    ReadingProcess& operator=(const ReadingProcess&) = delete;

    // Throws what the answer throws; DamagedFile where the process fails.
    Packet ask(const Packet& request) const;

  private:
    Packet answer() const;
    [[noreturn]] void refuse() const;
    void end() const;

    std::filesystem::path file_;
    int socket_ = -1;
    mutable pid_t process_ = -1;
    mutable int status_ = 0;
};

}  // namespace decawatt::io
