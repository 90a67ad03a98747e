#include "cli/terminal/progress_text.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cli = decawatt::cli;

TEST_CASE("durations are written in readable units") {
    CHECK(cli::duration_text(0.4) == "less than a second");
    CHECK(cli::duration_text(8.4) == "8 s");
    CHECK(cli::duration_text(59.4) == "59 s");
    CHECK(cli::duration_text(59.6) == "1 min 00 s");  // never "60 s"
    CHECK(cli::duration_text(200.0) == "3 min 20 s");
    CHECK(cli::duration_text(3599.6) == "1 h 00 min");
    CHECK(cli::duration_text(3900.0) == "1 h 05 min");
    CHECK(cli::duration_text(7199.0) == "2 h 00 min");  // never "1 h 60 min"
}

TEST_CASE("remaining time follows the recent rate") {
    cli::RemainingTime time;
    CHECK(!time.seconds().has_value());
    time.add(1.0, 0.1);
    time.add(2.0, 0.2);
    CHECK(!time.seconds().has_value());  // two reports are no rate
    time.add(3.0, 0.3);
    CHECK(*time.seconds() == doctest::Approx(7.0));

    SUBCASE("old reports are dropped: ten times the rate is a tenth of the time") {
        for (int k = 1; k <= 12; ++k) time.add(3.0 + 0.1 * k, 0.3 + 0.05 * k);
        CHECK(*time.seconds() == doctest::Approx((1.0 - 0.9) * 0.1 / 0.05));
    }
    SUBCASE("a report without progress changes nothing") {
        time.add(9.0, 0.3);
        CHECK(*time.seconds() == doctest::Approx(7.0));
        time.add(10.0, 0.2);  // the gap may grow again
        CHECK(*time.seconds() == doctest::Approx(7.0));
    }
    SUBCASE("nothing remains at the end") {
        time.add(4.0, 1.5);
        CHECK(*time.seconds() == 0.0);
    }
}

TEST_CASE("a short phase shows no times, a long one does") {
    cli::ProgressLine line{
        .phase = "solving", .done = 0.45, .elapsed_s = 1.0, .remaining_s = 2.0, .detail = "iteration 20"};
    CHECK(cli::log_line(line) == "solving    45 %  iteration 20");
    line.elapsed_s = 12.0;
    line.remaining_s = 15.2;
    CHECK(cli::log_line(line) == "solving    45 %  12 s, about 15 s left  iteration 20");
    line.remaining_s = {};
    CHECK(cli::log_line(line) == "solving    45 %  12 s  iteration 20");
    CHECK(cli::bar_line(line) == "solving   [=============                 ]  45 %  12 s  iteration 20");
}

TEST_CASE("a share beyond its range fills the bar and no more") {
    const cli::ProgressLine over{.phase = "write", .done = 1.7};
    CHECK(cli::bar_line(over) == "write     [" + std::string(30, '=') + "] 100 %  ");
    const cli::ProgressLine under{.phase = "write", .done = -1.0};
    CHECK(cli::bar_line(under) == "write     [" + std::string(30, ' ') + "]   0 %  ");
}

TEST_CASE("a line is cut to the width, after a whole part") {
    const std::string line = "solving  45 %  12 s  iteration 20, cost within 1.5e-03, residuals 2.0e-05";
    CHECK(cli::cut_to(line, 80) == line);
    CHECK(cli::cut_to(line, line.size() - 1) == "solving  45 %  12 s  iteration 20, cost within 1.5e-03");
    CHECK(cli::cut_to(line, 54) == "solving  45 %  12 s  iteration 20, cost within 1.5e-03");
    CHECK(cli::cut_to(line, 53) == "solving  45 %  12 s  iteration 20");
    CHECK(cli::cut_to(line, 32) == "solving  45 %  12 s");
    CHECK(cli::cut_to("iteration 20", 11) == "iteration");
    CHECK(cli::cut_to("12345", 5) == "12345");
}

TEST_CASE("a long word is cut between characters") {
    CHECK(cli::cut_to("abcdef", 5) == "abcde");
    CHECK(cli::cut_to("ab\u00e9c", 3) == "ab");  // two bytes that begin at the third
    CHECK(cli::cut_to("ab\u00e9c", 4) == "ab\u00e9");
    CHECK(cli::cut_to("\u5168", 2).empty());
    CHECK(cli::cut_to("abc", 0).empty());
}
