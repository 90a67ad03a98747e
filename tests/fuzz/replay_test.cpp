// Every input that a fuzzer has found stays as a case: it is refused or accepted, and nothing else happens.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "fuzz/targets.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {
using Target = void (*)(std::string_view);

void replay(const char* folder, Target target) {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(DECAWATT_SOURCE_DIR) / "tests/fuzz/cases" / folder)) {
        CAPTURE(entry.path().filename().string());
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        CHECK_NOTHROW(target(bytes));
        ++count;
    }
    CHECK(count > 0);
}
}  // namespace

TEST_CASE("inputs that fuzzers have found are refused or accepted") {
    replay("weather_text", test::fuzz_weather_text);
    replay("weather_file", test::fuzz_weather_file);
    replay("study", test::fuzz_study);
}
