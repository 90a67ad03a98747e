// Files of other kinds in place of weather files: messages name the kind.
#include "io/foreign_file.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "base/error.hpp"
#include "io/weather/read_any_weather.hpp"
#include "unit/io/netcdf_samples.hpp"

using namespace decawatt;
using namespace std::string_literals;

namespace {
std::string complaint(const std::string& bytes, const std::string& name = "weather.csv") {
    const test::SampleFile file(name);
    std::ofstream(file.path, std::ios::binary) << bytes;
    try {
        (void)io::read_any_weather(file.path, {}, "");
    } catch (const base::InputError& error) {
        return error.what();
    }
    return "accepted";
}
}  // namespace

TEST_CASE("Compressed files, archives, documents, pages and answers of servers are named, with a remedy") {
    struct Case {
        std::string bytes, expected;
    };
    const std::vector<Case> all = {
        {"\x1F\x8B\x08\0\0\0\0\0"s,
         "found a gzip-compressed file, expected the weather file in it: decompress it first "
         "(gunzip)"},
        {"PK\x03\x04\x14\0\0\0\x08\0"s + "era5.nc",
         "found a zip archive, expected the weather file in it: unpack it "
         "first (unzip)"},
        {"PK\x03\x04\x14\0\x06\0"s + "[Content_Types].xml",
         "found an Excel (xlsx) or other Office document, expected "
         "CSV: save the sheet as CSV"},
        {"PK\x03\x04\x0A\0\0\0"s + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"},
        {"BZh91AY&SY", "a bzip2-compressed file"},
        {"\xFD"
         "7zXZ\0\0\x04"s,
         "an xz-compressed file"},
        {"\x28\xB5\x2F\xFD\x24"s, "a zstd-compressed file"},
        {"7z\xBC\xAF\x27\x1C\0\x04"s, "a 7z archive"},
        {std::string(257, 'a') + "ustar\0"s + "00", "a tar archive"},
        {"GRIB\0\0\x1C\x01"s,
         "a GRIB file, expected netCDF: convert it with grib_to_netcdf (ecCodes), or download the "
         "same data as netCDF"},
        {"%PDF-1.7\n", "a PDF document"},
        {"PAR1\x15\x04"s, "a Parquet file"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "an Excel (xls) or other Office document"},
        {"\x0E\x03\x13\x01"s, "an HDF4 file"},
        {"SQLite format 3\0"s, "an SQLite database"},
        {"<!DOCTYPE html>\n<html lang=\"en\">", "an HTML page"},
        {"\n  <HTML><head><title>404 Not Found</title>", "an HTML page"},
        {"<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>", "an XML document"},
        {"{\"inputs\": {\"location\": {\"latitude\": 45.0}}}",
         "JSON, which PVGIS and NASA POWER deliver on request, "
         "expected CSV"},
        {"\xEF\xBB\xBF[{\"time\": \"20200101:0010\"}]", "JSON"},
        {"", "an empty file"},
        {"\r\n \r\n", "a file of blank lines"}};
    for (const Case& one : all)
        for (const char* name : {"weather.csv", "weather.nc", "weather.epw"})
            CHECK_MESSAGE(complaint(one.bytes, name).find(one.expected) != std::string::npos,
                          complaint(one.bytes, name));
}

TEST_CASE("Weather text is not taken for something else") {
    for (const char* head :
         {"LOCATION,Seoul,-,KOR", "Latitude (decimal degrees):\t45.0", "-BEGIN HEADER-", "PVWatts: 1",
          "\"PVWatts Hourly\"", "Year,Month,Day,Hour", "Source,Location ID", "[m/s],Speed"})
        CHECK(!io::foreign_file(head));
}

TEST_CASE("A folder is reported as one") {
    CHECK_THROWS_WITH_AS((void)io::read_any_weather(std::filesystem::temp_directory_path(), {}, ""),
                         doctest::Contains("is a folder; give the name of a weather file in it"), base::ResourceError);
}
