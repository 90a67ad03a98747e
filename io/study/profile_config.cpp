#include "io/study/profile_config.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <set>

#include "base/nearest_name.hpp"
#include "io/common/utc_offset.hpp"
#include "io/study/config_tables.hpp"
#include "io/study/curve_file.hpp"
#include "io/study/read_data_centers.hpp"
#include "io/study/read_fuels_and_profiles.hpp"
#include "io/study/read_pv_systems.hpp"
#include "io/study/read_regions.hpp"
#include "io/study/read_turbines.hpp"
#include "io/study/schema/expansion.hpp"
#include "io/study/schema/settings.hpp"
#include "io/weather/weather_text.hpp"
#include "model/validate.hpp"

namespace decawatt::io {

namespace {
constexpr double kDefaultCapacityKw = 1000.0;
constexpr const char *kHere = "place", *kAlwaysThere = "1900";

std::vector<std::string> grid_names() {
    std::vector<std::string> hidden = {"region", "site", "connection_mw", "contract"};
    for (const Column& column : schema::power_expansion()) hidden.push_back(column.name);
    return hidden;
}

// The sections of a model. To add a table of the study that a model reads, add a line here.
std::vector<Section> sections_of(ProfileModel model) {
    using enum SectionShape;
    std::vector<Section> sections;
    if (model == ProfileModel::pv) {
        sections = {{"pv_system", "pv_systems", row, true, {}}};
    } else if (model == ProfileModel::wind) {
        sections = {{"turbine", "turbines", row, true, {}},
                    {"power_curve", "power_curves", columns, false, {}},  // or a curve_file
                    {"temperature_cap", "temperature_caps", columns, false, {}},
                    {"wake_curve", "wake_curves", columns, false, {}},
                    {"layout", "wind_layouts", columns, false, {}},
                    {"loss", "turbine_losses", rows, false, {"turbine"}}};
    } else {
        sections = {{"data_center", "data_centers", row, true, grid_names()},
                    {"hall", "halls", rows, true, {"data_center"}},
                    {"workload", "workloads", rows, false, {}},  // a hall with IT hardware needs none
                    {"workload_year", "workload_years", rows, false, {}},
                    {"cooling_system", "cooling_systems", rows, false, {}},
                    {"it_fleet", "it_fleets", rows, false, {}}};
    }
    sections.push_back({"month_profiles", "month_profiles", by_name, false, {"profile", "month"}});
    return sections;
}

// Fills fields of a column that no key has set.
void fill(CsvTable& table, const std::string& column, const std::string& value) {
    const std::size_t place = *table.column(column);
    for (CsvRow& row : table.rows)
        if (row.fields[place].empty()) row.fields[place] = value;
}

std::string first_of(const CsvTable& table, const std::string& column) {
    return table.rows.empty() ? "" : table.rows.front().fields[*table.column(column)];
}

// Sets the name of a curve or layout that is given in a section of its own, so that the turbine refers to it.
void name_own(std::map<std::string, CsvTable, std::less<>>& tables, const std::string& table, const std::string& key,
              const std::string& column) {
    if (tables[table].rows.empty()) return;
    fill(tables["turbines"], column, column);
    fill(tables[table], key, first_of(tables["turbines"], column));
}

// Fills in names that need not be stated for a single model.
void fill_names(std::map<std::string, CsvTable, std::less<>>& tables) {
    const auto has = [&](const char* name) { return tables.contains(name); };
    if (has("pv_systems")) fill(tables["pv_systems"], "name", "pv_system");
    if (has("turbines")) {
        fill(tables["turbines"], "name", "turbine");
        name_own(tables, "power_curves", "curve", "curve");
        name_own(tables, "temperature_caps", "curve", "temperature_cap");
        name_own(tables, "wake_curves", "curve", "wake_curve");
        name_own(tables, "wind_layouts", "layout", "layout");
        fill(tables["turbine_losses"], "turbine", first_of(tables["turbines"], "name"));
        CsvTable& layout = tables["wind_layouts"];
        for (std::size_t i = 0; i < layout.rows.size(); ++i)
            if (std::string& name = layout.rows[i].fields[*layout.column("machine")]; name.empty())
                name = fmt::format("{}", i + 1);
    }
    if (!has("data_centers")) return;
    CsvTable &centers = tables["data_centers"], &halls = tables["halls"], &workloads = tables["workloads"];
    fill(centers, "name", "data_center");
    fill(centers, "region", kHere);
    fill(centers, "site", kHere);
    fill(centers, "connection_mw", "0");
    fill(halls, "data_center", first_of(centers, "name"));
    fill(halls, "commissioned", kAlwaysThere);
    if (workloads.rows.size() == 1) {
        fill(workloads, "name", "workload");
        const std::size_t fleet = *halls.column("fleet"), workload = *halls.column("workload");
        for (CsvRow& hall : halls.rows)  // hardware without a workload runs at typical power
            if (hall.fields[workload].empty() && hall.fields[fleet].empty())
                hall.fields[workload] = first_of(workloads, "name");
    }
    for (std::size_t i = 0; i < halls.rows.size(); ++i)
        if (std::string& name = halls.rows[i].fields[*halls.column("name")]; name.empty())
            name = fmt::format("hall {}", i + 1);
}

class ConfigReader {
  public:
    ConfigReader(const std::filesystem::path& path, ProfileModel model, const profiles::Location& place,
                 bool allow_outside)
        : model_(model), tables_(raw_, faults_) {
        raw_.source = StudySource(path, allow_outside);
        config_.place = place;
        config_.file = read_config(path);
    }

