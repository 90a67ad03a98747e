// Studies: reading, checking, and the declaration of their format.
#include <pybind11/stl.h>

#include "app/check.hpp"
#include "app/file_access.hpp"
#include "base/error.hpp"
#include "io/study/csv_table.hpp"
#include "io/study/describe.hpp"
#include "io/study/read_study.hpp"
#include "io/study/schema/json_schema.hpp"
#include "io/study/schema/study_schema.hpp"
#include "python/binding/calling.hpp"
#include "python/binding/module.hpp"
#include "python/binding/study_request.hpp"

namespace decawatt::python {

namespace {
using Pairs = std::vector<std::pair<std::string, std::string>>;

const char* type_name(io::ValueType type) {
    switch (type) {
        case io::ValueType::number:
            return "number";
        case io::ValueType::integer:
            return "integer";
        case io::ValueType::boolean:
            return "boolean";
        case io::ValueType::integers:
        case io::ValueType::numbers:
        case io::ValueType::pairs:
        case io::ValueType::texts:
            return "list";
        case io::ValueType::file:
            return "file";
        default:
            return "text";
    }
}

py::list declared_columns(const io::Columns& columns) {
    py::list declared;
    for (const io::Column& column : columns) {
        py::dict one;
        one["name"] = column.name;
        one["type"] = type_name(column.value.type);
        one["is_key"] = column.value.is_key;
        one["unit"] = column.unit();
        one["default"] = column.value.default_words();
        one["about"] = column.about;
        declared.append(one);
    }
    return declared;
}

py::dict declared_tables() {
    py::dict tables;
    for (const io::TableSchema& schema : io::table_schemas()) {
        py::dict table;
        table["about"] = schema.about;
        table["columns"] = declared_columns(schema.columns);
        tables[schema.name.c_str()] = table;
    }
    return tables;
}

py::dict declared_sections() {
    py::dict sections;
    for (const io::SectionSchema& schema : io::section_schemas()) {
        py::dict section;
        section["about"] = schema.about;
        section["columns"] = declared_columns(schema.keys);
        sections[schema.name.c_str()] = section;
    }
    return sections;
}

// The names of the columns, and the fields of each as text.
py::tuple parse_table(const std::string& file, const std::string& text) {
    io::Faults faults;
    const io::CsvTable table = io::parse_csv(file, text, faults, io::kMostRows);
    if (!faults.empty()) throw base::InputError(faults.sorted({file}));
    std::vector<std::vector<std::string>> columns(table.columns.size());
    for (const io::CsvRow& row : table.rows)
        for (std::size_t c = 0; c < columns.size(); ++c) columns[c].push_back(row.fields[c]);
    return py::make_tuple(table.columns, columns);
}

Pairs pairs_of_files(const io::LoadedStudy& loaded) {
    Pairs files;
    for (const io::StudyFile& file : loaded.files) files.emplace_back(file.name, file.text);
    return files;
}

Pairs pairs_of_overrides(const io::LoadedStudy& loaded) {
    Pairs overrides;
    for (const io::Override& change : loaded.applied) overrides.emplace_back(change.path, change.value);
    return overrides;
}

py::dict checked(const io::LoadedStudy& study, int threads, bool warnings, py::object progress) {
    const app::Checked found = without_lock(std::move(progress), [&](const base::Progress& report) {
        return app::check(study, {.threads = threads, .warnings = warnings}, report);
    });
    py::list rows;
    for (const model::PlausibilityWarning& warning : found.warnings.open)
        rows.append(py::make_tuple(warning.path(), warning.found, warning.usual, warning.source,
                                   io::warning_text(found.loaded, warning)));
    py::list loads;  // of data centres by year
    for (std::size_t d = 0; d < found.draws.size(); ++d)
        for (std::size_t y = 0; y < found.draws[d].size(); ++y)
            loads.append(py::make_tuple(study.study.data_centers.name[d],
                                        study.study.horizon.first_year + static_cast<int>(y), found.draws[d][y].mean_mw,
                                        found.draws[d][y].peak_mw));
    py::dict result;
    result["warnings"] = rows;
    result["loads"] = loads;
    result["notes"] = found.loaded.notes;
    result["weather_notes"] = found.loaded.weather_notes;
    return result;
}

void add_study_class(py::module_& module) {
    using io::LoadedStudy;
    py::class_<LoadedStudy>(module, "LoadedStudy")
        .def_property_readonly("name", [](const LoadedStudy& of) { return of.study.name; })
        .def_property_readonly("currency", [](const LoadedStudy& of) { return of.study.currency; })
        .def_property_readonly("first_year", [](const LoadedStudy& of) { return of.study.horizon.first_year; })
        .def_property_readonly("last_year", [](const LoadedStudy& of) { return of.study.horizon.last_year; })
        .def_property_readonly("files", &pairs_of_files)
        .def_property_readonly("overrides", &pairs_of_overrides)
        .def_property_readonly("notes", [](const LoadedStudy& of) { return of.notes; })
        .def_property_readonly("description", [](const LoadedStudy& of) { return io::describe(of.study); });
}
}  // namespace

void add_study(py::module_& module) {
    add_study_class(module);
    module.attr("tables") = declared_tables();
    module.attr("sections") = declared_sections();
    module.def("parse_table", &parse_table);
    module.def("read_study", [](const py::dict& words) {
        const io::StudyRequest request = study_request(words);
        const Unlocked unlocked;
        const auto lock = app::file_access();  // a study may take prices from a result file
        return io::read_study(request);
    });
    module.def("check_overrides", [](const py::dict& words) {
        const io::StudyRequest request = study_request(words);
        const Unlocked unlocked;
        io::check_overrides(request);
    });
    module.def("check", &checked);
}

}  // namespace decawatt::python
