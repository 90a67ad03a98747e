// Curtailment-enabled headroom: the constant load that each region can add without a higher peak if that load is
// curtailed at peaks.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "io/study/read_study.hpp"
#include "profiles/demand/curtailment_headroom.hpp"

namespace decawatt::app {

struct HeadroomSettings {
    std::vector<double> curtailed_frac = {0.0025, 0.005, 0.01, 0.05};  // shares of the load's energy, each above 0
    bool with_data_centers = false;  // whether demand includes the study's data centres
    int threads = 0;                 // 0: all of the machine
};

// One region, or all regions together, in one calendar year.
struct RegionHeadroom {
    std::string region;
    int year = 0;
    double mean_demand_mw = 0.0;
    profiles::SeasonPeaks peaks;
    std::vector<profiles::Headroom> headroom;  // by curtailment limit, as in the settings
};

inline constexpr const char* kAllRegions = "all regions";  // their total demand, as without network limits

struct HeadroomReport {
    io::LoadedStudy loaded;
    std::vector<double> curtailed_frac;
    std::vector<RegionHeadroom> rows;  // by year, then by region as in regions.csv; after them all regions
};

// Weather years of a calendar year are weighted. Throws base::InputError (also if the hours have no summer or no
// winter), base::ResourceError, base::Interrupted if `progress` requests a stop.
HeadroomReport headroom(io::LoadedStudy loaded, const HeadroomSettings& settings = {},
                        const base::Progress& progress = {});

// Writes a row for each region, year and limit; the file is complete or absent. Throws base::ResourceError.
void write_headroom(const std::filesystem::path& path, const HeadroomReport& report);

}  // namespace decawatt::app
