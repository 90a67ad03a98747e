// Power curves in files of their own: the columns as NREL turbine-models publishes them.
#pragma once

#include "io/study/raw_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// Reads every file that `curve_file` of turbines.csv names (relative to the study's folder) into `raw.curve_files` and
// `raw.files`. Faults: files that cannot be read or are no CSV, columns that are missing or unknown.
void read_curve_files(RawStudy& raw, Faults& faults);

struct FileCurve {
    std::vector<double> wind_m_per_s, power_kw;
    std::vector<double> cp, ct;  // empty where the file has no such column
};

// The curve of a file. Faults: values that are no finite numbers >= 0, winds that do not rise, fewer than two rows, no
// power at all.
FileCurve curve_of(const CsvTable& table, Faults& faults);

}  // namespace decawatt::io
