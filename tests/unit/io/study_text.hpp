// Helpers of the tests of studies as text.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "io/study/profile_config.hpp"
#include "io/study/sweep_file.hpp"
#include "study_copy.hpp"

namespace decawatt::tests::study_text {

using namespace std::string_literals;
using decawatt::io::StudyRequest;
using decawatt::io::test::StudyCopy;
namespace fs = std::filesystem;

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (auto place = text.find(from); place != std::string::npos; place = text.find(from, place + to.size()))
        text.replace(place, from.size(), to);
    return text;
}

inline bool has_note(const StudyCopy& copy, const std::string& note) {
    const auto notes = copy.read().notes;
    return std::ranges::find(notes, note) != notes.end();
}

inline StudyRequest setting(const std::string& path, const std::string& value) {
    return {.path = {}, .variant = {}, .overrides = {{path, value}}};
}

}  // namespace decawatt::tests::study_text
