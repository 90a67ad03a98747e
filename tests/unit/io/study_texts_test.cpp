// Studies whose settings and tables are in memory.
#include <doctest/doctest.h>

#include "io/study/describe.hpp"
#include "study_copy.hpp"

using namespace decawatt;
using io::StudyRequest;
using io::test::kMinimal;
using io::test::StudyCopy;

namespace {
// The files of the minimal study by name.
io::StudyTexts texts_of_minimal() {
    io::StudyTexts texts;
    for (const io::StudyFile& file : StudyCopy().read().files) texts[file.name] = file.text;
    return texts;
}

std::string faults(const StudyRequest& request) {
    try {
        io::read_study(request);
    } catch (const base::InputError& error) {
        return error.what();
    }
    return {};
}

StudyRequest request_of(io::StudyTexts texts) {
    StudyRequest request;
    request.texts = std::move(texts);
    return request;
}
}  // namespace

TEST_CASE("a study in memory is that of the folder with the same texts") {
    const io::LoadedStudy read = StudyCopy().read(), made = io::read_study(request_of(texts_of_minimal()));
    CHECK(io::describe(made.study) == io::describe(read.study));
    REQUIRE(made.files.size() == read.files.size());
    for (std::size_t i = 0; i < made.files.size(); ++i) {
        CHECK(made.files[i].name == read.files[i].name);
        CHECK(made.files[i].hash == read.files[i].hash);
    }
    CHECK(made.folder == ".");
}

TEST_CASE("tables of the folder are not read beside texts") {
    const StudyCopy copy;
    copy.write("holidays.csv", "nonsense");
    copy.write("no_table.csv", "a,b\n");
    StudyRequest request = request_of(texts_of_minimal());
    request.path = copy.folder();
    CHECK(faults(request).empty());
    request.texts.erase("regions.csv");
    const std::string found = faults(request);
    CAPTURE(found);
    CHECK(found.find("regions.csv: table: found no such file") != std::string::npos);
}

TEST_CASE("faults of texts have the names of their files") {
    StudyRequest request = request_of(texts_of_minimal());
    request.texts["plantz.csv"] = "a\n1\n";
    request.texts["fuels.csv"] = "a;b\n";
    const std::string found = faults(request);
    CHECK(found.find("plantz.csv") != std::string::npos);
    CHECK(found.find("did you mean plants.csv?") != std::string::npos);
    CHECK(found.find("fuels.csv") != std::string::npos);
}

TEST_CASE("texts without settings, and a folder that is not there, are refused") {
    StudyRequest request = request_of(texts_of_minimal());
    request.texts.erase("study.toml");
    request.path = kMinimal;  // its study.toml does not take the place
    CHECK(faults(request).find("study.toml: settings: found no such file") != std::string::npos);
    request = request_of(texts_of_minimal());
    request.path = kMinimal / "absent";
    CHECK_THROWS_AS(io::read_study(request), base::ResourceError);
}

TEST_CASE("files that tables name are taken from the texts before the folder") {
    StudyRequest request = request_of(texts_of_minimal());
    request.texts["curve.csv"] = "Wind Speed [m/s],Power [kW]\n3,0\n12,3000\n25,3000\n";
    CHECK(faults(request).find("curve.csv: table") != std::string::npos);  // nothing names it
    std::string& turbines = request.texts.at("turbines.csv");
    turbines = "name,curve_file,hub_height_m\nonshore class,curve.csv,100\n";
    const model::Turbines made = io::read_study(request).study.turbines;
    CHECK(made.curve_wind_m_per_s.at(0) == std::vector<double>{3.0, 12.0, 25.0});
    request.texts.erase("curve.csv");
    CHECK(faults(request).find("turbines.csv: curve_file (row 2)") != std::string::npos);
}

TEST_CASE("overrides are checked alone") {
    StudyRequest request;
    request.path = kMinimal;
    request.overrides = {{"data_centers.hub.it_scale", "5"}};
    io::check_overrides(request);
    request.overrides.push_back({"data_centers.hubb.it_scale", "2"});
    CHECK_THROWS_WITH_AS(io::check_overrides(request), doctest::Contains("hubb"), base::InputError);
}

TEST_CASE("values of overrides are checked by the declaration of their field") {
    StudyRequest request;
    request.path = kMinimal;
    const auto refused = [&](const char* path, const char* value, const char* expected) {
        CAPTURE(path);
        CAPTURE(value);
        request.overrides = {{path, value}};
        CHECK_THROWS_WITH_AS(io::check_overrides(request), doctest::Contains(expected), base::InputError);
    };
    const auto accepted = [&](const char* path, const char* value) {
        CAPTURE(path);
        CAPTURE(value);
        request.overrides = {{path, value}};
        CHECK_NOTHROW(io::check_overrides(request));
    };
    refused("data_centers.hub.it_scale", "-5", "finite number");
    refused("data_centers.hub.it_scale", "much", "finite number");
    refused("data_centers.hub.deferrable_frac", "20", "(0.4, not 40)");
    refused("data_centers.hub.build_first_year", "2028.5", "whole number");
    refused("data_centers.hub.region", "sout", "a name in regions.csv (did you mean 'south'?)");
    refused("data_centers.hub.region", "", "nothing");
    refused("data_centers.hub.cooling", "ice", "cooling_systems.csv");
    refused("plants.hub solar.technology", "sun", "solar");
    refused("plants.hub solar.commissioned", "soon", "2027-11");
    refused("plants.hub solar.build_limit_mw", "1,000", "without a comma");
    accepted("data_centers.hub.cooling", "water_economizer");
    accepted("data_centers.hub.contract", "");
    accepted("plants.hub solar.commissioned", "2027-11");
    accepted("contract_targets.hub supply/2029.hourly_frac", "");
    refused("planning.tolerance", "small", "planning.tolerance");
    refused("planning.target_scope", "some", "each");
    refused("horizon.first_year", "2028.5", "horizon.first_year");
    refused("study.utc_offset", "9", "+09:00");
    refused("weather.years", "[1.5]", "weather.years");
    refused("weather.years", "3", "weather.years");
    refused("output.series", "[\"noise\"]", "output.series");
    accepted("study.utc_offset", "-03:30");
    accepted("weather.years", "[1, 2]");
    accepted("horizon.first_year", "2031");  // after last_year: a relation, which the reader of the study checks
    accepted("stores.hub battery.build_duration_min_h", "9");
}
