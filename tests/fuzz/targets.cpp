#include "fuzz/targets.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "base/error.hpp"
#include "io/study/read_study.hpp"
#include "io/weather/read_any_weather.hpp"
#include "io/weather/read_weather.hpp"

namespace decawatt::test {

namespace {
namespace fs = std::filesystem;

// One folder for each process, in memory where the system has such a place.
const fs::path& scratch() {
    static const fs::path folder = [] {
        const fs::path shared = "/dev/shm";
        const fs::path parent = fs::is_directory(shared) ? shared : fs::temp_directory_path();
        fs::path made = parent / ("decawatt_fuzz_" + std::to_string(::getpid()));
        fs::create_directories(made);
        std::atexit([] { fs::remove_all(scratch()); });
        return made;
    }();
    return folder;
}

void write(const fs::path& file, std::string_view bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

io::WeatherRequest request() {
    return {.latitude_deg = 35.1,
            .longitude_deg = 127.0,
            .elevation_m = 50.0,
            .utc_offset_s = 9 * base::kSecondsPerHour,
            .whole_year = false};
}

template <typename Read>
void refuse_or_accept(const Read& read) {
    try {
        read();
    } catch (const base::InputError&) {
    } catch (const base::ResourceError&) {
    }
}

bool is_plain(std::string_view name) {
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
    return !name.empty() && name.front() != '.' && name.find_first_not_of(kLetters) == std::string_view::npos;
}
}  // namespace

void fuzz_weather_text(std::string_view bytes) {
    refuse_or_accept([&] { (void)io::read_weather_bytes("fuzzed", bytes, request()); });
}

void fuzz_weather_file(std::string_view bytes) {
    const fs::path file = scratch() / "weather";
    write(file, bytes);
    refuse_or_accept([&] { (void)io::read_any_weather(file, request(), ""); });
}

void fuzz_study(std::string_view bytes) {
    constexpr std::string_view kMark = "=== ";
    const fs::path folder = scratch() / "study";
    fs::remove_all(folder);
    fs::create_directory(folder);
    while (bytes.starts_with(kMark)) {
        const auto end = bytes.find('\n');
        if (end == std::string_view::npos) break;
        const std::string_view name = bytes.substr(kMark.size(), end - kMark.size());
        bytes.remove_prefix(end + 1);
        const auto next = bytes.find("\n=== ");
        const std::string_view content = bytes.starts_with(kMark)
                                             ? std::string_view{}
                                             : bytes.substr(0, next == std::string_view::npos ? next : next + 1);
        if (is_plain(name)) write(folder / name, content);
        bytes.remove_prefix(content.size());
    }
    refuse_or_accept([&] { (void)io::read_study({.path = folder, .variant = {}, .overrides = {}}); });
}

}  // namespace decawatt::test
