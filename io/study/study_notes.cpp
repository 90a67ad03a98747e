// Over 300 lines: every note of a study is made here, a function each.
#include "io/study/study_notes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "io/study/field_text.hpp"
#include "io/study/step_lengths.hpp"
#include "model/fixed_series.hpp"
#include "model/outages.hpp"
#include "model/usual_ranges.hpp"

namespace decawatt::io {

namespace {
using model::YearTable;

void note_lines(const CsvTable& table, std::vector<std::string>& notes) {
    if (table.comments > 0)
        notes.push_back(
            fmt::format("{}: {} comment line{}", table.file, table.comments, table.comments == 1 ? "" : "s"));
    if (table.is_cut)
        notes.push_back(fmt::format("{}: the last line has no end: was the file truncated there?", table.file));
    constexpr std::size_t kMost = 3;
    const std::vector<int>& lines = table.row_like_comments;
    for (std::size_t i = 0; i < std::min(kMost, lines.size()); ++i)
        notes.push_back(fmt::format("{} row {} is a comment with as many fields as a row: quote its name if it is one",
                                    table.file, lines[i]));
    if (lines.size() > kMost)
        notes.push_back(
            fmt::format("{}: {} more comments with as many fields as a row", table.file, lines.size() - kMost));
}

void note_conversion(const CsvTable& table, std::vector<std::string>& notes) {
    const auto utc = table.column("utc");
    if (!utc || table.rows.empty()) return;
    const auto is_converted = [&](const CsvRow& row) {
        const auto time = parsed_utc_time(row.fields[*utc]);
        return time && time->is_converted;
    };
    if (const auto row = std::ranges::find_if(table.rows, is_converted); row != table.rows.end())
        notes.push_back(fmt::format("{}: times with an offset are converted to UTC, as {} in row {}", table.file,
                                    row->fields[*utc], row->line));
}

// Values used before the first year of a table, and after the last.
enum class Outside {
    linear,   // before: the first value; after: the last
    load,     // before: zero; after: the last
    stepwise  // before: none; after: the last
};

class YearNotes {
  public:
    explicit YearNotes(const model::Horizon& horizon) : horizon_(horizon) {}

    void add(const std::string& file, const std::string& name, const YearTable& table, Outside outside) {
        if (table.empty()) return;
        const int first = table.begin()->first, last = table.rbegin()->first;
        if (first > horizon_.first_year) keep({file, first, outside, true}, name);
        const bool goes_on = table.rbegin()->second != model::kNoTarget;
        if (goes_on && last < horizon_.last_year) keep({file, last, outside, false}, name);
    }

    // One note for all entries of a table with the same years, in the order of the tables.
    std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const Key& key : order_) all.push_back(text(key, names_.at(key)));
        return all;
    }

  private:
    using Key = std::tuple<std::string, int, Outside, bool>;  // file, year, and whether the table begins there

    void keep(const Key& key, const std::string& name) {
        std::vector<std::string>& names = names_[key];
        if (names.empty()) order_.push_back(key);
        names.push_back(name);
    }

    std::string text(const Key& key, const std::vector<std::string>& names) const {
        const auto& [file, year, outside, begins] = key;
        const bool one = names.size() == 1;
        constexpr std::size_t kMost = 3;
        const std::vector<std::string> shown(
            names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, names.size())));
        const std::string who =
            fmt::format("{}: {}{}", file, fmt::join(shown, ", "),
                        names.size() > kMost ? fmt::format(" and {} more", names.size() - kMost) : "");
        if (!begins)
            return fmt::format("{} end{} in {}; {} last value{} through {}", who, one ? "s" : "", year,
                               one ? "its" : "their", one ? " holds" : "s hold", horizon_.last_year);
        const char* before = outside == Outside::linear ? (one ? "its first value holds" : "their first values hold")
                             : outside == Outside::load ? (one ? "it is zero" : "they are zero")
                                                        : "nothing holds";
        return fmt::format("{} begin{} in {}; {} from {} to {}", who, one ? "s" : "", year, before, horizon_.first_year,
                           year - 1);
    }

    const model::Horizon& horizon_;
    std::map<Key, std::vector<std::string>> names_;
    std::vector<Key> order_;
};

void note_prices_and_limits(const model::Study& study, YearNotes& notes) {
    for (std::size_t i = 0; i < study.interfaces.name.size(); ++i)
        notes.add("interface_limits.csv", study.interfaces.name[i], study.interfaces.limit_mw[i], Outside::stepwise);
    for (std::size_t f = 0; f < study.fuels.name.size(); ++f)
        notes.add("prices.csv", study.fuels.name[f], study.fuels.price_per_mwh_thermal[f], Outside::linear);
    notes.add("prices.csv", "carbon", study.carbon_price_per_t, Outside::linear);
    notes.add("policy.csv", "emission_cap_t", study.emission_cap_t, Outside::stepwise);
}

