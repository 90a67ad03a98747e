// Damaged studies: each mutant of the minimal study either is the same study, or is refused by file and fault, or a
// note says what differs. Nothing crashes, hangs or differs in silence.
//
// Digits, signs, points and the letter e are neither put in the place of others nor taken away, and names are left
// alone: a 5 that became a 6, or another name, is a study that no reader can tell from one that was meant.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "profiles/profiles.hpp"
#include "unit/io/mutants.hpp"
#include "unit/io/study_copy.hpp"

using namespace decawatt;
namespace fs = std::filesystem;
using io::test::StudyCopy;
using test::Dice;
using test::is_numeric;
using test::joined;
using test::lines_of;

namespace {
// Inside a word of the settings or of a table, where another byte makes another name; inside a comment.
bool is_free_text(const std::string& file, const std::string& text, std::size_t place) {
    const auto before = text.rfind('\n', place == 0 ? 0 : place - 1);
    const std::size_t start = before == std::string::npos || place == 0 ? 0 : before + 1;
    const std::string line = text.substr(start, text.find('\n', start) - start);
    if (line.starts_with('#')) return true;
    if (!file.ends_with(".toml")) {  // a field with letters, or the separator behind one
        const auto comma = text.find_last_of(",\n", place == 0 ? 0 : place - 1);
        const std::size_t first = comma == std::string::npos || place == 0 ? 0 : comma + 1;
        const std::string field = text.substr(first, text.find_first_of(",\n", place) - first);
        return std::ranges::any_of(field, [](unsigned char c) { return std::isalpha(c) != 0; });
    }
    const std::string left = line.substr(0, place - start);
    return std::ranges::count(left, '"') % 2 == 1 || left.find('#') != std::string::npos || text[place] == '"' ||
           std::isalpha(static_cast<unsigned char>(text[place])) != 0;
}

// A byte that is no part of a number and no letter of a name. In settings a # would begin a comment.
char other_byte(const std::string& file, Dice& dice) {
    while (true) {
        const char c = static_cast<char>(dice.below(256));
        const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (!is_numeric(c) && !letter && c != ' ' && c != '\t' && c != '_' && !(c == '#' && file.ends_with(".toml")))
            return c;
    }
}

using Mutation = std::function<std::string(const std::string& file, std::string text, Dice&)>;

// Where a byte may change: next to a number or a separator.
std::size_t place_in(const std::string& file, const std::string& text, Dice& dice) {
    for (int tries = 0; tries < 1000; ++tries)
        if (const std::size_t place = dice.below(text.size()); !is_free_text(file, text, place)) return place;
    return 0;
}

const std::vector<Mutation>& damages() {
    static const std::vector<Mutation> all = {
        [](const std::string& file, std::string text, Dice& dice) {
            const std::size_t place = place_in(file, text, dice);
            if (!is_numeric(text[place])) text[place] = other_byte(file, dice);
            return text;
        },
        [](const std::string& file, std::string text, Dice& dice) {
            return text.insert(place_in(file, text, dice), 1, other_byte(file, dice));
        },
        [](const std::string& file, std::string text, Dice& dice) {
            const std::size_t place = place_in(file, text, dice);
            if (!is_numeric(text[place])) text.erase(place, 1);
            return text;
        },
        [](const std::string&, const std::string& text, Dice& dice) {  // a line twice
            auto lines = lines_of(text);
            const std::size_t k = dice.below(lines.size());
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(k), lines[k]);
            return joined(lines);
        },
        [](const std::string& file, std::string text, Dice& dice) {  // another separator
            if (!file.ends_with(".toml")) std::ranges::replace(text, ',', ";\t|"[dice.below(3)]);
            return text;
        },
        [](const std::string&, const std::string& text, Dice&) { return text + text; },
        [](const std::string&, const std::string& text, Dice& dice) {  // other encodings, other line ends
            std::string changed;
            const std::size_t kind = dice.below(3);
            for (const char c : text) {
                if (kind == 0)
                    changed += c == '\n' ? std::string("\r") : std::string(1, c);
                else
                    changed += kind == 1 ? std::string{c, '\0'} : std::string{'\0', c};
            }
            return changed;
        },
        [](const std::string& file, std::string text, Dice& dice) {  // a field that is no number, or no number here
            if (file.ends_with(".toml")) return text;
            const std::size_t from = text.find(',', place_in(file, text, dice));
            if (from == std::string::npos || from + 1 >= text.size()) return text;
            const std::size_t end = std::min(text.find_first_of(",\n", from + 1), text.size());
            const std::string field = text.substr(from + 1, end - from - 1);
            if (field.empty() || !std::ranges::all_of(field, is_numeric)) return text;
            static const std::vector<std::string> values = {"NaN", "inf",   "1e999",     "0x10", "12 MW",
                                                            "45%", "1_000", "\"1,000\"", "12,5", "-1e300"};
            return text.replace(from + 1, end - from - 1, values[dice.below(values.size())]);
        }};
    return all;
}

