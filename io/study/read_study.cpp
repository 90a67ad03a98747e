#include "io/study/read_study.hpp"

#include <fmt/format.h>

#include "io/study/after_tax_sizing.hpp"
#include "io/study/curve_file.hpp"
#include "io/study/folder_files.hpp"
#include "io/study/hourly_files.hpp"
#include "io/study/override_values.hpp"
#include "io/study/overrides.hpp"
#include "io/study/read_settings.hpp"
#include "io/study/read_tables.hpp"
#include "io/study/step_file.hpp"
#include "io/study/study_notes.hpp"
#include "model/validate.hpp"

namespace decawatt::io {

namespace {
// After reading, because construction years default to the study's own horizon.
void narrow(model::Study& study, const StudyRequest& request, const std::string& file, Faults& faults) {
    model::Horizon& horizon = study.horizon;
    if ((request.first_year == 0 && request.last_year == 0) || horizon.first_year == 0) return;
    const int first = request.first_year == 0 ? horizon.first_year : request.first_year;
    const int last = request.last_year == 0 ? horizon.last_year : request.last_year;
    if (first < horizon.first_year || last > horizon.last_year || last < first) {
        faults.add({file, "horizon", 0, fmt::format("{} to {} requested", first, last),
                    fmt::format("years within {} to {}", horizon.first_year, horizon.last_year)});
        return;
    }
    narrow_series(first, last, study);
    horizon.first_year = first;
    horizon.last_year = last;
}

void add_violations(const RawStudy& raw, const model::Study& study, Faults& faults) {
    for (const model::Violation& violation : model::validate(study)) {
        const auto table = raw.tables.find(violation.table);
        const bool empty = table == raw.tables.end() || table->second.rows.empty();
        if (empty && raw.requires_table(*find_table(violation.table)))
            continue;  // already reported for the table as a whole
        const int line = violation.entry ? table->second.rows.at(*violation.entry).line : 0;
        faults.add({violation.table + ".csv", violation.column, line, violation.found, violation.expected});
    }
}
}  // namespace

LoadedStudy read_study(const StudyRequest& request) {
    Faults faults;
    RawStudy raw = read_raw_study(request, faults);
    LoadedStudy loaded;
    loaded.applied = apply_overrides(raw, request.variant, request.overrides, faults);
    read_curve_files(raw, faults);
    read_hourly_files(raw, faults);
    read_step_file(raw, faults);
    loaded.notes = check_folder(raw, request.overrides, faults);
    if (!raw.is_readable()) throw base::InputError(faults.sorted(raw.file_order()));  // further checks are not possible
    model::Study& study = loaded.study;
    if (!raw.settings_broken) loaded.accepted_warnings = read_settings(raw, faults, study);
    const Reading reading{raw, faults, study.utc_offset_s};
    TableContents contents = read_tables(reading, study);
    loaded.weather_files = std::move(contents.weather_files);
    loaded.scenarios = std::move(contents.scenarios);
    loaded.finance = std::move(contents.finance);
    loaded.has_climate = !reading.rows("climate").empty();
    std::vector<std::string> sizing_notes;
    if (loaded.finance && faults.empty()) sizing_notes = apply_after_tax_sizing(*loaded.finance, study);
    add_violations(raw, study, faults);
    check_stated_steps(raw, study, faults);
    narrow(study, request, raw.settings_file, faults);
    if (!faults.empty()) throw base::InputError(faults.sorted(raw.file_order()));
    for (std::string& note : study_notes(raw, study)) loaded.notes.push_back(std::move(note));
    loaded.notes.insert(loaded.notes.end(), sizing_notes.begin(), sizing_notes.end());
    loaded.line_of_row = lines_of_rows(raw);
    loaded.read_by_adequacy_only = columns_of_adequacy(raw);
    loaded.read_by_planning_only = columns_of_planning(raw);
    loaded.files = std::move(raw.files);
    loaded.folder = raw.source.folder();
    return loaded;
}

void check_overrides(const StudyRequest& request) {
    Faults of_files, faults;
    RawStudy raw = read_raw_study(request, of_files);
    const std::vector<Override> applied = apply_overrides(raw, request.variant, request.overrides, faults);
    check_override_values(raw, applied, faults);
    if (!faults.empty()) throw base::InputError(faults.sorted(raw.file_order()));
}

}  // namespace decawatt::io
