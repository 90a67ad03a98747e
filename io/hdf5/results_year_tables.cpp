#include "io/hdf5/results_year_tables.hpp"

#include <limits>

#include "base/error.hpp"

namespace decawatt::io {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Year × entity, row-major. NaN if the plan has no values.
std::vector<double> rows_of(const base::Series& series, std::size_t years, std::size_t entities,
                            const std::string& name) {
    std::vector<double> rows(years * entities, kNaN);
    if (series.times() == 0 || series.entities() == 0) return rows;
    base::expects(series.times() == years && series.entities() == entities,
                  "a table has its years and entities: " + name);
    for (std::size_t y = 0; y < years; ++y)
        for (std::size_t e = 0; e < entities; ++e) rows[y * entities + e] = series(y, e);
    return rows;
}

}  // namespace

void put_year_series(Group& group, const std::string& name, const std::string& entity, const Meaning& meaning,
                     const base::Series& series) {
    if (!group.has_dimension(entity) || !group.has_dimension("year")) return;
    group.put(name, {"year", entity}, meaning, rows_of(series, group.size("year"), group.size(entity), name));
}

void put_list(Group& group, const std::string& name, const std::string& entity, const Meaning& meaning,
              const std::vector<double>& values) {
    if (!group.has_dimension(entity)) return;
    base::expects(values.empty() || values.size() == group.size(entity), "a list has one value per entity: " + name);
    group.put(name, {entity}, meaning, values.empty() ? std::vector<double>(group.size(entity), kNaN) : values);
}

}  // namespace decawatt::io
