// The rates of all chemistries at two states each. Expected: the formulas of docs/method/battery.md, computed apart
// with the potentials that tests/validation/ageing_cases.csv recomputes from their publication.
#include "ageing/chemistry.hpp"

#include <doctest/doctest.h>

using namespace decawatt::ageing;
using doctest::Approx;

namespace {
constexpr double kDigits = 1e-9;

struct Rates {
    Chemistry chemistry;
    double calendar, calendar_hot, cycling, cycling_hot;
};
}  // namespace

TEST_CASE("the potential of the anode falls with charge") {
    CHECK(anode_potential_v(0.0) == Approx(0.6843540587).epsilon(kDigits));
    CHECK(anode_potential_v(0.1) == Approx(0.2332475963).epsilon(kDigits));
    CHECK(anode_potential_v(0.5) == Approx(0.1233036767).epsilon(kDigits));
    CHECK(anode_potential_v(0.9) == Approx(0.0881845099).epsilon(kDigits));
    CHECK(anode_potential_v(1.0) == Approx(0.0863823132).epsilon(kDigits));
}

TEST_CASE("rates of ageing at rest half full at 25 deg C and 90 % full at 40, and in two kinds of cycles") {
    const Rates all[] = {
        {Chemistry::lfp, 4.946233097e-4, 1.827305734e-3, 1.521013277e-4, 1.459900016e-4},
        {Chemistry::nmc111, 1.232597075e-3, 1.665534979e-2, 1.504255074e-4, 1.763564319e-4},
        {Chemistry::nmc, 1.565831645e-3, 1.435282043e-2, 0.502174628, 0.2811127429},
    };
    constexpr double kWarmK = kZeroCelsiusK + 25.0, kHotK = kZeroCelsiusK + 40.0;
    for (const Rates& expected : all) {
        CAPTURE(static_cast<int>(expected.chemistry));
        CHECK(calendar_rate(expected.chemistry, 0.5, kWarmK) == Approx(expected.calendar).epsilon(kDigits));
        CHECK(calendar_rate(expected.chemistry, 0.9, kHotK) == Approx(expected.calendar_hot).epsilon(kDigits));
        CHECK(cycle_rate(expected.chemistry, {0.8, 0.25, 0.5, kWarmK}) == Approx(expected.cycling).epsilon(kDigits));
        CHECK(cycle_rate(expected.chemistry, {0.4, 0.5, 0.5, kHotK}) == Approx(expected.cycling_hot).epsilon(kDigits));
    }
}

TEST_CASE("half of the material is lost sooner in warm, full and deeply cycled cells below 55 deg C") {
    CHECK(half_loss_cycles({0.8, 0.25, 0.5, kZeroCelsiusK + 25.0}) == Approx(6940.0));
    CHECK(half_loss_cycles({0.4, 0.25, 0.5, kZeroCelsiusK + 40.0}) == Approx(9235.0));
    CHECK(half_loss_cycles({1.0, 0.25, 1.0, kZeroCelsiusK}) == 1000.0);  // the fit gives -4,025
}

TEST_CASE("exponents, scales and parts of the laws are those of their publications") {
    const auto same = [](const Law& found, const Law& published) {
        CHECK(found.calendar_power == published.calendar_power);
        CHECK(found.days_scale == published.days_scale);
        CHECK(found.cycle_power == published.cycle_power);
        CHECK(found.cycles_scale == published.cycles_scale);
        CHECK(found.nameplate_cycles == published.nameplate_cycles);
        CHECK(found.loses_material == published.loses_material);
    };
    same(law_of(Chemistry::lfp), {0.526, 1.0, 0.828, 1.0, true, false});
    same(law_of(Chemistry::nmc111), {0.357, 1.0, 0.778, 1.0, false, true});
    same(law_of(Chemistry::nmc), {0.578, 1000.0, 1.11, 10'000.0, false, false});
}
