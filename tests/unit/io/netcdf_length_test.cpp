// Files of netCDF that are cut or damaged: never read as though the missing part were zeros.
#include <doctest/doctest.h>

#include <fstream>

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "io/hdf5/netcdf_length.hpp"
#include "io/weather/read_any_weather.hpp"
#include "unit/io/netcdf_samples.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {
const io::WeatherRequest kRequest{.elevation_m = 100.0, .whole_year = false};

std::string complaint(const fs::path& path) {
    try {
        (void)io::read_any_weather(path, kRequest, "");
    } catch (const base::InputError& error) {
        return error.what();
    }
    return {};
}

std::string bytes_of(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string big_endian(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i));
    return text;
}
std::string name(const std::string& text) {  // padded to four bytes
    return big_endian(text.size(), 4) + text + std::string((4 - text.size() % 4) % 4, '\0');
}

// CDF-1 by hand, after the grammar of the specification: a record dimension `t` and variables of shorts over it.
std::string header_of_records(std::uint64_t records, int variables) {
    std::string text = std::string("CDF\x01") + big_endian(records, 4);
    text += big_endian(10, 4) + big_endian(1, 4) + name("t") + big_endian(0, 4);  // dimensions
    text += big_endian(0, 8);                                                     // attributes
    text += big_endian(11, 4) + big_endian(static_cast<std::uint64_t>(variables), 4);
    const std::size_t length = text.size() + static_cast<std::size_t>(variables) * 36;
    for (int v = 0; v < variables; ++v)
        text += name(std::string(1, static_cast<char>('a' + v))) + big_endian(1, 4) + big_endian(0, 4) +
                big_endian(0, 8) + big_endian(3, 4) + big_endian(4, 4) +
                big_endian(length + static_cast<std::size_t>(v) * 4, 4);
    REQUIRE(text.size() == length);
    return text;
}
}  // namespace

TEST_CASE("netCDF-3 of every version, with and without records: the last byte of data decides") {
    const test::SampleFile file("cut.nc");
    for (const int format : {0, NC_64BIT_OFFSET, NC_64BIT_DATA})
        for (const char* records : {"", "time"}) {
            CAPTURE(format);
            CAPTURE(records);
            test::NetcdfSample sample = test::era5_sample();
            sample.format = format;
            sample.record_dimension = records;
            sample.write(file.path);
            const auto whole = io::read_any_weather(file.path, kRequest, "");
            CHECK(whole.weather.temperature_deg_c(47, 0) == doctest::Approx(24.7));
            const auto length = fs::file_size(file.path);
            fs::resize_file(file.path, length - 1);  // floats end the file: no padding
            CHECK(complaint(file.path).find(std::to_string(length - 1) + " bytes, expected " + std::to_string(length) +
                                            ": the file is shorter than its header says; download it again") !=
                  std::string::npos);
            for (const std::uintmax_t left : {length / 2, std::uintmax_t{100}, std::uintmax_t{5}}) {
                fs::resize_file(file.path, left);
                CHECK(complaint(file.path).find("shorter than its header says") != std::string::npos);
            }
        }
}

TEST_CASE("Records of narrow types are padded, except for the only record variable") {
    const test::SampleFile file("records.nc");
    // Three records of two variables: 4 bytes each, the last without its padding. Of one variable: 2 bytes each.
    for (const auto& [variables, bytes] : {std::pair{2, 2 * 8 + 4 + 2}, std::pair{1, 3 * 2}}) {
        const std::string header = header_of_records(3, variables);
        write_bytes(file.path, header + std::string(static_cast<std::size_t>(bytes), 'x'));
        CHECK_NOTHROW(io::check_netcdf_length(file.path));
        write_bytes(file.path, header + std::string(static_cast<std::size_t>(bytes - 1), 'x'));
        CHECK_THROWS_WITH_AS(io::check_netcdf_length(file.path), doctest::Contains("shorter"), base::InputError);
    }
    write_bytes(file.path, header_of_records(0, 2));  // no record yet
    CHECK_NOTHROW(io::check_netcdf_length(file.path));
    write_bytes(file.path, header_of_records(0xFFFFFFFF, 2) + std::string(100, 'x'));
    CHECK_THROWS_WITH_AS(io::check_netcdf_length(file.path), doctest::Contains("left open (streaming)"),
                         base::InputError);
}

