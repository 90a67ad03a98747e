// Damaged weather files: each mutant of a sample either gives the same weather, or is refused with the line, or a note
// tells what is other. Nothing crashes, hangs or differs in silence.
//
// Digits, signs and decimal points are never put in the place of others, nor taken away: a 5 that became a 6 is a file
// that no reader can tell from a good one.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "base/error.hpp"
#include "io/weather/read_weather.hpp"
#include "unit/io/mutants.hpp"
#include "unit/io/weather_samples.hpp"

using namespace decawatt;
using test::Dice;
using test::is_numeric;
using test::joined;
using test::lines_of;

namespace {
io::WeatherRequest request() {
    return {.latitude_deg = test::kSamplePlace.latitude_deg,
            .longitude_deg = test::kSamplePlace.longitude_deg,
            .elevation_m = test::kSamplePlace.elevation_m,
            .utc_offset_s = test::kSamplePlace.utc_offset_s,
            .whole_year = false};
}

bool same_series(const base::Series& a, const base::Series& b) {
    return std::ranges::equal(a.all(), b.all());
}

bool same_weather(const io::WeatherReading& a, const io::WeatherReading& b) {
    const auto &x = a.weather, &y = b.weather;
    bool same = a.place.latitude_deg == b.place.latitude_deg && a.place.longitude_deg == b.place.longitude_deg &&
                a.place.elevation_m == b.place.elevation_m && a.place.utc_offset_s == b.place.utc_offset_s &&
                x.axis.start_utc_s == y.axis.start_utc_s && x.axis.step_s == y.axis.step_s &&
                x.axis.count == y.axis.count && x.sun_offset_s == y.sun_offset_s && x.wind.size() == y.wind.size() &&
                same_series(x.temperature_deg_c, y.temperature_deg_c) &&
                same_series(x.relative_humidity_frac, y.relative_humidity_frac) &&
                same_series(x.ghi_w_per_m2, y.ghi_w_per_m2) && same_series(x.dni_w_per_m2, y.dni_w_per_m2) &&
                same_series(x.dhi_w_per_m2, y.dhi_w_per_m2) && same_series(x.pressure_pa, y.pressure_pa) &&
                same_series(x.albedo_frac, y.albedo_frac) && same_series(x.snow_depth_m, y.snow_depth_m);
    for (std::size_t level = 0; same && level < x.wind.size(); ++level)
        same = x.wind[level].height_m == y.wind[level].height_m &&
               same_series(x.wind[level].speed_m_per_s, y.wind[level].speed_m_per_s) &&
               same_series(x.wind[level].direction_deg, y.wind[level].direction_deg);
    return same;
}

// Notes but those on the closure, whose numbers follow every value.
std::vector<std::string> said(const io::WeatherReading& reading) {
    std::vector<std::string> notes;
    std::ranges::copy_if(reading.notes, std::back_inserter(notes),
                         [](const std::string& note) { return !note.starts_with("closure"); });
    return notes;
}

char other_byte(Dice& dice) {
    while (true) {
        const char c = static_cast<char>(dice.below(256));
        if (!is_numeric(c) && c != ' ' && c != '\t' && c != '\r') return c;
    }
}

using Mutation = std::function<std::string(std::string, Dice&)>;

std::string mutate_line(const std::string& text, Dice& dice,
                        const std::function<void(std::vector<std::string>&, std::size_t)>& change) {
    auto lines = lines_of(text);
    change(lines, dice.below(lines.size()));
    return joined(lines);
}

std::string with_field(std::string text, Dice& dice, const std::string& value) {
    const std::size_t from = text.find_first_of(",\n", dice.below(text.size()));
    if (from == std::string::npos || from + 1 >= text.size()) return text;
    const std::size_t end = std::min(text.find_first_of(",\n", from + 1), text.size());
    return text.replace(from + 1, end - from - 1, value);
}

const std::vector<Mutation>& mutations() {
    static const std::vector<Mutation> all = {
        [](std::string text, Dice& dice) { return text.substr(0, dice.below(text.size())); },
        [](std::string text, Dice& dice) {
            const std::size_t place = dice.below(text.size());
            const char byte = other_byte(dice);
            // An end of line before an end of line would shorten a last number unseen.
            if (byte != '\n' || place + 1 >= text.size() || text[place + 1] != '\n') text[place] = byte;
            return text;
        },
        [](std::string text, Dice& dice) { return text.insert(dice.below(text.size()), 1, other_byte(dice)); },
        [](std::string text, Dice& dice) {
            const std::size_t place = dice.below(text.size());
            if (!is_numeric(text[place])) text.erase(place, 1);
            return text;
        },
        [](std::string text, Dice& dice) {
            return mutate_line(text, dice, [](auto& lines, std::size_t k) {
                lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(k), lines[k]);
            });
        },
        [](std::string text, Dice& dice) {
            return mutate_line(text, dice, [](auto& lines, std::size_t k) {
                lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(k));
            });
        },
        [](std::string text, Dice& dice) {
            const std::size_t other = dice.below(1000);
            return mutate_line(text, dice,
                               [&](auto& lines, std::size_t k) { std::swap(lines[k], lines[other % lines.size()]); });
        },
        [](std::string text, Dice& dice) { return with_field(std::move(text), dice, "NaN"); },
        [](std::string text, Dice& dice) { return with_field(std::move(text), dice, ""); },
        [](std::string text, Dice& dice) { return with_field(std::move(text), dice, "1e9"); },
        [](std::string text, Dice& dice) { return with_field(std::move(text), dice, "-1e9"); },
        [](std::string text, Dice& dice) { return with_field(std::move(text), dice, "1e999"); },
        [](std::string text, Dice& dice) { return with_field(std::move(text), dice, "12,5"); },
        [](std::string text, Dice& dice) {
            std::ranges::replace(text, ',', ";\t|"[dice.below(3)]);
            return text;
        },
        [](std::string text, Dice&) { return text + text; },  // two places in one file
        [](std::string text, Dice& dice) {                    // rows out of their order, or twice
            auto lines = lines_of(text);
            const std::size_t from = dice.below(lines.size()), count = dice.below(lines.size() - from) + 1;
            const std::vector<std::string> block(lines.begin() + static_cast<std::ptrdiff_t>(from),
                                                 lines.begin() + static_cast<std::ptrdiff_t>(from + count));
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(dice.below(lines.size())), block.begin(),
                         block.end());
            return joined(lines);
        },
    };
    return all;
}

