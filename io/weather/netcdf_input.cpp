#include "io/weather/netcdf_input.hpp"

#include <fmt/format.h>
#include <netcdf.h>
#include <array>
#include <limits>

#include "base/error.hpp"

namespace decawatt::io {

NetcdfInput::NetcdfInput(const std::filesystem::path& file) : file_(file) {
    check(nc_open(file.c_str(), NC_NOWRITE, &id_), "cannot be opened as netCDF");
}

NetcdfInput::~NetcdfInput() {
    nc_close(id_);
}

void NetcdfInput::check(int status, const std::string& what) const {
    if (status != NC_NOERR)
        throw base::ResourceError(fmt::format("{}: {}: {}", file_.string(), what, nc_strerror(status)));
}

bool NetcdfInput::has(const std::string& variable) const {
    int id = 0;
    return nc_inq_varid(id_, variable.c_str(), &id) == NC_NOERR;
}

int NetcdfInput::id_of(const std::string& variable) const {
    int id = 0;
    check(nc_inq_varid(id_, variable.c_str(), &id), variable);
    return id;
}

std::vector<NetcdfInput::Dimension> NetcdfInput::dimensions(const std::string& variable) const {
    const int id = id_of(variable);
    int rank = 0;
    check(nc_inq_varndims(id_, id, &rank), variable);
    std::vector<int> ids(static_cast<std::size_t>(rank));
    check(nc_inq_vardimid(id_, id, ids.data()), variable);
    std::vector<Dimension> all;
    for (const int dimension : ids) {
        std::array<char, NC_MAX_NAME + 1> name{};
        std::size_t size = 0;
        check(nc_inq_dim(id_, dimension, name.data(), &size), variable);
        all.push_back({name.data(), size});
    }
    return all;
}

std::optional<std::string> NetcdfInput::text_attribute(const std::string& variable, const std::string& name) const {
    const int id = id_of(variable);
    nc_type type = NC_NAT;
    std::size_t size = 0;
    if (nc_inq_att(id_, id, name.c_str(), &type, &size) != NC_NOERR) return std::nullopt;
    if (type == NC_STRING && size == 1) {
        char* text = nullptr;
        check(nc_get_att_string(id_, id, name.c_str(), &text), variable);
        std::string result = text ? text : "";
        nc_free_string(1, &text);
        return result;
    }
    if (type != NC_CHAR) return std::nullopt;
    std::string result(size, '\0');
    check(nc_get_att_text(id_, id, name.c_str(), result.data()), variable);
    return result;
}

std::optional<double> NetcdfInput::number_attribute(int variable, const char* name) const {
    std::size_t size = 0;
    nc_type type = NC_NAT;
    double value = 0.0;
    const bool one = nc_inq_att(id_, variable, name, &type, &size) == NC_NOERR && size == 1 && type != NC_CHAR;
    if (!one || nc_get_att_double(id_, variable, name, &value) != NC_NOERR) return std::nullopt;
    return value;
}

std::vector<double> NetcdfInput::read(const std::string& variable, const std::vector<std::size_t>& start,
                                      const std::vector<std::size_t>& count) const {
    const int id = id_of(variable);
    std::size_t size = 1;
    for (const std::size_t n : count) size *= n;
    std::vector<double> values(size);
    check(nc_get_vara_double(id_, id, start.data(), count.data(), values.data()), variable);
    const auto fill = number_attribute(id, "_FillValue"), missing = number_attribute(id, "missing_value"),
               scale = number_attribute(id, "scale_factor"), offset = number_attribute(id, "add_offset");
    for (double& value : values) {
        const bool none = (fill && value == *fill) || (missing && value == *missing);
        value = none ? std::numeric_limits<double>::quiet_NaN() : value * scale.value_or(1.0) + offset.value_or(0.0);
    }
    return values;
}

std::vector<double> NetcdfInput::read(const std::string& variable) const {
    std::vector<std::size_t> start, count;
    for (const Dimension& dimension : dimensions(variable)) {
        start.push_back(0);
        count.push_back(dimension.size);
    }
    return read(variable, start, count);
}

}  // namespace decawatt::io
