#include "io/weather/cf_packing.hpp"

#include <fmt/format.h>
#include <netcdf.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "base/ascii.hpp"

namespace decawatt::io {

namespace {
// Reads numeric attributes; a problem if an attribute is text.
class Attributes {
  public:
    Attributes(int group, int variable, std::optional<PackingProblem>& problem)
        : group_(group), variable_(variable), problem_(problem) {}

    // Empty if the attribute is absent.
    std::vector<double> numbers(const char* name, std::size_t least, std::size_t most) {
        nc_type type = NC_NAT;
        std::size_t size = 0;
        if (nc_inq_att(group_, variable_, name, &type, &size) != NC_NOERR) return {};
        std::vector<double> all(std::min(size, most));
        const auto expected = most == 1 ? "one number" : fmt::format("{} numbers", least);
        if (type == NC_CHAR || type == NC_STRING) return refuse(name, "text", expected), std::vector<double>{};
        if (size < least || size > most)
            return refuse(name, fmt::format("{} values", size), expected), std::vector<double>{};
        if (nc_get_att_double(group_, variable_, name, all.data()) != NC_NOERR)
            return refuse(name, "a value that is not a number", expected), std::vector<double>{};
        return all;
    }
    nc_type type(const char* name) const {
        nc_type type = NC_NAT;
        return nc_inq_atttype(group_, variable_, name, &type) == NC_NOERR ? type : NC_NAT;
    }
    std::string text(const char* name) const {
        std::size_t size = 0;
        if (type(name) != NC_CHAR || nc_inq_attlen(group_, variable_, name, &size) != NC_NOERR) return {};
        std::string all(size, '\0');
        return nc_get_att_text(group_, variable_, name, all.data()) == NC_NOERR ? all : std::string{};
    }
    void refuse(const std::string& name, const std::string& found, const std::string& expected) {
        if (!problem_) problem_ = PackingProblem{name, found, expected};
    }

