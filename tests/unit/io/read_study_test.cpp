#include <doctest/doctest.h>
#include <cstdio>
#include "io/study/read_study.hpp"
TEST_CASE("reads") {
    decawatt::io::StudyRequest r; r.path = DECAWATT_SOURCE_DIR "/scenarios/minimal"; r.variant="annual_matching";
    try { const auto s = decawatt::io::read_study(r); CHECK(s.files.size() > 3); std::puts(decawatt::io::describe(s.study).c_str()); }
    catch (const std::exception& e) { FAIL(e.what()); }
}