// What leaves the study as it is.
const std::vector<Mutation>& rewritings() {
    static const std::vector<Mutation> all = {
        [](const std::string&, const std::string& text, Dice&) { return "\xEF\xBB\xBF" + text; },
        [](const std::string&, const std::string& text, Dice&) {
            std::string changed;
            for (const char c : text) changed += c == '\n' ? std::string("\r\n") : std::string(1, c);
            return changed;
        },
        [](const std::string&, const std::string& text, Dice&) { return text + "\n\n"; },
        [](const std::string&, const std::string& text, Dice& dice) {
            auto lines = lines_of(text);
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(dice.below(lines.size())),
                         dice.below(2) == 0 ? "# a comment\n" : "\n");
            return joined(lines);
        },
        [](const std::string& file, std::string text, Dice&) {  // as spreadsheets leave them behind
            if (file.ends_with(".toml")) return text;
            std::string changed;
            for (const std::string& line : lines_of(text))
                changed += line.starts_with('#') || line.size() < 2 ? line : line.substr(0, line.size() - 1) + ",,\n";
            return changed;
        },
        [](const std::string& file, std::string text, Dice&) {  // every field in quotes
            if (file.ends_with(".toml") || text.find('"') != std::string::npos) return text;
            std::string changed;
            for (const std::string& line : lines_of(text)) {
                if (line.starts_with('#')) {
                    changed += line;
                    continue;
                }
                changed += '"';
                for (const char c : line)
                    changed += c == ',' ? std::string("\",\"") : c == '\n' ? std::string("\"\n") : std::string(1, c);
            }
            return changed;
        }};
    return all;
}

// The minimal study states no machines: here it does, so that their column is damaged too.
void state_machines(const StudyCopy& copy, const std::string& file, const std::string& asset, const std::string& mw) {
    std::string changed;
    for (const std::string& line : lines_of(copy.text(file)))
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

std::multiset<std::string> notes_of(const io::LoadedStudy& loaded) {
    return {loaded.notes.begin(), loaded.notes.end()};
}
}  // namespace

TEST_CASE("damaged studies are never read in silence") {
    const int count = test::mutants("DECAWATT_STUDY_MUTANTS", 800);
    Base base;
    int refused = 0, same = 0, noted = 0;
    for (int k = 0; k < count; ++k) {
        Dice dice(20301130, static_cast<std::uint32_t>(k));
        const std::string& file = base.names[dice.below(base.names.size())];
        const std::size_t damage = dice.below(damages().size());
        const std::string mutant = damages()[damage](file, base.text[file], dice);
        CAPTURE(k);
        CAPTURE(file);
        CAPTURE(damage);
        base.copy.write(file, mutant);
        try {
            const io::LoadedStudy loaded = base.copy.read();
            const bool equal = loaded.study == base.loaded.study;
            equal ? ++same : ++noted;
            CHECK((equal || notes_of(loaded) != notes_of(base.loaded)));
        } catch (const base::InputError& error) {
            ++refused;
            REQUIRE(!error.faults.empty());
            CHECK(!error.faults[0].file.empty());
            CHECK(!error.faults[0].expected.empty());
        }
        base.copy.write(file, base.text[file]);
    }
    // Every outcome happens, but a difference that a note explains is rare.
    CHECK(refused > count / 3);
    CHECK(same > count / 20);
    MESSAGE(refused << " refused, " << same << " the same study, " << noted << " with a note");
}

TEST_CASE("a study that is written in another way is the same study") {
    Base base;
    for (const std::string& file : base.names)
        for (std::size_t rewriting = 0; rewriting < rewritings().size(); ++rewriting) {
            CAPTURE(file);
            CAPTURE(rewriting);
            Dice dice(20301130, static_cast<std::uint32_t>(rewriting));
            base.copy.write(file, rewritings()[rewriting](file, base.text[file], dice));
            CHECK(base.copy.read().study == base.loaded.study);
            base.copy.write(file, base.text[file]);
        }
}

