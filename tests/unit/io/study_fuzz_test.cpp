// Damaged studies: each mutant of the minimal study either is the same study, or is refused with file and fault, or a
// note states the difference. No mutant crashes, hangs or differs without a note.
//
// Digits, signs, points, the letter e and names are neither replaced nor removed: a study with a 6 in place of a 5, or
// with another name, is a valid study.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "profiles/profiles.hpp"
#include "unit/io/mutants.hpp"
#include "unit/io/study_base.hpp"
#include "unit/io/study_copy.hpp"

using namespace decawatt;
namespace fs = std::filesystem;
using io::test::Base;
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
        [](const std::string& file, std::string text, Dice& dice) {  // a field without a valid number
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

// Changes that do not alter the study.
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
