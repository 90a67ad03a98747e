// A copy of the minimal study, whose files a test damages.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "unit/io/mutants.hpp"
#include "unit/io/study_copy.hpp"

namespace decawatt::io::test {

// The minimal study has no machine sizes; this copy has, so that their column is damaged too.
inline void state_machines(const StudyCopy& copy, const std::string& file, const std::string& asset,
                           const std::string& mw) {
    std::string changed;
    for (const std::string& line : decawatt::test::lines_of(copy.text(file)))
        changed += line.substr(0, line.find_last_not_of("\r\n") + 1) +
                   (line.starts_with("name,")       ? ",unit_mw"
                    : line.starts_with(asset + ",") ? "," + mw
                                                    : ",") +
                   "\n";
    copy.write(file, changed);
}

struct Base {
    StudyCopy copy;
    std::vector<std::string> names;
    std::map<std::string, std::string> text;
    io::LoadedStudy loaded;

    Base() {
        copy.replace("study.toml", "[horizon]", "[horizon]\nhours_per_year = 24");
        state_machines(copy, "plants.csv", "hub solar", "2.5");
        state_machines(copy, "stores.csv", "hub battery", "20");
        for (const auto& entry : std::filesystem::directory_iterator(copy.folder())) {
            const std::string name = entry.path().filename().string();
            std::string content = copy.text(name);
            std::erase(content, '\r');
            if (!name.ends_with(".csv") && !name.ends_with(".toml")) continue;
            copy.write(name, content);
            names.push_back(name);
            text[name] = content;
        }
        std::ranges::sort(names);
        loaded = copy.read();
    }
};

}  // namespace decawatt::io::test
