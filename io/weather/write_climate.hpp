// Writes monthly statistics of weather files as climate.csv of a study.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/location.hpp"
#include "profiles/weather/month_statistics.hpp"

namespace decawatt::io {

inline constexpr double kSamePlaceKm = 1.0;  // assumption: two rounded coordinates of one place are no farther apart

struct FittedSite {  // one place with all its weather files
    FittedSite(profiles::Location where, double shear) : place(std::move(where)), gatherer({10.0, 100.0}, shear) {}
    profiles::Location place;
    profiles::MonthGatherer gatherer;  // wind at the two heights of the table
    std::vector<std::string> files;
};

// The site to which a reading of `file` belongs: that with its name, which must be within `kSamePlaceKm`, or a new one.
// A reading without a name belongs to the site at its place, or to a new one named after the file. Throws
// base::InputError if the name is that of another place.
FittedSite& site_of_reading(std::vector<FittedSite>& sites, const profiles::Location& place, double shear,
                            const std::filesystem::path& file);

// The climate of one site as columns of the study. Throws base::InputError naming the months that no file has.
void set_climate(model::Sites& sites, std::size_t site, const FittedSite& fitted);

// The file is complete or absent; locations of sites are written as comments. Throws base::ResourceError, and
// base::InputError as above.
void write_climate(const std::filesystem::path& path, const std::vector<FittedSite>& sites);

}  // namespace decawatt::io
