// Small netCDF files of tests: a description that a test changes, then writes.
#pragma once

#include <netcdf.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace decawatt::test {

struct SampleVariable {
    nc_type type = NC_DOUBLE;
    std::vector<std::string> dimensions;
    std::vector<double> numbers;  // or
    std::vector<std::string> texts;
    std::map<std::string, std::string> text_attributes = {};
    std::map<std::string, std::vector<double>> number_attributes = {};  // doubles, but for _FillValue: of the variable
    nc_type attribute_type = NC_DOUBLE;
};

struct NetcdfSample {
    int format = NC_NETCDF4;  // 0: CDF-1, NC_64BIT_OFFSET: CDF-2, NC_64BIT_DATA: CDF-5
    std::string record_dimension = {};
    std::vector<std::pair<std::string, std::size_t>> dimensions = {};
    std::map<std::string, SampleVariable> variables = {};
    std::map<std::string, double> number_attributes = {};

    SampleVariable& operator[](const std::string& name) { return variables.at(name); }
    void write(const std::filesystem::path& path) const;
};

// Two days of July 2021 from label 00 UTC on 1 July, at 37 N, 127 E: 48 hours of one cell, as the Climate Data Store
// gives them. Temperature is 20 + t / 10 degrees C in hour t, wind (3, 4) m/s at 10 m and (6, 8) m/s at 100 m; the
// global irradiance 700 times the cosine of the zenith.
NetcdfSample era5_sample();

// The common file of two sites, two heights and 24 hours from 2021-07-01 00 UTC: temperature t - 30 s in hour t at site
// s, wind 1 + t / 8 + s + 3 h at height h, direction 10 t + s + 2 h.
NetcdfSample common_sample();

// A unique path in the temporary folder; the file is removed with this object.
struct SampleFile {
    std::filesystem::path path;
    explicit SampleFile(const std::string& name);
    ~SampleFile() { std::filesystem::remove(path); }
    SampleFile(const SampleFile&) = delete;
    SampleFile& operator=(const SampleFile&) = delete;
};

}  // namespace decawatt::test
