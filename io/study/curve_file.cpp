#include "io/study/curve_file.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "io/text_input.hpp"

namespace decawatt::io {

namespace {
constexpr const char *kWind = "Wind Speed [m/s]", *kPower = "Power [kW]", *kCp = "Cp [-]", *kCt = "Ct [-]";

const TableSchema& curve_schema() {
    using schema::number;
    static const TableSchema curve = {
        .name = "power curve",
        .about = "A power curve in a file of its own.",
        .columns = {{kWind, number(kWindMPerS).in("m/s").key(), "Wind speed at the hub; it rises from row to row."},
                    {kPower, number(kNotNegative).in("kW"), "Output; rated power is the highest of the column."},
                    {kCp, number(kNotNegative).optional().without_unit(), "Power coefficient."},
                    {"Thrust [kN]", number(kNotNegative).optional().in("kN").remark(), "Thrust; for information only."},
                    {kCt, number(kNotNegative).optional().without_unit(), "Thrust coefficient."}}};
    return curve;
}

void check_columns(const CsvTable& table, Faults& faults) {
    for (const std::string& column : table.columns)
        if (!column.empty() && !curve_schema().knows(column))
            faults.add({table.file, visible(column), table.header_line, "an unknown column",
                        fmt::format("one of {}, {}, {}, Thrust [kN], {}", kWind, kPower, kCp, kCt)});
    for (const char* column : {kWind, kPower})
        if (!table.columns.empty() && !table.column(column))
            faults.add({table.file, column, table.header_line, "no such column", "this column"});
}
}  // namespace

void read_curve_files(RawStudy& raw, Faults& faults) {
    const auto turbines = raw.tables.find("turbines");
    if (turbines == raw.tables.end()) return;
    const auto column = turbines->second.column("curve_file");
    if (!column) return;
    for (const CsvRow& row : turbines->second.rows) {
        const std::string& name = row.fields[*column];
        if (name.empty() || raw.curve_files.contains(name)) continue;
        if (auto refused = raw.source.refusal(name, "the path of a file, relative to the study's folder")) {
            faults.add({turbines->second.file, "curve_file", row.line, refused->found(), std::move(refused->expected)});
            continue;
        }
        const StudyFile& file = raw.files.emplace_back(raw.source.read(name));
        CsvTable& table = raw.curve_files[name] = parse_csv(name, file.text, faults, kMostRows);
        check_columns(table, faults);
    }
}

FileCurve curve_of(const CsvTable& table, Faults& faults) {
    FileCurve curve;
    if (!table.column(kWind) || !table.column(kPower)) return curve;  // reported with the header
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row row(curve_schema(), table, i, {&faults});
        const double wind = row.number(kWind);
        if (!curve.wind_m_per_s.empty() && wind <= curve.wind_m_per_s.back())
            row.fault(kWind, fmt::format("more than the row before, {}", curve.wind_m_per_s.back()));
        curve.wind_m_per_s.push_back(wind);
        curve.power_kw.push_back(row.number(kPower));
        if (table.column(kCp)) curve.cp.push_back(row.required_number(kCp));
        if (table.column(kCt)) curve.ct.push_back(row.required_number(kCt));
    }
    if (table.rows.size() < 2)
        faults.add({table.file, kWind, 0, fmt::format("{} rows", table.rows.size()), "two or more"});
    else if (*std::ranges::max_element(curve.power_kw) <= 0.0)
        faults.add({table.file, kPower, 0, "no power above 0", "rated power, the highest of the column"});
    return curve;
}

}  // namespace decawatt::io
