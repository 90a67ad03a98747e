#include "io/study/step_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "io/study/step_lengths.hpp"
#include "io/study/table_reader.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::io {

namespace {
constexpr const char* kHours = "hours";
constexpr Range kDayLong{0.0, base::kHoursPerDay, true, false, "a number above 0 and up to 24"};

const TableSchema& step_schema() {
    using schema::number;
    static const TableSchema steps = {.name = "steps",
                                      .about = "Lengths of the steps of a year.",
                                      .columns = {{kHours, number(kDayLong).in("h"), "Length of the step."}}};
    return steps;
}

// Seconds of each row; 0 where there is a fault.
std::vector<std::int64_t> lengths_of(const CsvTable& table, int step_s, Faults& faults) {
    std::vector<std::int64_t> lengths_s;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const Row row(step_schema(), table, i, {&faults});
        const std::size_t before = faults.count();
        const double seconds = row.number(kHours) * base::kSecondsPerHour;
        if (faults.count() > before) {
            lengths_s.push_back(0);
            continue;
        }
        const std::int64_t whole_s = std::llround(seconds);
        const bool fits =
            whole_s > 0 && whole_s % step_s == 0 && std::abs(seconds - static_cast<double>(whole_s)) < 1e-3;
        if (!fits)
            faults.add_once(
                {table.file, kHours, table.rows[i].line, row.raw(kHours),
                 fmt::format("whole steps of horizon.step_minutes, {} minutes", step_s / kSecondsPerMinute)},
                "multiple");
        lengths_s.push_back(fits ? whole_s : 0);
    }
    return lengths_s;
}

std::string hours_text(std::int64_t seconds) {
    return fmt::format("{:g} h", static_cast<double>(seconds) / base::kSecondsPerHour);
}

// How the steps fill every year, where they do not fill `year`: with hours_per_year no longer than the shortest.
std::string cure_of(std::int64_t total_s, int year, int utc_offset_s, const model::Horizon& horizon) {
    if (horizon.hours_per_year > 0) return "horizon.hours_per_year";
    std::int64_t shortest_s = std::min(total_s, std::int64_t{kLeastHoursOfYear} * base::kSecondsPerHour);
    for (int other = horizon.first_year; other <= horizon.last_year; ++other) {
        const base::TimeAxis axis = base::year_axis(other, utc_offset_s, horizon.step_s);
        shortest_s = std::min(shortest_s, axis.end() - axis.start_utc_s);
    }
    return fmt::format(
        "the length of {}; steps of {} together with horizon.hours_per_year = {} in study.toml fill every "
        "year",
        year, hours_text(shortest_s), shortest_s / base::kSecondsPerHour);
}

// Whether the steps fill every year.
bool fill_years(const CsvTable& table, std::int64_t total_s, int utc_offset_s, const model::Horizon& horizon,
                Faults& faults) {
    for (int year = horizon.first_year; year <= horizon.last_year; ++year) {
        const base::TimeAxis axis = base::year_axis(year, utc_offset_s, horizon.step_s);
        const std::int64_t stated_s = std::int64_t{horizon.hours_per_year} * base::kSecondsPerHour;
        const std::int64_t year_s = stated_s > 0 ? stated_s : axis.end() - axis.start_utc_s;
        if (total_s == year_s) continue;
        faults.add({table.file, kHours, table.rows.back().line,
                    fmt::format("{} steps of {} together", table.rows.size(), hours_text(total_s)),
                    fmt::format("{}, {}", hours_text(year_s), cure_of(total_s, year, utc_offset_s, horizon))});
        return false;
    }
    return true;
}

// Instants at which equipment of the study is commissioned or closed.
std::map<base::UtcSeconds, std::string> dates_of(const model::Study& study) {
    std::map<base::UtcSeconds, std::string> dates;
    const auto add = [&](const auto& fleet) {
        for (std::size_t i = 0; i < fleet.name.size(); ++i) {
            dates.emplace(fleet.commissioned[i], fleet.name[i] + " is commissioned");
            dates.emplace(fleet.closed[i], fleet.name[i] + " is closed");
        }
    };
    add(study.plants);
    add(study.stores);
    add(study.lines);
    return dates;
}

class StepCheck {
  public:
    StepCheck(const CsvTable& table, const model::Study& study, Faults& faults)
        : table_(table), study_(study), faults_(faults), dates_(dates_of(study)) {
        for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
            if (const auto tariff = study.data_centers.tariff_of(d); tariff != base::none<model::TariffIndex>)
                tariffs_.insert(base::at(tariff));
    }

