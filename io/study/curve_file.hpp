// Power curves in separate files, with the columns of NREL's turbine-models.
#pragma once

#include "io/study/raw_study.hpp"
#include "io/study/table_reader.hpp"

namespace decawatt::io {

// Reads every file that `curve_file` of turbines.csv names (relative to the study's folder) into `raw.curve_files` and
// `raw.files`. Faults: files that cannot be read or are not CSV, columns that are missing or unknown.
void read_curve_files(RawStudy& raw, Faults& faults);

struct FileCurve {
    std::vector<double> wind_m_per_s, power_kw;
    std::vector<double> cp, ct;  // empty if the file has no such column
};

// The curve of a file. Faults: values that are not finite numbers >= 0, wind speeds that are not ascending, fewer than
// two rows, no positive power.
FileCurve curve_of(const CsvTable& table, Faults& faults);

}  // namespace decawatt::io
