// All events of a sampling run, streamed to disk batch by batch: what memory does not hold.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "adequacy/statistics/loss.hpp"

namespace decawatt::io {

// <stem>.events in the folder of the checkpoints. A batch is appended and synced before its checkpoint is written, so
// that a run that goes on from a checkpoint finds at least its events, and cuts off what came later. Each event carries
// a checksum of itself and its place.
class EventFile {
  public:
    // Begins anew with keep = 0; otherwise goes on after the first `keep` events (Sampling::event_count of the
    // checkpoint). `run` is the hash of the run's identity. Throws base::ResourceError, also where the file is of
    // another run or too short.
    EventFile(const std::filesystem::path& path, std::uint64_t run, std::uint64_t keep);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    // On disk when it returns. Throws base::ResourceError.
    void append(std::span<const adequacy::Event> events);

  private:
    std::filesystem::path path_;
    std::uint64_t run_, count_;  // events in the file
    int descriptor_ = -1;
};

// Calls `take` with the first `events` of the file of the run in order, some thousands at a time. Throws
// base::ResourceError; DamagedFile where an event is another than was written.
void read_events(const std::filesystem::path& path, std::uint64_t run, std::uint64_t events,
                 const std::function<void(std::span<const adequacy::Event>)>& take);

}  // namespace decawatt::io