    ProfileConfig read() {
        if (!raw_.settings_broken) read_all();
        if (!faults_.empty()) throw base::InputError(tables_.relocated(faults_.sorted({raw_.settings_file})));
        return std::move(config_);
    }

  private:
    StudyFile read_config(const std::filesystem::path& path) {
        StudyFile file = read_study_file(path, path.filename().string());
        raw_.settings_file = file.name;
        auto parsed = parse_settings(file, faults_);
        raw_.settings_broken = !parsed;
        if (parsed) raw_.settings = std::move(*parsed);
        return file;
    }

    void read_all() {
        for (const Section& section : sections_of(model_)) tables_.read(section);
        read_place();
        read_plant();
        check_sections();
        RawStudy study_tables;
        study_tables.settings_file = raw_.settings_file;
        study_tables.tables = tables_.take_tables();
        study_tables.source = raw_.source;
        fill_names(study_tables.tables);
        read_curve_files(study_tables, faults_);
        for (const auto& [name, table] : study_tables.curve_files)
            config_.read_beside.push_back(study_tables.source.folder() / name);
        read_tables(study_tables);
    }

    void read_tables(const RawStudy& raw) {
        model::Study& study = config_.study;
        study.name = "profile";
        study.utc_offset_s = config_.place.utc_offset_s;
        study.weather.source = kFiles;
        for (const auto& [name, table] : raw.tables) {
            const TableSchema& schema = *find_table(name);
            if (name != "sites") check_keys(schema, table, faults_);
        }
        const Reading reading{raw, faults_, study.utc_offset_s};
        read_regions(reading, study);
        read_fuels_and_profiles(reading, study);
        read_pv_systems(reading, study.month_profiles, study.pv_systems);
        read_turbines(reading, study.turbines);
        read_data_centers(reading, study);
        for (const model::Violation& violation : model::validate(study))
            if (const auto table = raw.tables.find(violation.table);
                table != raw.tables.end() && !table->second.rows.empty())
                faults_.add({violation.table + ".csv", violation.column,
                             violation.entry ? table->second.rows.at(*violation.entry).line : 0, violation.found,
                             violation.expected});
    }

    // Values that the section does not state are those of the weather file.
    void read_place() {
        toml::table* place = raw_.settings["place"].as_table();
        if (place)
            if (const toml::node* offset = place->get("utc_offset")) {
                const auto offset_s = parse_utc_offset(offset->value_or(std::string()));
                if (!offset_s) fault("place.utc_offset", *offset, "a text like +09:00");
                config_.place.utc_offset_s = offset_s.value_or(0);
                config_.stated.utc_offset_s = offset_s;
                place->erase("utc_offset");
            }
        CsvTable& sites = tables_.read({"place", "sites", SectionShape::row, false, {}});
        if (sites.rows.empty()) sites.rows.push_back({0, std::vector<std::string>(sites.columns.size())});
        const auto name = sites.column("name");
        if (!sites.rows.front().fields[*name].empty()) config_.place.name = sites.rows.front().fields[*name];
        sites.rows.front().fields[*name] = kHere;  // the name to which the data centre refers
        const auto stated = [&](const char* column) { return to_number(first_of(sites, column)); };
        config_.stated.latitude_deg = stated("latitude_deg");
        config_.stated.longitude_deg = stated("longitude_deg");
        config_.stated.elevation_m = stated("elevation_m");
        fill(sites, "latitude_deg", fmt::format("{}", config_.place.latitude_deg));
        fill(sites, "longitude_deg", fmt::format("{}", config_.place.longitude_deg));
        fill(sites, "elevation_m", fmt::format("{}", config_.place.elevation_m));
    }