    void check_year(int year) {
        const base::StepLengths& lengths = study_.horizon.lengths;
        const base::UtcSeconds first = model::year_axis(study_, year).start_utc_s;
        for (std::size_t t = 0; t < lengths.count(); ++t)
            for (std::int64_t s = lengths.start_s(t) + study_.horizon.step_s; s < lengths.start_s(t + 1);
                 s += study_.horizon.step_s)
                check_instant(t, first + lengths.start_s(t), first + s);
    }

  private:
    // `instant`: within step t, which begins at `start`.
    void check_instant(std::size_t t, base::UtcSeconds start, base::UtcSeconds instant) {
        const base::CivilTime local = base::civil_time(instant, study_.utc_offset_s);
        if (local.day == 1 && local.hour == 0 && local.minute == 0) add(t, start, instant, "month", "a month begins");
        if (const auto date = dates_.find(instant); date != dates_.end()) add(t, start, instant, "date", date->second);
        if (!tariffs_.empty()) check_tariffs(t, start, instant);
    }

    void check_tariffs(std::size_t t, base::UtcSeconds start, base::UtcSeconds instant) {
        const model::TariffHour before = model::tariff_hour(study_, instant - study_.horizon.step_s),
                                after = model::tariff_hour(study_, instant);
        for (const std::size_t tariff : tariffs_)
            for (const model::TariffBlock& block : study_.tariffs.blocks[tariff])
                if (model::covers(block, before) != model::covers(block, after))
                    return add(t, start, instant, "tariff",
                               fmt::format("a block of tariff {} begins or ends", study_.tariffs.name[tariff]));
    }

    void add(std::size_t t, base::UtcSeconds start, base::UtcSeconds instant, const char* kind,
             const std::string& change) {
        if (!reported_.insert(kind).second) return;
        faults_.add({table_.file, kHours, table_.rows[t].line,
                     fmt::format("a step of {} h from {}, within which {} at {}", table_.rows[t].fields.front(),
                                 local_text(start), change, local_text(instant)),
                     fmt::format("a step that ends at {} at the latest, and the rest in a row of its own",
                                 local_text(instant))});
    }

    // 2030-02-01 00:00 at the study's offset.
    std::string local_text(base::UtcSeconds instant) const {
        const base::CivilTime c = base::civil_time(instant, study_.utc_offset_s);
        return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute);
    }

    const CsvTable& table_;
    const model::Study& study_;
    Faults& faults_;
    std::map<base::UtcSeconds, std::string> dates_;
    std::set<std::size_t> tariffs_;  // in use
    std::set<std::string> reported_;
};

const CsvTable* step_table(const RawStudy& raw) {
    return raw.step_files.empty() ? nullptr : &raw.step_files.begin()->second;
}
}  // namespace

void read_step_file(RawStudy& raw, Faults& faults) {
    const toml::node* node = raw.settings["horizon"]["step_file"].node();
    const auto name = node ? node->value_exact<std::string>() : std::nullopt;
    if (!name || name->empty()) return;
    if (auto refused = raw.source.refusal(*name, "the path of a file, relative to the study's folder")) {
        faults.add({raw.settings_file, "horizon.step_file", static_cast<int>(node->source().begin.line),
                    refused->found(), std::move(refused->expected)});
        return;
    }
    const StudyFile& file = raw.files.emplace_back(raw.source.read(*name));
    CsvTable& table = raw.step_files[*name] = parse_csv(*name, file.text, faults, kMostRows);
    for (const std::string& column : table.columns)
        if (column != kHours)
            faults.add({table.file, column, table.header_line, "an unknown column", "the column hours alone"});
    if (!table.columns.empty() && !table.column(kHours))
        faults.add({table.file, kHours, table.header_line, "no such column", "this column: the length of each step"});
}

void read_step_lengths(const RawStudy& raw, Faults& faults, int utc_offset_s, model::Horizon& horizon) {
    const CsvTable* table = step_table(raw);
    if (!table || !table->column(kHours)) return;  // reported with the file
    if (table->rows.empty()) return faults.add({table->file, kHours, 0, "no rows", "one row for each step of a year"});
    const std::vector<std::int64_t> lengths_s = lengths_of(*table, horizon.step_s, faults);
    std::int64_t total_s = 0;
    for (const std::int64_t length_s : lengths_s) {
        if (length_s <= 0) return;
        total_s += length_s;
    }
    if (horizon.first_year > 0 && fill_years(*table, total_s, utc_offset_s, horizon, faults))
        horizon.lengths = base::StepLengths(lengths_s);
}

void check_stated_steps(const RawStudy& raw, const model::Study& study, Faults& faults) {
    if (study.horizon.lengths.empty()) return;
    StepCheck check(*step_table(raw), study, faults);
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) check.check_year(year);
}

}  // namespace decawatt::io
