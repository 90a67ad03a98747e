// The writer of results: what is in the file, and what is left when it fails.
#include <doctest/doctest.h>
#include <hdf5.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <vector>

#include "base/error.hpp"
#include "io/hdf5/write_results.hpp"
#include "tests/unit/io/balanced_plan.hpp"

using namespace decawatt;
namespace fs = std::filesystem;

namespace {

const io::Provenance kProvenance{{{"study.toml", "text of it\n", 0xabcdef}},
                                 {{"study.discount_rate", "0.05"}},
                                 "0.1.0",
                                 "gcc",
                                 "decawatt run",
                                 7,
                                 2,
                                 ""};

struct Folder {  // a fresh folder that goes with the test
    fs::path path = fs::temp_directory_path() / ("decawatt_hdf5_" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::create_directory(path);
    }
    ~Folder() { fs::remove_all(path); }
    std::size_t entries() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), {})); }
};

struct Array {
    std::vector<hsize_t> extent, chunk;
    std::vector<double> values;
    H5T_class_t kind = H5T_NO_CLASS;
    std::size_t bytes = 0;
    int filters = 0;
};

Array read(const fs::path& path, const char* name) {
    Array array;
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t data = H5Dopen2(file, name, H5P_DEFAULT);
    REQUIRE(data >= 0);
    const hid_t space = H5Dget_space(data), type = H5Dget_type(data), properties = H5Dget_create_plist(data);
    array.extent.resize(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, array.extent.data(), nullptr);
    array.values.resize(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    array.kind = H5Tget_class(type);
    array.bytes = H5Tget_size(type);
    array.filters = H5Pget_nfilters(properties);
    array.chunk.resize(array.extent.size());
    if (H5Pget_layout(properties) == H5D_CHUNKED)
        H5Pget_chunk(properties, static_cast<int>(array.chunk.size()), array.chunk.data());
    REQUIRE(H5Dread(data, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values.data()) >= 0);
    H5Pclose(properties), H5Tclose(type), H5Sclose(space), H5Dclose(data), H5Fclose(file);
    return array;
}

std::string read_text(const fs::path& path, const char* name, std::size_t index) {
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t data = H5Dopen2(file, name, H5P_DEFAULT);
    REQUIRE(data >= 0);
    const hid_t space = H5Dget_space(data), type = H5Dget_type(data);
    std::vector<char*> texts(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    REQUIRE(H5Dread(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts.data()) >= 0);
    std::string text = texts.at(index);
    H5Dvlen_reclaim(type, space, H5P_DEFAULT, texts.data());
    H5Tclose(type), H5Sclose(space), H5Dclose(data), H5Fclose(file);
    return text;
}

bool exists(const fs::path& path, const char* name) {
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const bool found = H5Lexists(file, name, H5P_DEFAULT) > 0;
    H5Fclose(file);
    return found;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("series go to their year, hour and entity") {
    const Folder folder;
    auto [study, plan] = test::make_balanced_plan(1);
    study.output.precision = "float64";
    const fs::path path = folder.path / "out.h5";
    io::write_results(path, study, plan, kProvenance, {});
    const Array generation = read(path, "generation_mw");
    REQUIRE(generation.extent == std::vector<hsize_t>{96, 4});
    CHECK(generation.bytes == sizeof(double));
    CHECK(generation.filters == 3);  // shuffle and deflate
    CHECK(generation.chunk == std::vector<hsize_t>{96, 4});
    for (std::size_t y = 0; y < 2; ++y)
        for (std::size_t t = 0; t < 48; ++t)
            for (std::size_t f = 0; f < 4; ++f)
                CHECK(generation.values[(y * 48 + t) * 4 + f] == plan.dispatch[y].generation_mw(t, f));
    const Array time = read(path, "time");
    CHECK(time.kind == H5T_INTEGER);
    CHECK(time.values[0] == static_cast<double>(base::utc_of_date(2030, 1, 1, 9 * 3600)));
    CHECK(time.values[48] == static_cast<double>(base::utc_of_date(2031, 1, 1, 9 * 3600)));
    CHECK(read_text(path, "region", 1) == "Nörd");
    CHECK(read_text(path, "fleet_members", 0) == "solar a,solar b");
    CHECK(read_text(path, "fleet_behind", 3) == "hub");
    CHECK(read_text(path, "fleet_contract", 1).empty());
    CHECK(read(path, "interface_sign").values ==
          std::vector<double>{1.0});  // -1 on a line that runs against its corridor
    CHECK(read(path, "certificate/primal_objective").values[0] == plan.objective);
    CHECK(read(path, "certificate/linking_violation").values[0] == 3e-8);
    CHECK(read(path, "capacity/store_built_mwh").values == std::vector<double>{0.0, 0.0, 400.0, 0.0});
    CHECK(read(path, "costs/fleet_capex_per_mw").values[0] ==
          900.0e3);  // of the member that may be built, not of the first
    CHECK(read_text(path, "provenance/text", 0) == "text of it\n");
    CHECK(read_text(path, "provenance/fnv1a_64", 0) == "0000000000abcdef");
    CHECK(folder.entries() == 1);  // the partial file took its name
}

TEST_CASE("single precision is stored as such, and what was never written is NaN") {
    const Folder folder;
    auto [study, plan] = test::make_balanced_plan(2);
    plan.dispatch.pop_back();  // weather year 2 of the last year is missing
    const fs::path path = folder.path / "out.h5";
    io::write_results(path, study, plan, kProvenance, {});
    const Array content = read(path, "content_mwh");
    REQUIRE(content.extent == std::vector<hsize_t>{2, 96, 2});
    CHECK(content.bytes == sizeof(float));
    for (std::size_t w = 0; w < 2; ++w)
        for (std::size_t t = 0; t < 96; ++t)
            for (std::size_t s = 0; s < 2; ++s) {
                const double value = content.values[(w * 96 + t) * 2 + s];
                if (w == 1 && t >= 48)
                    CHECK(std::isnan(value));
                else
                    CHECK(value == static_cast<float>(plan.dispatch[t / 48 * 2 + w].content_mwh(t % 48, s)));
            }
    CHECK(read(path, "weather_weight").values == std::vector<double>{0.25, 0.75});
    for (const double value : read(path, "temperature_deg_c").values) CHECK(std::isnan(value));
    CHECK(std::isnan(read(path, "targets/hourly_target_frac").values[0]));
    CHECK(read(path, "targets/hourly_target_frac").values[1] == 0.5);
}

TEST_CASE("only the series requested are written, and an unknown one is an error of the study") {
    const Folder folder;
    auto [study, plan] = test::make_balanced_plan(1);
    study.output.series = {"price_per_mwh", "deficit_mw"};
    io::write_results(folder.path / "out.h5", study, plan, kProvenance, {});
    CHECK(exists(folder.path / "out.h5", "price_per_mwh"));
    CHECK(exists(folder.path / "out.h5", "deficit_mw"));
    CHECK_FALSE(exists(folder.path / "out.h5", "generation_mw"));
    study.output.series = {"prices"};
    CHECK_THROWS_AS(io::write_results(folder.path / "other.h5", study, plan, kProvenance, {}), base::InputError);
    CHECK(folder.entries() == 1);
}

TEST_CASE("kinds that a study does not have leave no trace") {
    const Folder folder;
    auto [study, plan] = test::make_balanced_plan(1);
    study.contracts = {};
    study.data_centers.contract = {base::none<model::ContractIndex>};
    plan.plants.contract.assign(4, base::none<model::ContractIndex>);
    plan.stores = {};
    plan.contracts.clear();
    io::write_results(folder.path / "out.h5", study, plan, kProvenance, {});
    for (const char* name : {"contract", "deficit_mw", "store", "content_mwh"})
        CHECK_FALSE(exists(folder.path / "out.h5", name));
    CHECK(exists(folder.path / "out.h5", "generation_mw"));
}

TEST_CASE("the same plan gives the same bytes") {
    const Folder folder;
    const auto [study, plan] = test::make_balanced_plan(2);
    io::write_results(folder.path / "a.h5", study, plan, kProvenance, {});
    io::write_results(folder.path / "b.h5", study, plan, kProvenance, {});
    CHECK(bytes_of(folder.path / "a.h5") == bytes_of(folder.path / "b.h5"));
}

TEST_CASE("a failure names the file and the reason") {
    const Folder folder;
    const auto [study, plan] = test::make_balanced_plan(1);
    const fs::path path = folder.path / "absent" / "out.h5";
    std::string message;
    try {
        io::write_results(path, study, plan, kProvenance, {});
    } catch (const base::ResourceError& error) {
        message = error.what();
    }
    CAPTURE(message);
    CHECK(message.find(path.string()) != std::string::npos);
    CHECK(message.find("No such file or directory") != std::string::npos);
    fs::create_directory(folder.path / "taken");
    fs::create_directory(folder.path / "taken" / "by a folder");
    CHECK_THROWS_AS(io::write_results(folder.path / "taken", study, plan, kProvenance, {}),
                    base::ResourceError);  // the rename fails
    CHECK(folder.entries() == 1);
}

TEST_CASE("a place that takes no file is known before the work") {
    const Folder folder;
    const fs::path path = folder.path / "out.h5";
    std::ofstream(path) << "older";
    CHECK_NOTHROW(io::expect_writable(path));
    CHECK_NOTHROW(io::expect_writable(folder.path / "new.h5"));
    CHECK(bytes_of(path) == "older");
    CHECK(folder.entries() == 1);
    CHECK_THROWS_AS(io::expect_writable(folder.path), base::ResourceError);
    CHECK_THROWS_AS(io::expect_writable(folder.path / "absent" / "out.h5"), base::ResourceError);
    CHECK_THROWS_AS(io::expect_writable(path / "out.h5"), base::ResourceError);
    CHECK(folder.entries() == 1);
}

TEST_CASE("a stop leaves the older file alone and nothing beside it") {
    const Folder folder;
    const auto [study, plan] = test::make_balanced_plan(1);
    const fs::path path = folder.path / "out.h5";
    std::ofstream(path) << "older";
    int calls = 0;
    const auto stop_at = [&](int last) {
        calls = 0;
        return [&calls, last](const std::string& phase, double done, const std::string&) {
            CHECK(phase == "write");
            CHECK((done >= 0.0 && done <= 1.0));
            return ++calls < last;
        };
    };
    CHECK_THROWS_AS(io::write_results(path, study, plan, kProvenance, stop_at(7)), base::Interrupted);
    CHECK(calls == 7);
    CHECK(bytes_of(path) == "older");
    CHECK(folder.entries() == 1);
    io::write_results(path, study, plan, kProvenance, stop_at(1000));
    CHECK(bytes_of(path).substr(1, 3) == "HDF");
    CHECK_THROWS_AS(io::write_results(folder.path / "late.h5", study, plan, kProvenance, stop_at(calls)),
                    base::Interrupted);
    CHECK(folder.entries() == 1);
}