    void read_plant() {
        const bool load = model_ == ProfileModel::load, pv = model_ == ProfileModel::pv;
        if (load) {
            config_.study.weather.seed = static_cast<std::uint32_t>(
                whole_number("random", "seed", {0.0, 4294967295.0, false, false, "a whole number >= 0"}, 1.0));
            config_.weather_year = static_cast<int>(
                whole_number("random", "weather_year", {1.0, 1e6, false, false, "a whole number >= 1"}, 1.0));
            return;
        }
        if (!pv) {
            config_.capacity_kw = number("plant", "capacity_kw", kPositive, kDefaultCapacityKw);
            return;
        }
        const double ac_kw = number("plant", "capacity_ac_kw", kPositive, 0.0);
        const double dc_kw = number("plant", "capacity_dc_kw", kPositive, 0.0);
        const toml::node* both = raw_.settings["plant"]["capacity_dc_kw"].node();
        if (ac_kw > 0.0 && dc_kw > 0.0) fault("plant.capacity_dc_kw", *both, "one of capacity_ac_kw, capacity_dc_kw");
        const auto* ratio = raw_.settings["pv_system"]["dc_ac_ratio"].node();
        config_.capacity_kw = ac_kw > 0.0 ? ac_kw : kDefaultCapacityKw;
        if (dc_kw > 0.0 && ratio && ratio->value_or(0.0) > 0.0) config_.capacity_kw = dc_kw / ratio->value_or(1.0);
    }

    double number(const char* section, const char* key, const Range& range, double otherwise) {
        const toml::node* node = raw_.settings[section][key].node();
        if (!node) return otherwise;
        const auto value = node->is_number() ? node->value<double>() : std::nullopt;
        if (value && range.contains(*value)) return *value;
        fault(fmt::format("{}.{}", section, key), *node, range.text);
        return otherwise;
    }

    double whole_number(const char* section, const char* key, const Range& range, double otherwise) {
        const double value = number(section, key, range, otherwise);
        if (value == std::floor(value)) return value;
        fault(fmt::format("{}.{}", section, key), *raw_.settings[section][key].node(), range.text);
        return otherwise;
    }

    void fault(std::string field, const toml::node& node, std::string expected) {
        faults_.add({raw_.settings_file, std::move(field), static_cast<int>(node.source().begin.line), text_of(node),
                     std::move(expected)});
    }

    // Checks for unknown sections, and for unknown keys in sections that are not tables.
    void check_sections() {
        const bool load = model_ == ProfileModel::load;
        const std::string own = load ? "random" : "plant";
        const std::vector<std::string> own_keys = load ? std::vector<std::string>{"seed", "weather_year"}
                                                  : model_ == ProfileModel::wind
                                                      ? std::vector<std::string>{"capacity_kw"}
                                                      : std::vector<std::string>{"capacity_ac_kw", "capacity_dc_kw"};
        std::vector<std::string> known;
        for (const Section& section : sections_of(model_)) known.push_back(section.name);
        known.insert(known.end(), {"place", own});
        for (const auto& [word, node] : raw_.settings) {
            const std::string name(word.str());
            const int line = static_cast<int>(node.source().begin.line);
            if (std::ranges::find(known, name) == known.end())
                faults_.add({raw_.settings_file, name, line, "an unknown section", base::one_of(name, known)});
            if (name != own) continue;
            const toml::table* keys = node.as_table();
            if (!keys) {
                fault(name, node, fmt::format("a section [{}]", name));
                continue;
            }
            for (const auto& [key, value] : *keys)
                if (std::ranges::find(own_keys, key.str()) == own_keys.end())
                    faults_.add({raw_.settings_file, fmt::format("{}.{}", name, key.str()),
                                 static_cast<int>(value.source().begin.line), "an unknown key",
                                 base::one_of(key.str(), own_keys)});
        }
    }

    ProfileModel model_;
    Faults faults_;
    RawStudy raw_;
    ConfigTables tables_;
    ProfileConfig config_;
};
}  // namespace

ProfileConfig read_profile_config(const std::filesystem::path& path, ProfileModel model,
                                  const profiles::Location& place, bool allow_outside) {
    return ConfigReader(path, model, place, allow_outside).read();
}

}  // namespace decawatt::io
