#include "io/hdf5/result_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <memory>

#include "base/error.hpp"
#include "io/hdf5/hdf5_source.hpp"
#include "io/hdf5/netcdf_length.hpp"

namespace decawatt::io {

namespace {
enum Question : std::uint64_t { kHas, kExtent, kNumbers, kTexts, kTextAttribute, kNumberAttribute };

void answer(const Hdf5Source& source, Packet& request, Packet& reply) {
    const std::uint64_t question = request.number();
    const std::string place = request.text(), name = request.text();
    switch (question) {
        case kHas:
            reply.put(std::uint64_t{source.has(place)});
            break;
        case kExtent:
            reply.put(source.extent(place));
            break;
        case kNumbers:
            reply.put(source.extent(place));
            reply.put(std::span<const double>(source.numbers(place)));
            break;
        case kTexts:
            reply.put(std::span<const std::string>(source.texts(place)));
            break;
        case kTextAttribute: {
            const auto text = source.text_attribute(place, name);
            reply.put(std::uint64_t{text.has_value()}).put(std::string_view(text.value_or("")));
            break;
        }
        default: {
            const auto number = source.number_attribute(place, name);
            const double value = number.value_or(0.0);
            reply.put(std::uint64_t{number.has_value()}).put(std::span<const double>(&value, 1));
        }
    }
}

ReadingProcess::Answer open_source(const std::filesystem::path& path) {
    const auto source = std::make_shared<Hdf5Source>(path);
    return [source](Packet& request, Packet& reply) { answer(*source, request, reply); };
}

Seal checked(const std::filesystem::path& path) {
    if (std::filesystem::is_directory(path))
        throw base::ResourceError(path.string() +
                                  ": is a folder, not an HDF5 "
                                  "file");
    const Seal seal = check_seal(path);  // also checks that the file exists
    if (!is_hdf5_file(path))
        throw base::ResourceError(
            path.string() + ": is not an HDF5 file, or its beginning is damaged; expected a file that decawatt wrote");
    return seal;
}

std::string words(const Extent& extent) {
    return extent.empty() ? "one value" : fmt::format("{} values", fmt::join(extent, " × "));
}
}  // namespace

ResultReader::ResultReader(const std::filesystem::path& path)
    : path_(path), seal_(checked(path)), process_(path, [&path] { return open_source(path); }) {}

Packet ResultReader::ask(std::uint64_t question, const std::string& place, const std::string& name) const {
    return process_.ask(Packet().put(question).put(std::string_view(place)).put(std::string_view(name)));
}

void ResultReader::refuse(const std::string& place, const std::string& found, const std::string& expected) const {
    throw base::ResourceError(
        fmt::format("{}:{}: found {}, expected {}; the file is damaged or was changed: create it again", path_.string(),
                    place, found, expected));
}

bool ResultReader::has(const std::string& place) const {
    return ask(kHas, place).number() != 0;
}

Extent ResultReader::extent(const std::string& place) const {
    return ask(kExtent, place).sizes();
}

NumberArray ResultReader::numbers(const std::string& place) const {
    Packet reply = ask(kNumbers, place);
    NumberArray array;
    array.extent = reply.sizes();
    array.values = reply.numbers();
    std::size_t size = 1;
    for (const std::size_t n : array.extent) size *= n;
    if (size != array.values.size()) refuse(place, words({array.values.size()}), words(array.extent));
    return array;
}

std::vector<std::string> ResultReader::texts(const std::string& place) const {
    return ask(kTexts, place).texts();
}

std::vector<double> ResultReader::numbers(const std::string& place, const Extent& expected) const {
    if (const Extent found = extent(place); found != expected) refuse(place, words(found), words(expected));
    return numbers(place).values;
}

std::vector<double> ResultReader::finite(const std::string& place, const Extent& expected) const {
    std::vector<double> values = numbers(place, expected);
    for (const double value : values)
        if (!std::isfinite(value)) refuse(place, fmt::format("{}", value), "finite numbers");
    return values;
}

std::vector<int> ResultReader::years(const std::string& place) const {
    constexpr int kLast = 9999;
    const Extent found = extent(place);
    if (found.size() != 1 || found[0] == 0 || found[0] > kLast) refuse(place, words(found), "the years of a horizon");
    std::vector<int> years;
    for (const double value : numbers(place, found)) {
        if (!(value >= 1.0 && value <= kLast) || value != std::floor(value) ||
            (!years.empty() && value <= years.back()))
            refuse(place, fmt::format("{}", value), "the years of a horizon, rising");
        years.push_back(static_cast<int>(value));
    }
    return years;
}

std::vector<std::string> ResultReader::texts(const std::string& place, std::size_t expected) const {
    std::vector<std::string> all = texts(place);
    if (all.size() != expected) refuse(place, words({all.size()}), words({expected}));
    return all;
}

std::string ResultReader::attribute(const std::string& name) const {
    const auto text = text_attribute("/", name);
    if (!text) refuse("/" + name, "no text", "a text, as decawatt writes it");
    return *text;
}

std::optional<std::string> ResultReader::text_attribute(const std::string& place, const std::string& name) const {
    Packet reply = ask(kTextAttribute, place, name);
    if (reply.number() == 0) return std::nullopt;
    return reply.text();
}

std::optional<double> ResultReader::number_attribute(const std::string& place, const std::string& name) const {
    Packet reply = ask(kNumberAttribute, place, name);
    if (reply.number() == 0) return std::nullopt;
    const std::vector<double> value = reply.numbers();
    if (value.size() != 1) refuse(place, words({value.size()}), words({1}));
    return value[0];
}

}  // namespace decawatt::io
