// Headroom: the constant load that each region takes without a higher peak, where that load is curtailed at peaks.
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
    bool with_data_centers = false;  // whether demand includes the draw of the study's data centres
    int threads = 0;                 // 0: all of the machine
};

// One region, or all of them together, in one calendar year.
struct RegionHeadroom {
    std::string region;
    int year = 0;
    double mean_demand_mw = 0.0;
    profiles::SeasonPeaks peaks;
    std::vector<profiles::Headroom> headroom;  // by limit, as in the settings
};

inline constexpr const char* kAllRegions = "all regions";  // their summed demand, as without limits between them

struct HeadroomReport {
    io::LoadedStudy loaded;
    std::vector<double> curtailed_frac;
    std::vector<RegionHeadroom> rows;  // by year, then by region as in regions.csv; after them all regions
};

// Weather years of a calendar year count by their weights. Throws base::InputError (also where the modelled years have
// no summer or no winter), base::ResourceError, base::Interrupted where `progress` says stop.
HeadroomReport headroom(io::LoadedStudy loaded, const HeadroomSettings& settings = {},
                        const base::Progress& progress = {});

// A row for each region, year and limit, whole or not at all. Throws base::ResourceError.
void write_headroom(const std::filesystem::path& path, const HeadroomReport& report);

}  // namespace decawatt::app
