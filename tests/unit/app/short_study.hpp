// The scenario `minimal`, with two weeks in each of its years: sized within a second.
#pragma once

#include <string>
#include <vector>

#include "io/study/read_study.hpp"

namespace decawatt::app::test {

inline io::StudyRequest short_request(std::vector<io::Override> overrides = {}) {
    overrides.push_back({"horizon.hours_per_year", "336"});
    io::StudyRequest request;
    request.path = DECAWATT_SOURCE_DIR "/scenarios/minimal";
    request.overrides = std::move(overrides);
    return request;
}

inline io::LoadedStudy short_study(std::vector<io::Override> overrides = {}) {
    return io::read_study(short_request(std::move(overrides)));
}

}  // namespace decawatt::app::test
