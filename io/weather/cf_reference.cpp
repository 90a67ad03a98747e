#include "io/weather/cf_reference.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "base/ascii.hpp"

namespace decawatt::io {

namespace {
double unit_seconds(const std::string& unit) {
    struct Known {
        double seconds;
        std::array<std::string_view, 5> names;
    };
    static constexpr std::array<Known, 7> kAll = {{{86400.0, {"days", "day", "d"}},
                                                   {3600.0, {"hours", "hour", "hrs", "hr", "h"}},
                                                   {60.0, {"minutes", "minute", "mins", "min"}},
                                                   {1.0, {"seconds", "second", "secs", "sec", "s"}},
                                                   {1e-3, {"milliseconds", "millisecond", "msecs", "msec", "ms"}},
                                                   {1e-6, {"microseconds", "microsecond"}},
                                                   {1e-9, {"nanoseconds", "nanosecond"}}}};
    for (const Known& known : kAll)
        if (!unit.empty() && std::ranges::find(known.names, unit) != known.names.end()) return known.seconds;
    return 0.0;
}

// A cursor that parses the text of a reference date from its front.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : rest_(text) {}
    bool at_end() const { return rest_.empty(); }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take_text(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    void skip_blanks() {
        while (take(' ')) continue;
    }
    bool digit_next() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    std::string_view digits() {
        const auto end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }
    // An integer with at most `most` digits.
    std::optional<int> whole(std::size_t most) {
        const std::string_view found = digits();
        int value = 0;
        if (found.empty() || found.size() > most) return std::nullopt;
        std::from_chars(found.data(), found.data() + found.size(), value);
        return value;
    }
    double fraction() {  // fraction of a second, after the decimal point
        double value = 0.0, place = 1.0;
        for (const char digit : digits()) place /= 10.0, value += place * (digit - '0');
        return value;
    }

  private:
    std::string_view rest_;
};

// "12", "12:30", "12:30:15.5", "12Z": seconds of the day.
std::optional<double> clock_of(Cursor& text) {
    const auto hour = text.whole(2);
    if (!hour || *hour > 24) return std::nullopt;
    double second = 3600.0 * *hour;
    for (const double weight : {60.0, 1.0}) {
        if (!text.take(':')) return second;
        const auto part = text.whole(2);
        if (!part || *part > 60) return std::nullopt;
        second += weight * *part;
    }
    if (text.take('.')) second += text.fraction();
    return second;
}

// "Z", "UTC", "GMT", "+00:00", "-0600", "+9": seconds east of UTC; 0 if absent.
std::optional<double> zone_of(Cursor& text) {
    if (text.at_end() || text.take('z') || text.take_text("utc") || text.take_text("gmt")) return 0.0;
    const bool west = text.take('-');
    if (!west && !text.take('+')) return std::nullopt;
    const std::string_view digits = text.digits();
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    int minutes = digits.size() > 2 ? 60 * (number / 100) + number % 100 : 60 * number;
    if (digits.size() <= 2 && text.take(':')) {
        const auto part = text.whole(2);
        if (!part) return std::nullopt;
        minutes += *part;
    }
    return (west ? -60.0 : 60.0) * minutes;
}
}  // namespace

std::optional<CfReference> reference_of(const std::string& units) {
    const std::string plain = base::lower(units);
    const auto since = plain.find(" since ");
    if (since == std::string::npos) return std::nullopt;
    Cursor unit(plain);
    unit.skip_blanks();
    CfReference reference;
    const std::size_t first = plain.find_first_not_of(' ');
    reference.unit_s = unit_seconds(plain.substr(first, plain.find_last_not_of(' ', since) + 1 - first));
    Cursor text(std::string_view(plain).substr(since + 7));
    text.skip_blanks();
    const auto year = text.whole(4);
    const bool first_dash = text.take('-');
    const auto month = text.whole(2);
    const bool second_dash = text.take('-');
    const auto day = text.whole(2);
    if (reference.unit_s == 0.0 || !year || !month || !day || !first_dash || !second_dash) return std::nullopt;
    reference.date = {*year, *month, *day};
    if (!text.take('t')) text.skip_blanks();
    if (text.digit_next()) {
        const auto second = clock_of(text);
        if (!second) return std::nullopt;
        reference.second = *second;
    }
    text.skip_blanks();
    const auto zone_s = zone_of(text);
    text.skip_blanks();
    if (!zone_s || !text.at_end()) return std::nullopt;
    reference.second -= *zone_s;
    return reference;
}

}  // namespace decawatt::io
