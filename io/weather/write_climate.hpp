// Monthly statistics of weather files as the climate.csv of a study.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/location.hpp"
#include "profiles/weather/month_statistics.hpp"

namespace decawatt::io {

inline constexpr double kSamePlaceKm = 1.0;  // assumption: two rounded coordinates of one place are no farther apart

struct FittedSite {  // one place with all its weather
    FittedSite(profiles::Location where, double shear) : place(std::move(where)), gatherer({10.0, 100.0}, shear) {}
    profiles::Location place;
    profiles::MonthGatherer gatherer;  // wind at the two heights of the table
    std::vector<std::string> files;
};

// Where a reading of `file` belongs: to the site of its name, which lies within `kSamePlaceKm`, or to a new one. A
// place without a name is the site there, or a new one of the file's name. Throws base::InputError where the name is
// that of another place.
FittedSite& site_of_reading(std::vector<FittedSite>& sites, const profiles::Location& place, double shear,
                            const std::filesystem::path& file);

// The climate of one site as columns of the study. Throws base::InputError naming the months that no file has.
void set_climate(model::Sites& sites, std::size_t site, const FittedSite& fitted);

// Whole or not at all; the sites' places stand in comments. Throws base::ResourceError, and base::InputError as above.
void write_climate(const std::filesystem::path& path, const std::vector<FittedSite>& sites);

}  // namespace decawatt::io