void note_demand(const model::Study& study, YearNotes& notes) {
    for (std::size_t r = 0; r < study.regions.name.size(); ++r)
        if (!model::fixed_demand_mw(study, static_cast<model::RegionIndex>(r)))
            notes.add("demand.csv", study.regions.name[r], study.regions.annual_energy_mwh[r], Outside::linear);
    for (std::size_t l = 0; l < study.industrial_loads.name.size(); ++l)
        notes.add("industrial_loads.csv", study.industrial_loads.name[l], study.industrial_loads.mean_mw[l],
                  Outside::load);
}

void note_data_centers(const model::Study& study, YearNotes& notes) {
    const model::Workloads& workloads = study.workloads;
    for (std::size_t w = 0; w < workloads.name.size(); ++w)
        for (const auto& [column, tables] : {std::pair{"training_level_frac", &workloads.training_level_by_year},
                                             {"training_gap_frac", &workloads.training_gap_by_year},
                                             {"inference_mean_frac", &workloads.inference_mean_by_year}})
            notes.add("workload_years.csv", workloads.name[w] + " " + column, (*tables)[w], Outside::linear);
    const model::Contracts& contracts = study.contracts;
    for (std::size_t c = 0; c < contracts.name.size(); ++c)
        for (const auto& [column, tables] : {std::pair{"hourly_frac", &contracts.hourly_target_frac},
                                             {"annual_frac", &contracts.annual_target_frac},
                                             {"excess_cap_frac", &contracts.excess_cap_frac},
                                             {"grid_clean_frac", &contracts.grid_clean_frac}})
            notes.add("contract_targets.csv", contracts.name[c] + " " + column, (*tables)[c], Outside::stepwise);
}

// Notes on tables without rows and contracts without targets.
void note_nothing_stated(const RawStudy& raw, const model::Study& study, std::vector<std::string>& notes) {
    for (const auto& [name, table] : raw.tables)
        if (table.rows.empty() && !table.unreadable) notes.push_back(fmt::format("{}: no rows", table.file));
    const model::Contracts& contracts = study.contracts;
    for (std::size_t c = 0; c < contracts.name.size(); ++c)
        if (contracts.hourly_target_frac[c].empty() && contracts.annual_target_frac[c].empty() &&
            contracts.excess_cap_frac[c].empty())
            notes.push_back(fmt::format("contract_targets.csv: no target for {}", contracts.name[c]));
    if (!model::units_per_usd(study.currency))
        notes.push_back(fmt::format("{}: the exchange rate of {} is not known: costs are not compared with usual ones",
                                    raw.settings_file, study.currency));
}

// Notes on assets that begin after the horizon, or have ended before it.
template <typename Table>
void note_never_there(const char* file, const Table& table, const model::Study& study,
                      std::vector<std::string>& notes) {
    const base::UtcSeconds begin = base::utc_of_date(study.horizon.first_year, 1, 1, study.utc_offset_s),
                           end = base::utc_of_date(study.horizon.last_year + 1, 1, 1, study.utc_offset_s);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.name.size(); ++i)
        if (table.commissioned[i] >= end || table.closed[i] <= begin) names.push_back(table.name[i]);
    constexpr std::size_t kMost = 5;
    if (names.empty()) return;
    const std::size_t more = names.size() > kMost ? names.size() - kMost : 0;
    names.resize(names.size() - more);
    notes.push_back(fmt::format("{}: never in service from {} to {}: {}{}", file, study.horizon.first_year,
                                study.horizon.last_year, fmt::join(names, ", "),
                                more > 0 ? fmt::format(" and {} more", more) : ""));
}

// A list of names for a note, with only the first few in full.
std::string named(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 5;
    const std::vector<std::string> first(names.begin(),
                                         names.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, names.size())));
    return fmt::format("{}{}", fmt::join(first, ", "),
                       names.size() > kMost ? fmt::format(" and {} more", names.size() - kMost) : "");
}

