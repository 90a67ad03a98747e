#include "io/study/hourly_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>

#include "assets/connection.hpp"
#include "base/fnv1a.hpp"
#include "base/nearest_name.hpp"
#include "base/steps.hpp"
#include "io/hdf5/result_prices.hpp"
#include "io/study/field_text.hpp"
#include "io/study/step_lengths.hpp"
#include "io/text_input.hpp"
#include "model/fixed_series.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::io {

namespace {
constexpr const char* kUtc = "utc";
constexpr Range kPrice{-kInfinity, kInfinity, true, true, "a finite number"};

// The start of every step of the horizon.
std::vector<base::UtcSeconds> starts_of_steps(const model::Study& study, int step_s) {
    std::vector<base::UtcSeconds> starts;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        const base::TimeAxis axis = model::regular_year_axis(study, year);
        for (base::UtcSeconds start = axis.start_utc_s; start < axis.end(); start += step_s) starts.push_back(start);
    }
    return starts;
}

// The step of a file with this many rows: the study's, unless the rows fill the horizon in steps of another length, of
// which one is a multiple of the other and which divide every year.
int step_of_rows(const model::Study& study, std::size_t rows) {
    const int own_s = study.horizon.step_s;
    for (const int minutes : kStepMinutes) {
        const int step_s = kSecondsPerMinute * minutes;
        std::int64_t count = 0;
        bool whole = std::max(step_s, own_s) % std::min(step_s, own_s) == 0;
        for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
            const base::TimeAxis axis = model::regular_year_axis(study, year);
            whole = whole && (axis.end() - axis.start_utc_s) % step_s == 0;
            count += (axis.end() - axis.start_utc_s) / step_s;
        }
        if (whole && count == static_cast<std::int64_t>(rows)) return step_s;
    }
    return own_s;
}

std::string step_name(int step_s) {
    return step_s == base::kSecondsPerHour ? "hour" : fmt::format("{}-minute step", step_s / kSecondsPerMinute);
}

std::string text_or_nothing(const std::string& field) {
    return field.empty() ? "nothing" : visible(field);
}

// A result file is part of the study as the prices that it holds.
StudyFile read_series(const StudySource& source, const std::string& name) {
    if (!name.ends_with(".h5")) return source.read(name);
    std::string prices = result_prices(source.folder() / name);
    const std::uint64_t hash = base::fnv1a(prices);
    return {name, std::move(prices), hash};
}

// A file that begins in a later year of the horizon, such as a result of --years.
constexpr const char* kOwnYears =
    "; for a file of fewer years set horizon.first_year and horizon.last_year to them: --years selects from series of "
    "the whole horizon";

bool is_later_year(const UtcTime& time, base::UtcSeconds start) {
    constexpr base::UtcSeconds kShortestYearSeconds = 365 * 24 * base::kSecondsPerHour;
    return time.instant >= start + kShortestYearSeconds;
}

class Series {
  public:
    Series(const Reading& reading, const model::Study& study) : reading_(reading), study_(study) {}

    // The column named by the row, on the study's steps; empty if there is a fault.
    std::vector<double> read(const Row& row, const Range& range) {
        const auto table = reading_.raw.hourly_files.find(row.raw("file"));
        if (table == reading_.raw.hourly_files.end() || !has_all_steps(table->second)) return {};
        const auto column = table->second.column(row.text("column"));
        if (!column || row.raw("column") == kUtc) {
            row.fault("column", fmt::format("a column of {}: {}", table->second.file,
                                            base::one_of(row.raw("column"), value_columns(table->second))));
            return {};
        }
        const std::vector<double> given = values(table->second, *column, range);
        return on_stated_steps(base::on_steps(given, step_of_rows(study_, given.size()), study_.horizon.step_s));
    }

  private:
    // Of every year of the horizon, where the study states the lengths of its steps.
    std::vector<double> on_stated_steps(std::vector<double> values) const {
        const base::StepLengths& lengths = study_.horizon.lengths;
        if (lengths.empty()) return values;
        const auto per_year = static_cast<std::size_t>(lengths.total_s() / study_.horizon.step_s);
        std::vector<double> all;
        for (std::size_t first = 0; first < values.size(); first += per_year) {
            const auto year =
                base::on_steps(std::span(values).subspan(first, per_year), study_.horizon.step_s, lengths);
            all.insert(all.end(), year.begin(), year.end());
        }
        return all;
    }

