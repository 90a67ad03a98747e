#include "io/weather/netcdf_input.hpp"

#include <fstream>
#include <functional>
#include <memory>

#include "base/error.hpp"
#include "io/hdf5/netcdf_length.hpp"
#include "io/hdf5/seal.hpp"
#include "io/weather/hdf5_heap.hpp"
#include "io/weather/self_contained.hpp"

namespace decawatt::io {

namespace {
enum Question : std::uint64_t {
    kHas,
    kVariables,
    kDimensions,
    kTextAttribute,
    kNumberAttribute,
    kBlock,
    kWhole,
    kHoldsTexts,
    kTexts
};

void put_dimensions(const NetcdfSource& source, const std::string& variable, Packet& reply) {
    std::vector<std::string> names;
    std::vector<std::size_t> sizes;
    for (const NetcdfDimension& dimension : source.dimensions(variable)) {
        names.push_back(dimension.name);
        sizes.push_back(dimension.size);
    }
    reply.put(std::span<const std::string>(names)).put(sizes);
}

void put_text(const std::optional<std::string>& text, Packet& reply) {
    reply.put(std::uint64_t{text.has_value()}).put(std::string_view(text ? *text : ""));
}

void put_number(const std::optional<double>& number, Packet& reply) {
    reply.put(std::span<const double>(number ? &*number : nullptr, number ? 1 : 0));
}

void put_block(const NetcdfSource& source, const std::string& variable, Packet& request, Packet& reply) {
    const std::vector<std::size_t> start = request.sizes(), count = request.sizes();
    reply.put(std::span<const double>(source.read(variable, start, count)));
}

void answer(const NetcdfSource& source, Packet& request, Packet& reply) {
    const std::uint64_t question = request.number();
    const std::string variable = request.text();
    switch (question) {
        case kHas:
            reply.put(std::uint64_t{source.has(variable)});
            break;
        case kVariables:
            reply.put(std::span<const std::string>(source.variables()));
            break;
        case kDimensions:
            put_dimensions(source, variable, reply);
            break;
        case kTextAttribute:
            put_text(source.text_attribute(variable, request.text()), reply);
            break;
        case kNumberAttribute:
            put_number(source.number_attribute(variable, request.text()), reply);
            break;
        case kBlock:
            put_block(source, variable, request, reply);
            break;
        case kWhole:
            reply.put(std::span<const double>(source.read(variable)));
            break;
        case kHoldsTexts:
            reply.put(std::uint64_t{source.holds_texts(variable)});
            break;
        default:
            reply.put(std::span<const std::string>(source.texts(variable)));
    }
}

ReadingProcess::Answer open_source(const std::filesystem::path& file) {
    const auto source = std::make_shared<NetcdfSource>(file);
    return [source](Packet& request, Packet& reply) { answer(*source, request, reply); };
}

Packet question(Question kind, const std::string& variable) {
    return Packet().put(std::uint64_t{kind}).put(std::string_view(variable));
}

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& found, const std::string& expected) {
    throw base::InputError({{file.filename().string(), "content", 0, found, expected}});
}

// Converts DamagedFile to InputError, because a weather file is user input.
template <typename Work>
auto as_input(const std::filesystem::path& file, const Work& work) {
    try {
        return work();
    } catch (const DamagedFile& damage) {
        refuse(file, damage.what(), "a whole file: download it again");
    }
}
}  // namespace

NetcdfInput::NetcdfInput(const std::filesystem::path& file) : file_(file) {
    if (!std::ifstream(file)) throw base::ResourceError(file.string() + ": cannot be opened");
    if (!is_netcdf_file(file)) refuse(file, "a file of another kind", "netCDF, of version 3 or 4");
    check_netcdf_length(file);
    as_input(file, [&] {
        const bool sealed = is_hdf5_file(file) && check_seal(file) == Seal::whole;
        if (!sealed && is_hdf5_file(file)) check_global_heaps(file);
        process_.emplace(file, [&file] {
            if (is_hdf5_file(file)) expect_self_contained(file);
            return open_source(file);
        });
    });
}

Packet NetcdfInput::ask(const Packet& request) const {
    return as_input(file_, [&] { return process_->ask(request); });
}

bool NetcdfInput::has(const std::string& variable) const {
    return ask(question(kHas, variable)).number() != 0;
}

std::vector<std::string> NetcdfInput::variables() const {
    return ask(question(kVariables, "")).texts();
}

std::vector<NetcdfInput::Dimension> NetcdfInput::dimensions(const std::string& variable) const {
    Packet reply = ask(question(kDimensions, variable));
    const std::vector<std::string> names = reply.texts();
    const std::vector<std::size_t> sizes = reply.sizes();
    std::vector<Dimension> all;
    for (std::size_t i = 0; i < std::min(names.size(), sizes.size()); ++i) all.push_back({names[i], sizes[i]});
    return all;
}

std::optional<std::string> NetcdfInput::text_attribute(const std::string& variable, const std::string& name) const {
    Packet reply = ask(question(kTextAttribute, variable).put(std::string_view(name)));
    if (reply.number() == 0) return std::nullopt;
    return reply.text();
}

std::optional<double> NetcdfInput::number_attribute(const std::string& variable, const std::string& name) const {
    const std::vector<double> found = ask(question(kNumberAttribute, variable).put(std::string_view(name))).numbers();
    if (found.empty()) return std::nullopt;
    return found.front();
}

std::vector<double> NetcdfInput::read(const std::string& variable, const std::vector<std::size_t>& start,
                                      const std::vector<std::size_t>& count) const {
    return ask(question(kBlock, variable).put(start).put(count)).numbers();
}

std::vector<double> NetcdfInput::read(const std::string& variable) const {
    return ask(question(kWhole, variable)).numbers();
}

bool NetcdfInput::holds_texts(const std::string& variable) const {
    return ask(question(kHoldsTexts, variable)).number() != 0;
}

std::vector<std::string> NetcdfInput::texts(const std::string& variable) const {
    return ask(question(kTexts, variable)).texts();
}

}  // namespace decawatt::io