// A file without a column of time cannot tell that two of its rows changed places.
bool is_unreported(const std::string& format, std::size_t mutation) {
    constexpr std::size_t kSwap = 6;
    return format == "srw" && mutation == kSwap;
}
}  // namespace

TEST_CASE("damaged weather files are never read in silence") {
    const int mutants = test::mutants("DECAWATT_WEATHER_MUTANTS", 2500);
    std::uint32_t sample = 0;
    for (const std::string& format : test::sample_formats()) {
        CAPTURE(format);
        const std::string text = test::sample_file(format, {.days = 2});
        const auto original = io::read_weather_bytes("sample", text, request());
        const auto notes = said(original);
        int refused = 0, same = 0, told = 0;
        for (int k = 0; k < mutants; ++k, ++sample) {
            Dice dice(20190101, sample);
            const std::size_t mutation = dice.below(mutations().size());
            if (is_unreported(format, mutation)) continue;
            const std::string mutant = mutations()[mutation](text, dice);
            CAPTURE(mutation);
            CAPTURE(k);
            try {
                const auto reading = io::read_weather_bytes("sample", mutant, request());
                if (same_weather(reading, original)) {
                    ++same;
                } else {
                    ++told;
                    // A shorter stretch is refused where a whole year is requested.
                    const bool shorter = reading.weather.axis.count < original.weather.axis.count;
                    CHECK((shorter || said(reading) != notes));
                }
            } catch (const base::InputError& error) {
                ++refused;
                REQUIRE(!error.faults.empty());
                CHECK(error.faults[0].row > 0);
                CHECK(!error.faults[0].field.empty());
            }
        }
        // Every outcome happens: a fuzzer whose mutants are all refused at the first line tests nothing.
        CHECK(refused > mutants / 4);
        CHECK(same > mutants / 50);
        CHECK(told > mutants / 100);
    }
}

TEST_CASE("random bytes are no weather") {
    for (std::uint32_t sample = 0; sample < 500; ++sample) {
        Dice dice(20190101, 1000000 + sample);
        std::string bytes(dice.below(2000), '\0');
        for (char& c : bytes) c = static_cast<char>(dice.below(256));
        CHECK_THROWS_AS((void)io::read_weather_bytes("sample", bytes, request()), base::InputError);
    }
}

TEST_CASE("harmless changes give the same weather, to the bit") {
    for (const std::string& format : test::sample_formats()) {
        CAPTURE(format);
        const std::string text = test::sample_file(format, {});
        const auto original = io::read_weather_bytes("sample", text, request());
        const auto check_same = [&](const std::string& changed) {
            CHECK(same_weather(io::read_weather_bytes("sample", changed, request()), original));
        };
        check_same("\xEF\xBB\xBF" + text);
        check_same(text + "\n\n");
        std::string crlf, columns;
        for (const std::string& line : lines_of(text)) {
            const std::string content = line.substr(0, line.size() - 1);
            crlf += content + "\r\n";
            const bool row = std::ranges::count(content, ',') > 3 && !content.starts_with("LOCATION") &&
                             !content.starts_with("471560") && !content.starts_with("Latitude,") &&
                             !content.starts_with("35.10,") && !content.starts_with("Source,") &&
                             !content.starts_with("NSRDB,");
            const bool header = content.find("ear") != std::string::npos || content.find("ime") != std::string::npos ||
                                content.find("YEAR") != std::string::npos || content.find("onth") != std::string::npos;
            columns += content + (row ? header ? ",something else" : ",77" : "") + "\n";
        }
        check_same(crlf);
        if (format != "srw") check_same(columns);  // its columns are all known
    }
}

TEST_CASE("a whole year is never taken from a cut file") {
    const std::string text = test::sample_file("epw", {.days = 365});
    const auto whole = io::read_weather_bytes("sample", text, {});
    CHECK(whole.weather.axis.count == 8760);
    for (const double share : {0.999, 0.9, 0.5, 0.1, 0.01})
        CHECK_THROWS_AS(
            (void)io::read_weather_bytes(
                "sample", text.substr(0, static_cast<std::size_t>(share * static_cast<double>(text.size()))), {}),
            base::InputError);
}
