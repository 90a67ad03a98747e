// File with all events of a sampling run, which may exceed memory, written batch by batch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "adequacy/statistics/loss.hpp"

namespace decawatt::io {

// <stem>.events in the folder of the checkpoints. A batch is appended and synced before its checkpoint is written, so
// that a run that resumes from a checkpoint finds at least its events, and truncates later ones. Each event has a
// checksum of its content and position.
class EventFile {
  public:
    // Starts a new file with keep = 0; otherwise appends after the first `keep` events (Sampling::event_count of the
    // checkpoint). `run` is the hash of the run's identity. Throws base::ResourceError, also if the file is of another
    // run or too short.
    EventFile(const std::filesystem::path& path, std::uint64_t run, std::uint64_t keep);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    // Data are on disk when it returns. Throws base::ResourceError.
    void append(std::span<const adequacy::Event> events);

  private:
    std::filesystem::path path_;
    std::uint64_t run_, count_;  // events in the file
    int descriptor_ = -1;
};

// Calls `take` with the first `events` events of the run's file in order, some thousands at a time. Throws
// base::ResourceError; DamagedFile if a checksum is wrong.
void read_events(const std::filesystem::path& path, std::uint64_t run, std::uint64_t events,
                 const std::function<void(std::span<const adequacy::Event>)>& take);

}  // namespace decawatt::io
