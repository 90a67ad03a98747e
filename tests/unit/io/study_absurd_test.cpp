// Studies with something else in the place of a file, or of absurd sizes: refused with a message.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "profiles/profiles.hpp"
#include "unit/io/mutants.hpp"
#include "unit/io/study_base.hpp"

using namespace decawatt;
namespace fs = std::filesystem;
using io::test::Base;
using test::Dice;
using test::is_numeric;
using test::joined;
using test::lines_of;

namespace {
// Something else in place of a file; `word` is part of the expected fault.
struct Stead {
    const char* word;
    std::function<void(const fs::path& place, const fs::path& folder)> put;
};

void link_to(const fs::path& target, const fs::path& place) {
    fs::create_symlink(target, place);
}

const std::vector<Stead>& steads() {
    static const std::vector<Stead> all = {
        {"a symbolic link without a target", [](const fs::path& place, const fs::path&) { link_to("nowhere", place); }},
        {"a symbolic link that forms a loop",
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

TEST_CASE("objects that are not regular files are never read as tables") {
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

TEST_CASE("studies of absurd sizes are rejected, or give series of their length") {
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