TEST_CASE("An inconsistent header is rejected") {
    const test::SampleFile file("hostile.nc");
    const std::string good = header_of_records(3, 1) + std::string(6, 'x');
    const auto with = [&](std::size_t at, const std::string& bytes) {
        std::string text = good;
        text.replace(at, bytes.size(), bytes);
        write_bytes(file.path, text);
        return complaint(file.path);
    };
    CHECK(with(12, big_endian(0x7FFFFFFF, 4)).find("end within the header") != std::string::npos);  // dimensions
    CHECK(with(16, big_endian(0xFFFFFFF0, 4)).find("end within the header") != std::string::npos);  // a name
    CHECK(with(8, big_endian(77, 4)).find("tag 77") != std::string::npos);
    CHECK(with(4, big_endian(0x7FFFFFFF, 4)).find("expected 4294967") != std::string::npos);  // records
    CHECK(with(56, big_endian(9, 4)).find("dimension number 9") != std::string::npos);
    CHECK(with(68, big_endian(200, 4)).find("type 200") != std::string::npos);
    // Any byte of a header changed: refused or read, without a crash or an endless loop.
    test::NetcdfSample sample = test::era5_sample();
    sample.format = 0;
    sample.write(file.path);
    const std::string whole = bytes_of(file.path);
    const base::RandomStream random(1, base::Purpose::test, 3, 0);
    int refused = 0;
    constexpr int kMutants = 400;
    for (int i = 0; i < kMutants; ++i) {
        std::string text = whole;
        const auto draw = [&](int k, double bound) {
            return static_cast<std::size_t>(random.uniform(static_cast<std::uint64_t>(3 * i + k)) * bound);
        };
        text[4 + draw(0, 900.0)] = static_cast<char>(draw(1, 256.0));
        write_bytes(file.path, text);
        try {
            (void)io::read_any_weather(file.path, kRequest, "");
        } catch (const std::runtime_error&) {
            ++refused;
        }
    }
    CHECK(refused > kMutants / 4);
}

TEST_CASE("Truncated netCDF-4 is detected too") {
    const test::SampleFile file("cut4.nc");
    test::era5_sample().write(file.path);
    const auto length = fs::file_size(file.path);
    fs::resize_file(file.path, length - 1);
    CHECK(complaint(file.path).find(std::to_string(length - 1) + " bytes, expected " + std::to_string(length) +
                                    ": the file is shorter than its header says; download it again") !=
          std::string::npos);
    write_bytes(file.path, bytes_of(file.path).substr(0, 20));
    CHECK(complaint(file.path).find("shorter than its header says") != std::string::npos);
    test::common_sample().write(file.path);
    fs::resize_file(file.path, fs::file_size(file.path) - 1000);
    CHECK(complaint(file.path).find("shorter than its header says") != std::string::npos);
}

TEST_CASE("netCDF-4 with texts overwritten by zeros is rejected, where HDF5 would loop forever") {
    const test::SampleFile file("heap.nc");
    test::common_sample().write(file.path);
    std::string bytes = bytes_of(file.path);
    const auto heap = bytes.find("GCOL");
    REQUIRE(heap != std::string::npos);
    CHECK_NOTHROW((void)io::read_any_weather(file.path, {}, "north"));
    for (std::size_t k = heap + 16; k < heap + 64; ++k) bytes[k] = '\0';
    write_bytes(file.path, bytes);
    CHECK(complaint(file.path).find("found a damaged list of texts or dimensions (HDF5 global heap, byte " +
                                    std::to_string(heap) + "), expected a whole file: download it again") !=
          std::string::npos);
}
