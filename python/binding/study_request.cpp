#include "python/binding/study_request.hpp"

#include <pybind11/stl.h>

#include <tuple>
#include <vector>

#include "io/study/year_range.hpp"

namespace decawatt::python {

io::StudyRequest study_request(const pybind11::dict& words) {
    io::StudyRequest request;
    request.path = words["path"].cast<std::string>();
    request.variant = words["variant"].cast<std::string>();
    request.texts = words["texts"].cast<io::StudyTexts>();
    request.allow_outside = words["allow_outside"].cast<bool>();
    std::tie(request.first_year, request.last_year) = words["years"].cast<std::pair<int, int>>();
    for (auto& [path, value] : words["overrides"].cast<std::vector<std::pair<std::string, std::string>>>())
        request.overrides.push_back({path, value});
    if (const auto years = words["weather_years"].cast<std::vector<int>>(); !years.empty())
        for (io::Override& change : io::weather_year_overrides(years)) request.overrides.push_back(std::move(change));
    return request;
}

}  // namespace decawatt::python
