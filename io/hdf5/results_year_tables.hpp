// Tables of a result file by year and by entity. Where the group has no such entity nothing is written.
#pragma once

#include <string>
#include <vector>

#include "base/series.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::io {

// Year × entity. A table that the plan leaves empty is NaN.
void put_year_series(Group& group, const std::string& name, const std::string& entity, const Meaning& meaning,
                     const base::Series& series);

// A list per entity that the plan may leave empty: NaN then.
void put_list(Group& group, const std::string& name, const std::string& entity, const Meaning& meaning,
              const std::vector<double>& values);

}  // namespace decawatt::io
