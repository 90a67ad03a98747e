// Tables of a result file by year and by entity. Nothing is written if the group has no such entity.
#pragma once

#include <string>
#include <vector>

#include "base/series.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::io {

// Year × entity. If the plan has no values, the table is NaN.
void put_year_series(Group& group, const std::string& name, const std::string& entity, const Meaning& meaning,
                     const base::Series& series);

// One value per entity; NaN if the plan has no values.
void put_list(Group& group, const std::string& name, const std::string& entity, const Meaning& meaning,
              const std::vector<double>& values);

}  // namespace decawatt::io