    static std::vector<std::string> value_columns(const CsvTable& table) {
        std::vector<std::string> columns = table.columns;
        std::erase(columns, kUtc);
        return columns;
    }

    // Checked once per file; only the first wrong step is reported, because later ones are consequences.
    bool has_all_steps(const CsvTable& table) {
        const auto [known, fresh] = complete_.emplace(table.file, false);
        if (fresh) known->second = check_steps(table);
        return known->second;
    }

    bool check_steps(const CsvTable& table) const {
        const auto utc = table.column(kUtc);
        if (!utc) return false;  // reported with the file
        const int step_s = step_of_rows(study_, table.rows.size());
        const std::vector<base::UtcSeconds> starts = starts_of_steps(study_, step_s);
        for (std::size_t t = 0; t < std::min(starts.size(), table.rows.size()); ++t) {
            const CsvRow& row = table.rows[t];
            const auto time = parsed_utc_time(row.fields[*utc]);
            if (time && time->instant == starts[t]) continue;
            const std::string expected = base::format_utc(starts[t]);
            reading_.faults.add(
                {table.file, kUtc, row.line, text_or_nothing(row.fields[*utc]),
                 time ? fmt::format("{}: every {} of the horizon once and in order{}", expected, step_name(step_s),
                                    is_later_year(*time, starts.front()) ? kOwnYears : "")
                      : fmt::format("{}; a time is written {}", expected, kUtcTimeForms)});
            return false;
        }
        if (starts.size() == table.rows.size()) return true;
        const std::string past_last = "no row after " + (starts.empty() ? "" : base::format_utc(starts.back()));
        reading_.faults.add({table.file, kUtc, table.rows.empty() ? 0 : table.rows.back().line,
                             fmt::format("{} {}s", table.rows.size(), step_name(step_s)),
                             fmt::format("{} {}s of the horizon, {}", starts.size(), step_name(step_s), past_last)});
        return false;
    }

    std::vector<double> values(const CsvTable& table, std::size_t column, const Range& range) const {
        std::vector<double> all;
        all.reserve(table.rows.size());
        for (const CsvRow& row : table.rows) {
            const std::string& field = row.fields[column];
            const auto value = parsed_number(field);
            if (!value || !range.contains(*value))
                add_fault(table, column, row.line, value ? "" : number_hint(field), text_or_nothing(field), range);
            all.push_back(value.value_or(0.0));
        }
        return all;
    }

    // Faults that a whole column may have are reported once.
    void add_fault(const CsvTable& table, std::size_t column, int line, const std::string& hint, std::string found,
                   const Range& range) const {
        const std::string expected = hint.empty() ? range.text : fmt::format("{}; {}", range.text, hint);
        base::InputFault fault{table.file, table.columns[column], line, std::move(found), expected};
        reading_.faults.add_once(std::move(fault), hint.empty() ? "range" : hint.substr(0, hint.find(':')));
    }

    const Reading& reading_;
    const model::Study& study_;
    std::map<std::string, bool> complete_;  // by file
};
}  // namespace

std::vector<std::string> hourly_file_names(const CsvTable& table) {
    std::vector<std::string> names;
    if (const auto column = table.column("file"))
        for (const CsvRow& row : table.rows) names.push_back(row.fields[*column]);
    return names;
}

void read_hourly_files(RawStudy& raw, Faults& faults) {
    const auto hourly = raw.tables.find("hourly");
    if (hourly == raw.tables.end()) return;
    const CsvTable& rows = hourly->second;
    if (rows.rows.empty()) faults.add({rows.file, "rows", 0, "none", "at least one, or no such file"});
    const std::vector<std::string> names = hourly_file_names(rows);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (raw.hourly_files.contains(names[i])) continue;
        if (auto refused = raw.source.refusal(names[i], "a file, as a path relative to the study's folder")) {
            faults.add({rows.file, "file", rows.rows[i].line, refused->found(), std::move(refused->expected)});
            continue;
        }
        const StudyFile& file = raw.files.emplace_back(read_series(raw.source, names[i]));
        const CsvTable& table = raw.hourly_files[names[i]] = parse_csv(names[i], file.text, faults);
        if (!table.columns.empty() && !table.column(kUtc))
            faults.add({table.file, kUtc, table.header_line, "no such column",
                        "this column: the start of each hour, 2026-01-01T00:00:00Z"});
    }
}

