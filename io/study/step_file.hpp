// The file that `horizon.step_file` names: lengths of the steps of a year, which may differ.
#pragma once

#include "io/study/raw_study.hpp"
#include "model/study.hpp"

namespace decawatt::io {

// Reads the file, if the settings name one, into `raw.step_files` and `raw.files`. Faults: as for hourly files.
void read_step_file(RawStudy& raw, Faults& faults);

// Its lengths, into the horizon. Faults: lengths that are no multiples of horizon.step_minutes up to a day, or whose
// sum is not the length of every modelled year. The lengths are then left out.
void read_step_lengths(const RawStudy& raw, Faults& faults, int utc_offset_s, model::Horizon& horizon);

// Faults: a step in which something changes that a step has one value of: the month, equipment, and what the blocks of
// tariffs in use cover. Only the first of each kind is reported.
void check_stated_steps(const RawStudy& raw, const model::Study& study, Faults& faults);

}  // namespace decawatt::io