// Notes on what may be built: a cost without a limit; machine sizes without an expansion option, larger than the limit,
// or not stated for assets that can fail.
void note_builds(const char* file, const std::vector<std::string>& names, const std::vector<double>& existing_mw,
                 const std::vector<model::ExpansionOption>& options,
                 const std::vector<model::OutageClassIndex>& outages, std::vector<std::string>& notes) {
    std::vector<std::string> never, nothing, large, single;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const model::ExpansionOption& option = options[i];
        const bool fails = i < outages.size() && outages[i] != base::none<model::OutageClassIndex>;
        if (option.capex > 0.0 && !option.possible() && existing_mw[i] <= 0.0) never.push_back(names[i]);
        if (option.unit_mw > 0.0 && !option.possible()) nothing.push_back(names[i]);
        if (option.possible() && option.unit_mw > option.limit) large.push_back(names[i]);
        if (option.possible() && option.unit_mw <= 0.0 && fails) single.push_back(names[i]);
    }
    if (!never.empty())
        notes.push_back(fmt::format(
            "{}: there is no capacity, and none can be built without build_limit_mw above 0: {}", file, named(never)));
    if (!nothing.empty())
        notes.push_back(
            fmt::format("{}: unit_mw has no effect without build_limit_mw above 0: {}", file, named(nothing)));
    if (!large.empty())
        notes.push_back(fmt::format("{}: unit_mw is more than build_limit_mw, so that no machine can be built: {}",
                                    file, named(large)));
    if (!single.empty())
        notes.push_back(
            fmt::format("{}: the capacity built in a year fails as one unit, because they have an outage class and no "
                        "unit_mw: {}",
                        file, named(single)));
}

double shortest_step_h(const model::Study& study) {
    const base::TimeAxis axis = model::year_axis(study, study.horizon.first_year);
    double shortest_h = axis.step_h(0);
    for (std::size_t t = 1; t < axis.lengths.count(); ++t) shortest_h = std::min(shortest_h, axis.step_h(t));
    return shortest_h;
}

// Whole steps are curtailed: none where every step is longer than the hours that may be.
void note_curtailment_in_long_steps(const model::Study& study, std::vector<std::string>& notes) {
    const double step_h = shortest_step_h(study);
    std::vector<std::string> none;
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const model::NonfirmTerms terms = study.data_centers.terms_of(d).nonfirm;
        const bool stress = terms.curtailment == model::Curtailment::stress_hours &&
                            std::min(terms.hours_per_year, terms.hours_per_event) < step_h;
        const bool budget = terms.curtailment == model::Curtailment::budget && terms.candidate_hours < step_h;
        if (stress || budget) none.push_back(study.data_centers.name[d]);
    }
    if (!none.empty())
        notes.push_back(
            fmt::format("data_centers.csv: no import is curtailed, because the hours of nonfirm_curtailment are fewer "
                        "than those of the shortest step: {}",
                        named(none)));
}

// What a rule of curtailment does not read.
void note_connections(const model::Study& study, std::vector<std::string>& notes) {
    std::vector<std::string> unread, without;
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const model::NonfirmTerms terms = study.data_centers.terms_of(d).nonfirm;
        const bool stress = terms.curtailment == model::Curtailment::stress_hours,
                   budget = terms.curtailment == model::Curtailment::budget;
        const bool of_events = std::isfinite(terms.hours_per_event) || std::isfinite(terms.events_per_year);
        if ((terms.hours_per_year > 0.0 && !stress && !budget) || (of_events && !stress) ||
            (std::isfinite(terms.candidate_hours) && !budget))
            unread.push_back(study.data_centers.name[d]);
        const bool any =
            model::entry_of(study.reliability.nonfirm_mw, static_cast<model::DataCenterIndex>(d), 0.0) > 0.0;
        if (terms.curtailment != model::Curtailment::none && !any && !terms.build.possible())
            without.push_back(study.data_centers.name[d]);
    }
    if (!unread.empty())
        notes.push_back(
            fmt::format("data_centers.csv: hours or events of curtailment that nonfirm_curtailment does not use: {}",
                        named(unread)));
    if (!without.empty())
        notes.push_back(
            fmt::format("data_centers.csv: nonfirm_curtailment has no effect without nonfirm_mw or "
                        "nonfirm_build_limit_mw: {}",
                        named(without)));
}

void note_tariffs(const model::Study& study, std::vector<std::string>& notes) {
    std::vector<std::string> unused;
    for (std::size_t t = 0; t < study.tariffs.name.size(); ++t)
        if (std::ranges::find(study.data_centers.tariff, static_cast<model::TariffIndex>(t)) ==
            study.data_centers.tariff.end())
            unused.push_back(study.tariffs.name[t]);
    if (!unused.empty()) notes.push_back(fmt::format("tariffs.csv: no data centre has {}", named(unused)));
}

