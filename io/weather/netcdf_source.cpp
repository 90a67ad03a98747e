#include "io/weather/netcdf_source.hpp"

#include <fmt/format.h>
#include <netcdf.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "io/weather/cf_packing.hpp"

namespace decawatt::io {

namespace {
constexpr std::size_t kMostValues = std::size_t{1} << 28U;  // per read: more implies a damaged header
}

NetcdfSource::NetcdfSource(const std::filesystem::path& file) : file_(file) {
    const int status = nc_open(file.c_str(), NC_NOWRITE, &id_);
    if (status != NC_NOERR)
        refuse("netCDF", nc_strerror(status),
               "a file that the netCDF library opens; if it is truncated, download it "
               "again");
}

NetcdfSource::~NetcdfSource() {
    nc_close(id_);
}

void NetcdfSource::refuse(const std::string& variable, const std::string& found, const std::string& expected) const {
    throw base::InputError({{file_.filename().string(), variable, 0, found, expected}});
}

void NetcdfSource::check(int status, const std::string& variable) const {
    if (status != NC_NOERR)
        refuse(variable.empty() ? "netCDF" : variable, nc_strerror(status),
               "what the netCDF library can read; if the file is damaged, download it again");
}

std::optional<NetcdfSource::Location> NetcdfSource::find(const std::string& variable) const {
    Location place{id_, NC_GLOBAL};
    if (variable.empty()) return place;
    const auto slash = variable.find('/');
    if (slash != std::string::npos && nc_inq_grp_ncid(id_, variable.substr(0, slash).c_str(), &place.group) != NC_NOERR)
        return std::nullopt;
    const std::string name = slash == std::string::npos ? variable : variable.substr(slash + 1);
    if (nc_inq_varid(place.group, name.c_str(), &place.variable) != NC_NOERR) return std::nullopt;
    return place;
}

bool NetcdfSource::has(const std::string& variable) const {
    return find(variable).has_value();
}

NetcdfSource::Location NetcdfSource::place_of(const std::string& variable) const {
    const auto place = find(variable);
    if (!place) refuse(variable, "no such variable", "this variable");
    return *place;
}

std::vector<std::string> NetcdfSource::variables() const {
    int count = 0;
    check(nc_inq_nvars(id_, &count), "");
    std::vector<std::string> names;
    for (int variable = 0; variable < count; ++variable) {
        std::array<char, NC_MAX_NAME + 1> name{};
        check(nc_inq_varname(id_, variable, name.data()), "");
        names.emplace_back(name.data());
    }
    return names;
}

std::vector<NetcdfDimension> NetcdfSource::dimensions(const std::string& variable) const {
    const Location place = place_of(variable);
    int rank = 0;
    check(nc_inq_varndims(place.group, place.variable, &rank), variable);
    std::vector<int> ids(static_cast<std::size_t>(rank));
    check(nc_inq_vardimid(place.group, place.variable, ids.data()), variable);
    std::vector<NetcdfDimension> all;
    for (const int dimension : ids) {
        std::array<char, NC_MAX_NAME + 1> name{};
        std::size_t size = 0;
        check(nc_inq_dim(place.group, dimension, name.data(), &size), variable);
        all.push_back({name.data(), size});
    }
    return all;
}

std::optional<std::string> NetcdfSource::text_attribute(const std::string& variable, const std::string& name) const {
    const Location place = place_of(variable);
    nc_type type = NC_NAT;
    std::size_t size = 0;
    if (nc_inq_att(place.group, place.variable, name.c_str(), &type, &size) != NC_NOERR) return std::nullopt;
    if (type == NC_STRING && size == 1) {
        char* text = nullptr;
        check(nc_get_att_string(place.group, place.variable, name.c_str(), &text), variable);
        std::string result = text ? text : "";
        nc_free_string(1, &text);
        return result;
    }
    if (type != NC_CHAR) return std::nullopt;
    std::string result(size, '\0');
    check(nc_get_att_text(place.group, place.variable, name.c_str(), result.data()), variable);
    return result.substr(0, result.find('\0'));
}

std::optional<double> NetcdfSource::number_attribute(const std::string& variable, const std::string& name) const {
    const Location place = place_of(variable);
    std::size_t size = 0;
    nc_type type = NC_NAT;
    double value = 0.0;
    const bool one = nc_inq_att(place.group, place.variable, name.c_str(), &type, &size) == NC_NOERR && size == 1 &&
                     type != NC_CHAR && type != NC_STRING;
    if (!one || nc_get_att_double(place.group, place.variable, name.c_str(), &value) != NC_NOERR) return std::nullopt;
    return value;
}

std::vector<double> NetcdfSource::read(const std::string& variable, const std::vector<std::size_t>& start,
                                       const std::vector<std::size_t>& count) const {
    const Location place = place_of(variable);
    std::size_t size = 1;
    for (const std::size_t n : count) {
        if (n > kMostValues / std::max<std::size_t>(1, size))
            refuse(variable, fmt::format("more than {} values", kMostValues), "fewer: its dimensions are damaged");
        size *= n;
    }
    std::optional<PackingProblem> problem;
    const CfPacking packing = packing_of(place.group, place.variable, problem);
    if (problem) refuse(fmt::format("{}:{}", variable, problem->attribute), problem->found, problem->expected);
    std::vector<double> values(size);
    if (size == 0) return values;
    check(nc_get_vara_double(place.group, place.variable, start.data(), count.data(), values.data()), variable);
    unpack(packing, values);
    return values;
}

std::vector<double> NetcdfSource::read(const std::string& variable) const {
    std::vector<std::size_t> start, count;
    for (const NetcdfDimension& dimension : dimensions(variable)) {
        start.push_back(0);
        count.push_back(dimension.size);
    }
    return read(variable, start, count);
}

bool NetcdfSource::holds_texts(const std::string& variable) const {
    const Location place = place_of(variable);
    nc_type type = NC_NAT;
    check(nc_inq_vartype(place.group, place.variable, &type), variable);
    return type == NC_STRING || type == NC_CHAR;
}

std::vector<std::string> NetcdfSource::texts(const std::string& variable) const {
    const Location place = place_of(variable);
    nc_type type = NC_NAT;
    check(nc_inq_vartype(place.group, place.variable, &type), variable);
    std::vector<std::size_t> extent;
    for (const NetcdfDimension& dimension : dimensions(variable)) extent.push_back(dimension.size);
    const bool characters = type == NC_CHAR;
    if (type != NC_STRING && !characters) refuse(variable, "numbers", "texts");
    std::size_t length = 1;
    if (characters && !extent.empty()) length = extent.back(), extent.pop_back();
    std::size_t count = 1;
    for (const std::size_t n : extent) {
        if (n * std::max<std::size_t>(1, length) > kMostValues / std::max<std::size_t>(1, count))
            refuse(variable, "too many texts", "fewer: its dimensions are damaged");
        count *= n;
    }
    std::vector<std::string> all;
    if (characters) {
        std::string read(count * length, '\0');
        check(nc_get_var_text(place.group, place.variable, read.data()), variable);
        for (std::size_t i = 0; i < count; ++i) {
            std::string text = read.substr(i * length, length);
            text.resize(std::min(text.find('\0'), text.size()));
            text.resize(text.find_last_not_of(' ') + 1);  // Fortran programs pad with blanks
            all.push_back(std::move(text));
        }
        return all;
    }
    std::vector<char*> read(count, nullptr);
    check(nc_get_var_string(place.group, place.variable, read.data()), variable);
    for (const char* text : read) all.emplace_back(text ? text : "");
    nc_free_string(count, read.data());
    return all;
}

}  // namespace decawatt::io
