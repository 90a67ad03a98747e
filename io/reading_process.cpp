#include "io/reading_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <new>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "io/put_in_place.hpp"

namespace decawatt::io {

namespace {
namespace fs = std::filesystem;
enum Outcome : std::uint64_t { kAnswered, kInputError, kResourceError, kNoMemory };

// Deflate expands one byte to at most about a thousand (RFC 1951: 258 bytes from two bits), at more than 100 MB/s: a
// megabyte of a file takes at most ten seconds, usually a twentieth of a second.
constexpr rlim_t kLeastSeconds = 2, kSecondsPerMegabyte = 10;
constexpr rlim_t kWaitsPerSecond = 30;  // elapsed time over processor time: slow disk, busy machine
constexpr rlim_t kGigabyte = rlim_t{1} << 30U;
constexpr rlim_t kMemory =
    8 * kGigabyte;  // in addition to memory in use: for a large variable, its chunks and its reply

std::uint64_t size_of(const fs::path& file) {
    std::error_code unknown;
    const std::uintmax_t size = fs::file_size(file, unknown);
    return unknown ? 0 : size;
}

void lower_limit(__rlimit_resource resource, rlim_t value) {
    rlimit limit = {};
    if (::getrlimit(resource, &limit) != 0) return;
    limit.rlim_cur = std::min({value, limit.rlim_cur, limit.rlim_max});
    ::setrlimit(resource, &limit);
}

rlim_t seconds_for(const fs::path& file) {
    constexpr rlim_t kMegabyte = rlim_t{1} << 20U;
    return kLeastSeconds + kSecondsPerMegabyte * (size_of(file) / kMegabyte);
}

void set_limits(const fs::path& file) {
    lower_limit(RLIMIT_CPU, seconds_for(file));
    lower_limit(RLIMIT_CORE, 0);
    std::uint64_t pages = 0;
    if (std::ifstream("/proc/self/statm") >> pages)
        lower_limit(RLIMIT_AS, pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + kMemory);
}

// Resets signal handling in the copy: faults terminate it, and requests to stop are handled by the parent.
void set_signals() {
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGALRM}) std::signal(signal, SIG_DFL);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGPIPE}) std::signal(signal, SIG_IGN);
}

// Closes files and locks of the parent, and suppresses messages of allocators.
void keep_only(int socket) {
    const auto number = static_cast<unsigned>(socket);
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, standard);
    if (number > 3) ::close_range(3, number - 1, 0);
    ::close_range(number + 1, ~0U, 0);
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

// Receives in pieces, so that an invalid length does not allocate memory.
bool receive_all(int socket, std::string& bytes, std::uint64_t length) {
    constexpr std::uint64_t kPiece = std::uint64_t{64} << 20U;
    std::size_t filled = 0;
    while (filled < length) {
        if (filled == bytes.size())
            bytes.resize(filled + std::min(length - filled, std::max<std::uint64_t>(kPiece, filled)));
        const ssize_t got = ::recv(socket, bytes.data() + filled, bytes.size() - filled, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        filled += static_cast<std::size_t>(got);
    }
    return true;
}

bool send_packet(int socket, const Packet& packet) {
    const std::uint64_t length = packet.bytes().size();
    return send_all(socket, {reinterpret_cast<const char*>(&length), sizeof length}) &&
           send_all(socket, packet.bytes());
}

std::optional<Packet> receive_packet(int socket) {
    std::string head, bytes;
    if (!receive_all(socket, head, sizeof(std::uint64_t))) return std::nullopt;
    if (!receive_all(socket, bytes, Packet(head).number())) return std::nullopt;
    return Packet(std::move(bytes));
}

Packet failure_of(const base::InputError& error) {
    Packet packet;
    packet.put(kInputError).put(std::uint64_t{error.faults.size()});
    for (const base::InputFault& fault : error.faults)
        packet.put(std::string_view(fault.file))
            .put(std::string_view(fault.field))
            .put(static_cast<std::uint64_t>(fault.row))
            .put(std::string_view(fault.found))
            .put(std::string_view(fault.expected));
    return packet;
}

Packet guarded(const std::function<void(Packet& reply)>& work) {
    Packet packet;
    try {
        packet.put(kAnswered);
        work(packet);
    } catch (const base::InputError& error) {
        packet = failure_of(error);
    } catch (const std::bad_alloc&) {
        packet = Packet().put(kNoMemory);
    } catch (const std::exception& error) {
        packet = Packet().put(kResourceError).put(std::string_view(error.what()));
    }
    return packet;
}

// Main function of the copy, which always terminates here.
[[noreturn]] void serve(int socket, const fs::path& file,
                        const std::function<ReadingProcess::Answer()>& open) noexcept {
    set_signals();
    keep_only(socket);
    set_limits(file);
    // A corrupted allocator may deadlock, which takes no processor time, so elapsed time is limited too.
    const auto patience = static_cast<unsigned>(kWaitsPerSecond * seconds_for(file));
    ReadingProcess::Answer answer;
    ::alarm(patience);
    bool goes_on = send_packet(socket, guarded([&](Packet&) { answer = open(); }));
    while (goes_on && answer) {
        ::alarm(0);
        std::optional<Packet> request = receive_packet(socket);
        ::alarm(patience);
        goes_on = request && send_packet(socket, guarded([&](Packet& reply) { answer(*request, reply); }));
    }
    ::_exit(0);  // does not close or flush files of the parent
}

std::vector<base::InputFault> faults_in(Packet& packet) {
    std::vector<base::InputFault> faults;
    for (std::uint64_t left = packet.number(); left > 0; --left) {
        base::InputFault fault{packet.text(), packet.text(), static_cast<int>(packet.number()), packet.text(),
                               packet.text()};
        faults.push_back(std::move(fault));
    }
    return faults;
}
}  // namespace

ReadingProcess::ReadingProcess(const fs::path& file, const std::function<Answer()>& open) : file_(file) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw_system_error(file, "cannot start a process to read it");
    process_ = ::fork();
    if (process_ == 0) serve(ends[1], file, open);
    ::close(ends[1]);
    socket_ = ends[0];
    if (process_ < 0) {
        ::close(socket_);
        throw_system_error(file, "cannot start a process to read it");
    }
    try {
        answer();
    } catch (...) {
        end();
        ::close(socket_);
        throw;
    }
}

ReadingProcess::~ReadingProcess() {
    end();
    ::close(socket_);
}

void ReadingProcess::end() const {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, &status_, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
}

void ReadingProcess::refuse() const {
    end();  // a process that has ended keeps its exit status
    const bool slow = WIFSIGNALED(status_) && (WTERMSIG(status_) == SIGXCPU || WTERMSIG(status_) == SIGALRM);
    throw DamagedFile(fmt::format("{}: is damaged: {}; copy it again, or create it again", file_.string(),
                                  slow ? "reading it does not end" : "the HDF5 library fails to read it"));
}

Packet ReadingProcess::ask(const Packet& request) const {
    if (process_ < 0 || !send_packet(socket_, request)) refuse();
    return answer();
}

Packet ReadingProcess::answer() const {
    std::optional<Packet> packet = receive_packet(socket_);
    if (!packet) refuse();
    switch (packet->number()) {
        case kAnswered:
            return std::move(*packet);
        case kInputError:
            throw base::InputError(faults_in(*packet));
        case kResourceError:
            throw base::ResourceError(packet->text());
        case kNoMemory:
            throw DamagedFile(fmt::format(
                "{}: is damaged, or larger than the memory: reading it needs more than is available", file_.string()));
        default:
            refuse();
    }
}

}  // namespace decawatt::io
