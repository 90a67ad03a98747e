#include "io/hdf5/results_provenance.hpp"

#include <fmt/format.h>

#include <span>
#include <string>
#include <vector>

#include "io/hdf5/unit_names.hpp"

namespace decawatt::io {

void put_provenance(Group&& group, const ResultSource& source) {
    const planning::Timing& timing = source.plan.timing;
    put_origin(group, source.provenance);
    group.attribute("time_profiles_s", timing.profiles_s);
    group.attribute("time_build_s", timing.build_s);
    group.attribute("time_solve_s", timing.solve_s);
}

void put_origin(Group& group, const Provenance& provenance) {
    group.attribute("version", provenance.version);
    group.attribute("compiler", provenance.compiler);
    group.attribute("command_line", provenance.command_line);
    group.attribute("seed", provenance.seed);
    group.attribute("threads", provenance.threads);
    if (!provenance.plan.empty()) group.attribute("plan", provenance.plan);
    std::vector<std::string> names, texts, hashes, paths, values;
    for (const StudyFile& file : provenance.files) {
        names.push_back(file.name);
        texts.push_back(file.text);
        hashes.push_back(fmt::format("{:016x}", file.hash));
    }
    for (const Override& change : provenance.overrides) {
        paths.push_back(change.path);
        values.push_back(change.value);
    }
    const auto put = [&](const char* dimension, const char* name, const char* meaning,
                         const std::vector<std::string>& all) {
        if (!all.empty()) group.put(name, {dimension}, meaning, std::span<const std::string>(all));
    };
    if (!names.empty()) group.coordinate("file", {kNoUnit, "file of the study"}, std::span<const std::string>(names));
    put("file", "text", "its text as read", texts);
    put("file", "fnv1a_64", "64-bit FNV-1a hash of the text, hexadecimal", hashes);
    if (!paths.empty())
        group.coordinate("override", {kNoUnit, "override, in the order applied"}, std::span<const std::string>(paths));
    put("override", "override_value", "value set", values);
    if (!provenance.weather_notes.empty())
        group.coordinate("weather_note", {kNoUnit, "what was filled, converted or assumed of the weather files"},
                         std::span<const std::string>(provenance.weather_notes));
}

}  // namespace decawatt::io
