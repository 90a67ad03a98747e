// Hourly series from files that stand in for the models (hourly.csv).
#pragma once

#include "io/study/table_reader.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// The files of hourly.csv that `table` names and the folder holds.
std::vector<std::string> hourly_file_names(const CsvTable& table);

// Reads the files that hourly.csv names. Faults: a file that is not there, or one without a column `utc`.
void read_hourly_files(RawStudy& raw, Faults& faults);

// Their columns as series over the horizon. Faults: another hour than the next of the horizon, too few or too many of
// them, a value out of range, a column or a name that is not there.
void read_hourly(const Reading& reading, model::Study& study);

// Keeps the years `first` to `last` of the horizon.
void narrow_series(int first, int last, model::Study& study);

}  // namespace decawatt::io