namespace {
void read_price(const Row& row, const Names& regions, bool buys, Series& series, model::Study& study) {
    const auto region = row.reference<model::RegionIndex>("name", regions);
    if (region == base::none<model::RegionIndex>) return;
    const auto market = model::market_of(study, region);
    if (!market) return row.fault("name", "a region of markets.csv");
    auto& prices = buys ? study.markets.buy_price_per_mwh : study.markets.sell_price_per_mwh;
    prices[*market] = series.read(row, kPrice);
}

void read_nonfirm(const Row& row, const Names& centers, bool is_price, Series& series, model::Study& study) {
    const auto center = row.reference<model::DataCenterIndex>("name", centers);
    std::vector<double> values = series.read(row, is_price ? kPrice : kFraction);
    if (center == base::none<model::DataCenterIndex>) return;
    const bool by_stress =
        study.data_centers.terms_of(base::at(center)).nonfirm.curtailment == model::Curtailment::stress_hours;
    if (by_stress != is_price)
        return row.fault("quantity", is_price ? "nonfirm_curtailment = stress_hours of the data centre"
                                              : "stress_price_per_mwh, as its nonfirm_curtailment is stress_hours");
    if (is_price && !values.empty()) values = assets::available_outside_stress(study, base::at(center), values);
    study.fixed.nonfirm.push_back({center, std::move(values)});
}
}  // namespace

void read_hourly(const Reading& reading, model::Study& study) {
    enum Quantity : std::size_t { demand, availability, load, nonfirm, buy_price, sell_price, stress_price };
    const std::vector<Row> rows = reading.rows("hourly");
    if (rows.empty() || study.horizon.first_year == 0) return;  // the hours are unknown without a horizon
    Series series(reading, study);
    const Names regions = reading.names("regions", study.regions.name),
                plants = reading.names("plants", study.plants.name),
                centers = reading.names("data_centers", study.data_centers.name);
    for (const Row& row : rows) {
        const auto quantity = row.choice("quantity");
        if (quantity == demand)
            study.fixed.demand.push_back(
                {row.reference<model::RegionIndex>("name", regions), series.read(row, kNotNegative)});
        if (quantity == availability)
            study.fixed.availability.push_back(
                {row.reference<model::PlantIndex>("name", plants), series.read(row, kFraction)});
        if (quantity == nonfirm || quantity == stress_price)
            read_nonfirm(row, centers, quantity == stress_price, series, study);
        if (quantity == buy_price || quantity == sell_price)
            read_price(row, regions, quantity == buy_price, series, study);
        if (quantity == load)
            study.fixed.load.push_back(
                {row.reference<model::DataCenterIndex>("name", centers), series.read(row, kNotNegative)});
    }
}

void narrow_series(int first, int last, model::Study& study) {
    const std::int64_t begin = model::hours_before(study, first), end = model::hours_before(study, last + 1);
    const auto cut = [&](std::vector<double>& values) {
        if (static_cast<std::int64_t>(values.size()) < end) return;  // faults have been reported
        values = std::vector<double>(values.begin() + begin, values.begin() + end);
    };
    for (auto& demand : study.fixed.demand) cut(demand.mw);
    for (auto& availability : study.fixed.availability) cut(availability.frac);
    for (auto& load : study.fixed.load) cut(load.mw);
    for (auto& nonfirm : study.fixed.nonfirm) cut(nonfirm.frac);
    for (auto* prices : {&study.markets.buy_price_per_mwh, &study.markets.sell_price_per_mwh})
        for (std::vector<double>& of_market : *prices) cut(of_market);
}

}  // namespace decawatt::io
