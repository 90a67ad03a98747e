#include "io/checkpoint/run_description.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "io/damaged_file.hpp"

namespace decawatt::io {

using nlohmann::json;

namespace {

json report_json(const AdequacyReport& r) {
    return {{"study", r.study},
            {"regions", r.regions},
            {"data_centers", r.data_centers},
            {"nodes", r.nodes},
            {"utc_offset_s", r.utc_offset_s},
            {"begin_s", r.begin_s},
            {"years", r.years},
            {"hours_of_year", r.hours_of_year},
            {"hours_of_slot", r.hours_of_slot},
            {"weather_years", r.weather_years},
            {"demand_mwh", r.demand_mwh},
            {"levels", r.levels},
            {"growth_sd_frac", r.growth_sd_frac},
            {"center_growth_sd_frac", r.center_growth_sd_frac},
            {"plan_digest", r.plan_digest}};
}

AdequacyReport report_of(const json& j) {
    AdequacyReport r;
    j.at("study").get_to(r.study);
    j.at("regions").get_to(r.regions);
    j.at("data_centers").get_to(r.data_centers);
    j.at("nodes").get_to(r.nodes);
    j.at("utc_offset_s").get_to(r.utc_offset_s);
    j.at("begin_s").get_to(r.begin_s);
    j.at("years").get_to(r.years);
    j.at("hours_of_year").get_to(r.hours_of_year);
    j.at("hours_of_slot").get_to(r.hours_of_slot);
    j.at("weather_years").get_to(r.weather_years);
    j.at("demand_mwh").get_to(r.demand_mwh);
    j.at("levels").get_to(r.levels);
    j.at("growth_sd_frac").get_to(r.growth_sd_frac);
    j.at("center_growth_sd_frac").get_to(r.center_growth_sd_frac);
    r.plan_digest = j.value("plan_digest", "");  // parts of earlier versions have none
    return r;
}

json provenance_json(const Provenance& p) {
    json files = json::array(), overrides = json::array();
    for (const StudyFile& file : p.files) files.push_back({file.name, file.text, file.hash});
    for (const Override& change : p.overrides) overrides.push_back({change.path, change.value});
    return {{"files", files},
            {"overrides", overrides},
            {"version", p.version},
            {"compiler", p.compiler},
            {"command_line", p.command_line},
            {"seed", p.seed},
            {"threads", p.threads},
            {"plan", p.plan},
            {"weather_notes", p.weather_notes}};
}

Provenance provenance_of(const json& j) {
    Provenance p;
    for (const json& file : j.at("files"))
        p.files.push_back(
            {file.at(0).get<std::string>(), file.at(1).get<std::string>(), file.at(2).get<std::uint64_t>()});
    for (const json& change : j.at("overrides"))
        p.overrides.push_back({change.at(0).get<std::string>(), change.at(1).get<std::string>()});
    j.at("version").get_to(p.version);
    j.at("compiler").get_to(p.compiler);
    j.at("command_line").get_to(p.command_line);
    j.at("seed").get_to(p.seed);
    j.at("threads").get_to(p.threads);
    j.at("plan").get_to(p.plan);
    j.at("weather_notes").get_to(p.weather_notes);
    return p;
}

json settings_json(const adequacy::SamplingSettings& s) {
    return {{"first_sample", s.first_sample},       {"samples", s.samples},
            {"run_samples", s.run_samples},         {"batch", s.batch},
            {"metric", static_cast<int>(s.metric)}, {"place", s.place},
            {"relative_error", s.relative_error},   {"worst_events", s.worst_events},
            {"worst_samples", s.worst_samples},     {"all_events", s.all_events}};
}

adequacy::SamplingSettings settings_of(const json& j) {
    adequacy::SamplingSettings s;
    j.at("first_sample").get_to(s.first_sample);
    j.at("samples").get_to(s.samples);
    j.at("run_samples").get_to(s.run_samples);
    j.at("batch").get_to(s.batch);
    s.metric = static_cast<adequacy::Metric>(j.at("metric").get<int>());
    j.at("place").get_to(s.place);
    j.at("relative_error").get_to(s.relative_error);
    j.at("worst_events").get_to(s.worst_events);
    j.at("worst_samples").get_to(s.worst_samples);
    j.at("all_events").get_to(s.all_events);
    return s;
}

// Checks the consistency of values used as lengths, indices or divisors, because the text may be forged.
void expect_consistent(const RunDescription& run, const std::string& where) {
    constexpr std::size_t kMost = std::size_t{1} << 24U;
    constexpr std::uint64_t kMostSamples = std::uint64_t{1} << 48U;
    const AdequacyReport& r = run.report;
    const adequacy::SamplingSettings& s = run.settings;
    const bool counted = r.nodes < kMost && r.data_centers.size() < kMost && r.years.size() < kMost;
    const std::size_t places = 1 + r.nodes + r.data_centers.size();
    const bool report_fits = counted && !r.years.empty() && !r.weather_years.empty() && r.regions.size() <= r.nodes &&
                             r.hours_of_year.size() == r.years.size() && r.hours_of_slot.size() == adequacy::kSlots &&
                             r.demand_mwh.size() == r.years.size() * places;
    const bool levels_fit = std::ranges::all_of(r.levels, [](double level) { return level >= 0.0 && level < 1.0; });
    const auto metric = static_cast<int>(s.metric);
    const auto counted_in = [](std::uint64_t count, std::uint64_t most) { return count > 0 && count <= most; };
    const bool settings_fit = metric >= 0 && metric < static_cast<int>(adequacy::kMetrics) && s.place < places &&
                              counted_in(s.samples, kMostSamples) && counted_in(s.batch, kMostSamples) &&
                              s.worst_samples < kMost && s.worst_events < kMost;
    if (!report_fits || !levels_fit || !settings_fit)
        throw DamagedFile(where + ": is damaged: its description of the run is inconsistent");
}

}  // namespace

std::string text_of(const RunDescription& run) {
    // Bytes of a study's files that are not UTF-8 are stored as replacement characters; the hash identifies the
    // original.
    return json{{"report", report_json(run.report)},
                {"provenance", provenance_json(run.provenance)},
                {"settings", settings_json(run.settings)}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

RunDescription run_description(const std::string& text, const std::string& where) {
    try {
        const json all = json::parse(text);
        RunDescription run{report_of(all.at("report")), provenance_of(all.at("provenance")),
                           settings_of(all.at("settings"))};
        expect_consistent(run, where);
        return run;
    } catch (const json::exception& error) {
        throw base::ResourceError(where + ": does not state which run it belongs to: " + error.what());
    }
}

}  // namespace decawatt::io
