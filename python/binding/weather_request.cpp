#include "python/binding/weather_request.hpp"

#include <pybind11/stl.h>

#include <tuple>

namespace decawatt::python {

namespace py = pybind11;

io::WeatherRequest weather_request(const py::dict& options) {
    io::WeatherRequest request;
    request.format = options["format"].cast<std::optional<std::string>>().value_or("");
    request.longest_gap_h = options["longest_gap_h"].cast<std::optional<int>>();
    request.year = options["year"].cast<std::optional<int>>();
    request.whole_year = false;  // statistics and single models accept any period
    using Place = std::tuple<double, double, double, int>;
    if (const auto place = options["place"].cast<std::optional<Place>>()) {
        std::tie(request.latitude_deg, request.longitude_deg, request.elevation_m, request.utc_offset_s) = *place;
        request.replaces_place = true;
    }
    return request;
}

}  // namespace decawatt::python
