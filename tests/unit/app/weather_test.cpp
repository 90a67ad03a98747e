// Weather files and single models.
#include "app/weather.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "app/profile.hpp"
#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "unit/app/short_study.hpp"
#include "unit/app/temporary_folder.hpp"

using namespace decawatt;
using app::test::short_study;
using app::test::TemporaryFolder;

namespace {

io::WeatherRequest any_stretch() {
    io::WeatherRequest request;
    request.whole_year = false;
    return request;
}

double sum_of(const app::Profile& profile, const std::string& name) {
    for (const auto& [known, value] : profile.sums)
        if (known == name) return value;
    return std::nan("");
}

}  // namespace

TEST_CASE("generated weather is a file that is described, converted and fitted") {
    const parallel::ThreadCount mine(2);
    const TemporaryFolder folder;
    const std::string year = folder.file("year.nc"), copy = folder.file("copy.nc"), table = folder.file("climate.csv");
    const io::LoadedStudy study = short_study();
    CHECK(app::generate_weather(study, {.files = {year}, .threads = 3}) == study.study.horizon.first_year);
    CHECK(parallel::threads() == 2);

    const std::vector<app::DescribedSite> sites = app::describe_weather(year, "", any_stretch());
    REQUIRE(sites.size() == study.study.sites.name.size());
    CHECK(sites[0].months[0].days == 31);
    CHECK(sites[0].months[6].temperature_mean_deg_c > sites[0].months[0].temperature_mean_deg_c);
    CHECK(app::describe_weather(year, "south", any_stretch()).size() == 1);

    const io::CommonWeather converted = app::convert_weather({year}, any_stretch(), copy);
    CHECK(converted.places.size() == sites.size());
    CHECK(app::describe_weather(copy, "", any_stretch())[1].months[3].ghi_mean_kwh_per_m2_day ==
          sites[1].months[3].ghi_mean_kwh_per_m2_day);
    CHECK(app::fit_weather({year}, any_stretch(), table).size() == sites.size());
    CHECK(std::filesystem::file_size(table) > 0);
    CHECK_THROWS_AS(app::describe_weather(folder.file("none.nc"), "", any_stretch()), base::ResourceError);
    CHECK_THROWS_AS(app::generate_weather(study, {.files = {year}},
                                          [](const std::string&, double, const std::string&) { return false; }),
                    base::Interrupted);
}

TEST_CASE("a photovoltaic system on a weather file: its columns add up to its sums") {
    const TemporaryFolder folder;
    const std::string year = folder.file("year.nc"), config = folder.file("pv.toml"), out = folder.file("pv.csv");
    app::generate_weather(short_study(), {.files = {year}, .threads = 1});
    std::ofstream(config) << "[pv_system]\ntilt_deg = 30\nazimuth_deg = 180\ndc_ac_ratio = 1.2\n"
                             "inverter_efficiency_frac = 0.96\nloss_frac = 0.14\n"
                             "temperature_coefficient_per_deg_c = -0.0037\n[plant]\ncapacity_dc_kw = 1200\n";
    const app::ProfileInput input = app::read_profile_input(
        {.model = io::ProfileModel::pv, .config = config, .weather = year, .site = "south", .request = any_stretch()});
    CHECK(input.inputs == std::vector<std::string>{year, config});
    const app::Profile profile = app::profile(input);
    double energy_kwh = 0.0;
    for (const double kw : profile.columns.of("ac_kw")) energy_kwh += kw;
    CHECK(sum_of(profile, "energy_kwh") == doctest::Approx(energy_kwh));
    CHECK(sum_of(profile, "capacity_ac_kw") == doctest::Approx(1000.0));
    CHECK(sum_of(profile, "capacity_factor") == doctest::Approx(energy_kwh / (1000.0 * 8784.0)));
    app::write_profile(out, input, profile);
    CHECK(std::filesystem::file_size(out) > 0);
}
