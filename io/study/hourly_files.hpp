// Hourly series from files that replace models (hourly.csv).
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// The files of hourly.csv that `table` names and that are in the folder.
std::vector<std::string> hourly_file_names(const CsvTable& table);

// Reads the files that hourly.csv names. Faults: a missing file, or one without a column `utc`.
void read_hourly_files(RawStudy& raw, Faults& faults);

// Their columns as series over the horizon on the study's steps. The rows of a file are the study's steps, or others of
// which one is a multiple of the other: means over longer steps are used, and values are held in shorter ones. Faults:
// rows that are not consecutive steps of the horizon, too few or too many of them, a value out of range, a missing
// column or name.
void read_hourly(const Reading& reading, model::Study& study);

// Keeps the years `first` to `last` of the horizon.
void narrow_series(int first, int last, model::Study& study);

}  // namespace decawatt::io
