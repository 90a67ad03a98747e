// A separate process for a library that damaged files can crash or hang.
#pragma once

#include <filesystem>
#include <functional>

#include <sys/types.h>

#include "io/damaged_file.hpp"
#include "io/packet.hpp"

namespace decawatt::io {

// A copy of this process (fork) that opens a file and answers requests about it. If it ends by a signal, or needs more
// processor time or memory than an intact file of this size could, the request throws and this process is not affected.
// Values are sent through a socket, so that nothing is read twice.
//
// The copy has only the calling thread. It may use the memory allocator and the HDF5 and netCDF libraries, but nothing
// that waits for other threads (OpenMP, MPI). No other thread may be inside those libraries at the time of the fork,
// which is ensured because they are used by one thread at a time.
class ReadingProcess {
  public:
    // Answers one request; runs in the separate process. Throws base::InputError, base::ResourceError.
    using Answer = std::function<void(Packet& request, Packet& reply)>;

    // `open` runs in that process. Throws what `open` throws; DamagedFile if the process fails; base::ResourceError if
    // it cannot be created.
    ReadingProcess(const std::filesystem::path& file, const std::function<Answer()>& open);
    ~ReadingProcess();
    ReadingProcess(const ReadingProcess&) = delete;
    ReadingProcess& operator=(const ReadingProcess&) = delete;

    // Throws what the answer throws; DamagedFile if the process fails.
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