namespace {
// Something else in the place of a file; the word is how a fault begins that tells of it.
struct Stead {
    const char* word;
    std::function<void(const fs::path& place, const fs::path& folder)> put;
};

void link_to(const fs::path& target, const fs::path& place) {
    fs::create_symlink(target, place);
}

const std::vector<Stead>& steads() {
    static const std::vector<Stead> all = {
        {"a link to nothing", [](const fs::path& place, const fs::path&) { link_to("nowhere", place); }},
        {"a link that leads in a circle",
         [](const fs::path& place, const fs::path&) { link_to(place.filename(), place); }},
        {"a folder", [](const fs::path& place, const fs::path&) { fs::create_directory(place); }},
        {"a folder", [](const fs::path& place, const fs::path&) { link_to(".", place); }},
        {"a named pipe", [](const fs::path& place, const fs::path&) { REQUIRE(::mkfifo(place.c_str(), 0600) == 0); }},
        {"a path that leads outside", [](const fs::path& place, const fs::path&) { link_to("/dev/zero", place); }},
        {"a path that leads outside", [](const fs::path& place, const fs::path&) { link_to("/etc/passwd", place); }},
        {"a path that leads outside", [](const fs::path& place, const fs::path&) { link_to("/proc/kmsg", place); }},
        {"a path that leads outside",
         [](const fs::path& place, const fs::path&) { link_to(fs::path("../..") / "etc/hostname", place); }}};
    return all;
}

std::string absurd_number(Dice& dice) {
    static const std::vector<std::string> values = {"1e7",
                                                    "1e12",
                                                    "1e300",
                                                    "-1e300",
                                                    "1e-300",
                                                    "2147483647",
                                                    "-2147483648",
                                                    "9223372036854775807",
                                                    "99999999999999999999",
                                                    "0",
                                                    "-0",
                                                    "1e-12",
                                                    "5e-324"};
    return values[dice.below(values.size())];
}

// A field of a table that is a number becomes an absurd one.
std::string with_absurd_number(std::string text, Dice& dice) {
    for (int tries = 0; tries < 100; ++tries) {
        const std::size_t from = text.find(',', dice.below(text.size()));
        if (from == std::string::npos) continue;
        const std::size_t end = std::min(text.find_first_of(",\n", from + 1), text.size());
        const std::string field = text.substr(from + 1, end - from - 1);
        if (field.empty() || !std::ranges::all_of(field, is_numeric)) continue;
        return text.replace(from + 1, end - from - 1, absurd_number(dice));
    }
    return text;
}
}  // namespace

TEST_CASE("what is no file of the study is never read, whatever stands in the place of a table") {
    const int count = test::mutants("DECAWATT_STUDY_MUTANTS", 800) / 4;
    Base base;
    for (int k = 0; k < count; ++k) {
        Dice dice(20301131, static_cast<std::uint32_t>(k));
        const std::string& file = base.names[dice.below(base.names.size())];
        const Stead& stead = steads()[dice.below(steads().size())];
        CAPTURE(k);
        CAPTURE(file);
        CAPTURE(stead.word);
        const fs::path place = base.copy.folder() / file;
        fs::remove(place);
        stead.put(place, base.copy.folder());
        std::string told;
        try {
            base.copy.read();
        } catch (const base::InputError& error) {
            told = error.what();
        } catch (const base::ResourceError& error) {  // no settings
            CHECK(file == "study.toml");
            told = error.what();
        }
        CHECK(!told.empty());
        CHECK(told.find(file) != std::string::npos);
        CHECK((told.find(stead.word) != std::string::npos || file == "study.toml"));
        CHECK(told.find("root:") == std::string::npos);
        fs::remove_all(place);
        base.copy.write(file, base.text[file]);
    }
}

TEST_CASE("studies of absurd sizes are refused, or make the series of their hours") {
    const int count = test::mutants("DECAWATT_STUDY_MUTANTS", 800) / 4;
    Base base;
    int refused = 0, made = 0;
    for (int k = 0; k < count; ++k) {
        Dice dice(20301132, static_cast<std::uint32_t>(k));
        std::string file = "study.toml";
        while (!file.ends_with(".csv")) file = base.names[dice.below(base.names.size())];
        base.copy.write(file, with_absurd_number(base.text[file], dice));
        CAPTURE(k);
        CAPTURE(file);
        try {
            const io::LoadedStudy loaded = base.copy.read();
            profiles::make_profiles(loaded.study, base::Progress{});
            ++made;
        } catch (const base::InputError&) {
            ++refused;
        }
        base.copy.write(file, base.text[file]);
    }
    CHECK(refused > count / 10);
    CHECK(made > count / 10);
    MESSAGE(refused << " refused, " << made << " made");
}