// Certificates of the year count in annual matching alone.
void note_certificates(const model::Study& study, std::vector<std::string>& notes) {
    std::vector<std::string> unused;
    for (const model::Certificate& certificate : study.certificates)
        if (certificate.matching == model::CertificateMatching::annual &&
            study.contracts.annual_target_frac[base::at(certificate.contract)].empty())
            unused.push_back(certificate.name);
    if (!unused.empty())
        notes.push_back(fmt::format("certificates.csv: no annual_frac of the contract counts {}", named(unused)));
}

// Flexible work that is declared and cannot be used.
void note_flexible_work(const model::Study& study, std::vector<std::string>& notes) {
    std::vector<std::string> idle;
    const std::vector<model::WorkLink> used = model::used_work_links(study);
    for (const model::WorkLink& link : study.flexible.links)
        if (link.limit_mw > 0.0 && std::ranges::find(used, link) == used.end())
            idle.push_back(model::link_name(study, link));
    if (!idle.empty())
        notes.push_back(fmt::format(
            "work_links.csv: nothing moves without movable_frac of the origin, hosting_mw of the host and a limit: {}",
            named(idle)));
    std::vector<std::string> unplanned;
    for (const model::WorkClass& work : study.flexible.classes)
        if (!std::isfinite(study.flexible.catch_up_of(work.data_center))) unplanned.push_back(work.name);
    if (!unplanned.empty())
        notes.push_back(fmt::format(
            "work_classes.csv: planning defers none without catch_up_frac of the data centre: {}", named(unplanned)));
}

// The last year with a holiday, where the horizon goes on.
void note_holidays(const model::Study& study, std::vector<std::string>& notes) {
    std::vector<int> without;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        if (std::ranges::none_of(study.holidays.date, [&](base::UtcSeconds date) {
                return base::civil_time(date, study.utc_offset_s).year == year;
            }))
            without.push_back(year);
    if (!study.holidays.date.empty() && !without.empty())
        notes.push_back(fmt::format("holidays.csv: no holidays in {}: only Sundays are", fmt::join(without, ", ")));
}

// Rows in other steps than the study's.
void note_steps(const CsvTable& table, const model::Study& study, std::vector<std::string>& notes) {
    const auto start = [&](std::size_t row) { return parsed_utc_time(table.rows[row].fields[*table.column("utc")]); };
    if (!table.column("utc") || table.rows.size() < 2 || !start(0) || !start(1)) return;
    const auto step_s = start(1)->instant - start(0)->instant, own_s = base::UtcSeconds{study.horizon.step_s};
    if (step_s == own_s || step_s > kSecondsPerMinute * kStepMinutes.back()) return;
    notes.push_back(fmt::format("{}: its steps of {} minutes are {} in those of the study, {} minutes", table.file,
                                step_s / kSecondsPerMinute, step_s < own_s ? "averaged" : "held",
                                own_s / kSecondsPerMinute));
}
}  // namespace

std::vector<std::string> study_notes(const RawStudy& raw, const model::Study& study) {
    std::vector<std::string> notes;
    for (const TableSchema& schema : table_schemas())
        if (const auto table = raw.tables.find(schema.name); table != raw.tables.end())
            note_lines(table->second, notes);
    for (const auto* files : {&raw.curve_files, &raw.hourly_files, &raw.step_files})
        for (const auto& [name, table] : *files) note_lines(table, notes);
    for (const auto& [name, table] : raw.hourly_files) {
        note_conversion(table, notes);
        note_steps(table, study, notes);
    }
    YearNotes years(study.horizon);
    note_demand(study, years);
    note_prices_and_limits(study, years);
    note_data_centers(study, years);
    for (std::string& text : years.texts()) notes.push_back(std::move(text));
    note_holidays(study, notes);
    note_tariffs(study, notes);
    note_certificates(study, notes);
    note_flexible_work(study, notes);
    note_nothing_stated(raw, study, notes);
    note_never_there("plants.csv", study.plants, study, notes);
    note_never_there("stores.csv", study.stores, study, notes);
    note_never_there("lines.csv", study.lines, study, notes);
    note_never_there("halls.csv", study.halls, study, notes);
    note_connections(study, notes);
    note_curtailment_in_long_steps(study, notes);
    note_builds("plants.csv", study.plants.name, study.plants.capacity_mw, study.plants.build,
                study.reliability.plant_outage, notes);
    note_builds("stores.csv", study.stores.name, study.stores.discharge_mw, study.stores.build_power,
                study.reliability.store_outage, notes);
    return notes;
}

}  // namespace decawatt::io