  private:
    int group_, variable_;
    std::optional<PackingProblem>& problem_;
};

constexpr std::size_t kManyMarks = 1000;

std::optional<double> default_fill(nc_type type) {
    switch (type) {
        case NC_SHORT:
            return NC_FILL_SHORT;
        case NC_INT:
            return NC_FILL_INT;
        case NC_FLOAT:
            return NC_FILL_FLOAT;
        case NC_DOUBLE:
            return NC_FILL_DOUBLE;
        case NC_USHORT:
            return NC_FILL_USHORT;
        case NC_UINT:
            return NC_FILL_UINT;
        case NC_INT64:
            return static_cast<double>(NC_FILL_INT64);
        case NC_UINT64:
            return static_cast<double>(NC_FILL_UINT64);
        default:
            return std::nullopt;  // bytes: "no default fill value", NetCDF User's Guide
    }
}

bool is_integer(nc_type type) {
    return type != NC_FLOAT && type != NC_DOUBLE;
}

// Attributes of other conventions (HDF-EOS, files written by hand) that would change values.
void refuse_other_packing(int group, int variable, Attributes& attributes) {
    int count = 0;
    nc_inq_varnatts(group, variable, &count);
    for (int i = 0; i < count; ++i) {
        std::array<char, NC_MAX_NAME + 1> name{};
        if (nc_inq_attname(group, variable, i, name.data()) != NC_NOERR) continue;
        const std::string exact = name.data();
        const std::string plain = base::lower(exact);
        constexpr std::array<std::string_view, 8> kNames = {"scale_factor", "add_offset", "scale", "offset",
                                                            "slope",        "intercept",  "gain",  "scaling_factor"};
        if (exact == "scale_factor" || exact == "add_offset") continue;
        if (std::ranges::find(kNames, plain) != kNames.end())
            attributes.refuse(exact, "an attribute that may change values",
                              "scale_factor and add_offset of the CF conventions alone");
    }
}

void read_scale(Attributes& attributes, CfPacking& packing) {
    const auto scale = attributes.numbers("scale_factor", 1, 1), offset = attributes.numbers("add_offset", 1, 1);
    if (!scale.empty()) packing.scale = scale.front();
    if (!offset.empty()) packing.offset = offset.front();
    if (!std::isfinite(packing.scale) || packing.scale == 0.0)
        attributes.refuse("scale_factor", fmt::format("{}", packing.scale), "a number that is not 0");
    if (!std::isfinite(packing.offset)) attributes.refuse("add_offset", fmt::format("{}", packing.offset), "a number");
}

void read_missing(Attributes& attributes, nc_type type, CfPacking& packing) {
    packing.missing = attributes.numbers("_FillValue", 1, 1);
    if (packing.missing.empty())
        if (const auto fill = default_fill(type)) packing.missing.push_back(*fill);
    for (const double mark : attributes.numbers("missing_value", 1, kManyMarks)) packing.missing.push_back(mark);
    if (packing.single)
        for (double& mark : packing.missing) mark = static_cast<double>(static_cast<float>(mark));
}

// A range with the wider type of the unpacked values refers to values, any other to packed numbers (NetCDF User's
// Guide, appendix "Attribute Conventions", valid_range).
void read_valid_range(Attributes& attributes, nc_type type, CfPacking& packing) {
    const auto of_values = [&](const char* name) {
        const nc_type own = attributes.type(name);
        const bool packed = attributes.type("scale_factor") != NC_NAT || attributes.type("add_offset") != NC_NAT;
        if (own != NC_NAT && packed && is_integer(type) && !is_integer(own)) packing.valid_of_values = true;
    };
    const auto range = attributes.numbers("valid_range", 2, 2), low = attributes.numbers("valid_min", 1, 1),
               high = attributes.numbers("valid_max", 1, 1);
    for (const char* name : {"valid_range", "valid_min", "valid_max"}) of_values(name);
    if (!low.empty()) packing.valid_low = low.front();
    if (!high.empty()) packing.valid_high = high.front();
    if (!range.empty()) packing.valid_low = range[0], packing.valid_high = range[1];
}

void read_unsigned(Attributes& attributes, nc_type type, CfPacking& packing) {
    if (attributes.type("_Unsigned") == NC_NAT) return;
    const std::string text = attributes.text("_Unsigned");
    const bool yes = text.starts_with("true"), no = text.starts_with("false");
    if (!yes && !no) attributes.refuse("_Unsigned", text.empty() ? "no text" : text, "true or false");
    const bool is_signed = type == NC_BYTE || type == NC_SHORT || type == NC_INT,
               is_unsigned = type == NC_UBYTE || type == NC_USHORT || type == NC_UINT;
    if ((yes && !is_signed) || (no && !is_unsigned)) return;
    const bool one = type == NC_BYTE || type == NC_UBYTE, two = type == NC_SHORT || type == NC_USHORT;
    packing.modulus = std::ldexp(1.0, one ? 8 : two ? 16 : 32);
    packing.meant_signed = no;
}

double as_meant(const CfPacking& packing, double number) {
    if (packing.modulus == 0.0) return number;
    if (packing.meant_signed) return number >= 0.5 * packing.modulus ? number - packing.modulus : number;
    return number < 0.0 ? number + packing.modulus : number;
}
}  // namespace

CfPacking packing_of(int group, int variable, std::optional<PackingProblem>& problem) {
    Attributes attributes(group, variable, problem);
    CfPacking packing;
    nc_type type = NC_NAT;
    nc_inq_vartype(group, variable, &type);
    packing.single = type == NC_FLOAT;
    refuse_other_packing(group, variable, attributes);
    read_scale(attributes, packing);
    read_missing(attributes, type, packing);
    read_valid_range(attributes, type, packing);
    read_unsigned(attributes, type, packing);
    for (double& mark : packing.missing) mark = as_meant(packing, mark);
    if (!packing.valid_of_values && packing.modulus > 0.0) {
        packing.valid_low = as_meant(packing, packing.valid_low);
        packing.valid_high = as_meant(packing, packing.valid_high);
    }
    return packing;
}

void unpack(const CfPacking& packing, std::span<double> numbers) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const auto is_valid = [&](double number) { return number >= packing.valid_low && number <= packing.valid_high; };
    for (double& number : numbers) {
        const double meant = as_meant(packing, number), value = meant * packing.scale + packing.offset;
        const bool missing = std::ranges::find(packing.missing, meant) != packing.missing.end();
        number = missing || !is_valid(packing.valid_of_values ? value : meant) ? kNone : value;
    }
}

}  // namespace decawatt::io
