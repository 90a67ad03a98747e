// Losses along their path; which conditions age a cell and which do not.
#include <doctest/doctest.h>

#include <cmath>

#include "ageing/linear_fade.hpp"
#include "ageing/use_recorder.hpp"

using namespace decawatt::ageing;
using doctest::Approx;

namespace {

constexpr double kT = 298.15;
const Chemistry kAll[] = {Chemistry::lfp, Chemistry::nmc111, Chemistry::nmc};

double after_years(Chemistry chemistry, const ConstantUse& use, int years) {
    Cell cell(chemistry);
    const Use day = use_of_day(chemistry, use);
    for (int d = 0; d < 365 * years; ++d) cell.advance(day);
    return cell.capacity_frac();
}

}  // namespace

TEST_CASE("steps of a power law give the law, and with a changing coefficient continue from the present loss") {
    double loss = 0.0;
    for (const double dx : {1e-9, 0.5, 1.5, 7.0}) loss = power_law_step(loss, dx, 3.0, 0.5);
    CHECK(loss == Approx(3.0 * std::sqrt(9.0)).epsilon(1e-8));
    // The loss of 9 at k = 3 is that of k = 4.5 at x = 4; five more give x = 9.
    CHECK(power_law_step(9.0, 5.0, 4.5, 0.5) == Approx(13.5));
    CHECK(power_law_step(0.25, 0.0, 4.5, 0.5) == 0.25);
    // An explicit step from a tiny loss would lose more, the smaller that loss was.
    const double explicit_loss =
        power_law_step(power_law_step(0.0, 1e-9, 1.0, 0.5, Stepping::published), 1.0, 1.0, 0.5, Stepping::published);
    CHECK(explicit_loss > 1e3);
    CHECK(power_law_step(power_law_step(0.0, 1e-9, 1.0, 0.5), 1.0, 1.0, 0.5) == Approx(1.0));
}

TEST_CASE("loss of material: half at its half-life, and the same in one step or many") {
    const double half = 1.0 - 2.0 / (1.0 + std::exp(1.0));  // the law at x = x_half
    CHECK(sigmoid_step(0.0, 100.0, 100.0, 10.0) == Approx(half));
    double loss = 0.0;
    for (int i = 0; i < 100; ++i) loss = sigmoid_step(loss, 1.0, 100.0, 10.0);
    CHECK(loss == Approx(half).epsilon(1e-9));
    double published = sigmoid_step(0.0, 50.0, 100.0, 10.0), integrated = published;
    for (int i = 0; i < 5000; ++i) {
        published = sigmoid_step(published, 0.01, 100.0, 10.0, Stepping::published);
        integrated = sigmoid_step(integrated, 0.01, 100.0, 10.0);
    }
    CHECK(published == Approx(integrated).epsilon(1e-3));  // small steps: the error is of first order
}

TEST_CASE("heat, charge, cycles and time age every chemistry") {
    for (const Chemistry chemistry : kAll) {
        CAPTURE(static_cast<int>(chemistry));
        const ConstantUse rest{0.5, kT, 0.0, 0.0, 0.0}, work{0.5, kT, 1.0, 0.8, 0.25};
        ConstantUse hot = rest, full = rest, twice = work;
        hot.temperature_k += 15.0;
        full.soc_frac = 0.95;
        twice.full_cycles_per_day = 2.0;
        CHECK(after_years(chemistry, rest, 1) < 1.0);
        CHECK(after_years(chemistry, rest, 10) < after_years(chemistry, rest, 1));
        CHECK(after_years(chemistry, hot, 5) < after_years(chemistry, rest, 5));
        CHECK(after_years(chemistry, full, 5) < after_years(chemistry, rest, 5));
        CHECK(after_years(chemistry, work, 5) < after_years(chemistry, rest, 5));
        CHECK(after_years(chemistry, twice, 5) < after_years(chemistry, work, 5));
        CHECK(after_years(chemistry, twice, 200) >= 0.0);
    }
}

TEST_CASE("the parts of a loss add up, and material determines capacity if it is the smaller") {
    Cell cell(Chemistry::nmc111);
    const Use day = use_of_day(Chemistry::nmc111, {0.5, kT, 1.0, 0.8, 0.5});
    for (int d = 0; d < 365 * 10; ++d) cell.advance(day);
    CHECK(cell.capacity_frac() + cell.calendar_loss_frac() + cell.cycle_loss_frac() == Approx(1.0));
    CHECK(cell.cycle_loss_frac() > 0.0);
    const double at_10 = cell.capacity_frac();
    for (int d = 0; d < 365 * 15; ++d) cell.advance(day);
    CHECK(at_10 - cell.capacity_frac() > 0.3);  // 9,125 cycles of a half loss at 6,900: a cliff no power law has
}

TEST_CASE("cells follow their air with one time constant and warm with the square of the current") {
    CellTemperature cells({25.0, 5.0, 8.0, 4.0});
    CHECK(cells.step_k(40.0, 0.0, 4.0) == Approx(kZeroCelsiusK + 30.0 - 5.0 * (1.0 - std::exp(-1.0))));
    for (int h = 0; h < 100; ++h) cells.step_k(40.0, 0.5, 1.0);
    CHECK(cells.step_k(40.0, 0.5, 1.0) == Approx(kZeroCelsiusK + 30.0 + 2.0));
    for (int h = 0; h < 100; ++h) cells.step_k(-10.0, 0.0, 1.0);
    CHECK(cells.step_k(-10.0, 0.0, 1.0) == Approx(kZeroCelsiusK + 20.0));
    CellTemperature held({25.0, 0.0, 8.0, 4.0});
    CHECK(held.step_k(-10.0, 0.0, 1.0) == Approx(kT));
    CHECK(held.step_k(std::nan(""), 0.0, 1.0) == Approx(kT));
}

TEST_CASE("a day of the recorder: cycles by rainflow with their depth, C-rate while it works, means") {
    UseRecorder recorder(Chemistry::lfp, {25.0, 0.0, 0.0, 4.0});
    recorder.push(0.1, 25.0, 1.0);
    const auto day_of_one_cycle = [&] {  // 4 h up by 0.2 each, 12 h rest, 4 h down, 4 h rest
        for (int h = 0; h < 24; ++h) {
            const double soc = h < 4 ? 0.1 + 0.2 * (h + 1) : h < 16 ? 0.9 : h < 20 ? 0.9 - 0.2 * (h - 15) : 0.1;
            recorder.push(soc, 25.0, 1.0);
        }
        return recorder.take();
    };
    double cycles = day_of_one_cycle().use.full_cycles;
    Day day{};
    for (int d = 0; d < 9; ++d) cycles += (day = day_of_one_cycle()).use.full_cycles;
    CHECK(day.use.full_cycles == Approx(0.8));
    CHECK(day.use.days == Approx(1.0));
    CHECK(day.soc_frac == Approx((4 * 0.5 + 12 * 0.9 + 4 * 0.5 + 4 * 0.1) / 24.0));
    CHECK(day.temperature_k == Approx(kT));
    CHECK(day.use.cycle_rate == Approx(cycle_rate(Chemistry::lfp, {0.8, 0.2, 0.5, kT})));
    recorder.push(0.1, 25.0, 1.0);
    cycles += recorder.close().use.full_cycles;
    CHECK(cycles == Approx(8.0));  // half the path: nothing is lost
    // Half an hour's steps with the same charge: the same day.
    UseRecorder halves(Chemistry::lfp, {25.0, 0.0, 0.0, 4.0});
    for (int h = 0; h < 48; ++h) halves.push(h < 24 ? 0.5 : 0.5 + (h - 23) / 48.0, 25.0, 0.5);
    const Day half = halves.take();
    CHECK(half.use.days == Approx(1.0));
    CHECK(half.use.full_cycles == 0.0);  // the charge has not ended yet
    CHECK(half.use.cycle_rate == 0.0);
    CHECK(half.use.half_loss_cycles == 1e4);  // of cycles without depth
}

TEST_CASE("a cycle over three days counts with its whole depth") {
    UseRecorder recorder(Chemistry::nmc111, {25.0, 0.0, 0.0, 4.0});
    recorder.push(0.0, 25.0, 1.0);
    for (int h = 0; h < 72; ++h) recorder.push((h + 1) / 72.0, 25.0, 1.0);
    for (int h = 0; h < 72; ++h) recorder.push(1.0 - (h + 1) / 72.0, 25.0, 1.0);
    const Day all = recorder.close();
    CHECK(all.use.full_cycles == Approx(1.0));
    CHECK(all.use.cycle_rate == Approx(cycle_rate(Chemistry::nmc111, {1.0, 1.0 / 72.0, 0.5, kT})));
}

TEST_CASE("the linear fade is the least-squares fit to the detailed model") {
    const ConstantUse use{0.5, kT, 1.0, 0.8, 0.25};
    for (const Chemistry chemistry : kAll) {
        const LinearFade fade = fitted_fade(chemistry, use, 10);
        CAPTURE(static_cast<int>(chemistry));
        Cell cell(chemistry);
        const Use day = use_of_day(chemistry, use);
        double calendar_error = 0.0, cycle_error = 0.0;  // Σ x (loss - slope x) is zero at the best slope
        for (int year = 1; year <= 10; ++year) {
            for (int d = 0; d < 365; ++d) cell.advance(day);
            calendar_error += year * (cell.calendar_loss_frac() - fade.per_year_frac * year);
            cycle_error += year * (cell.cycle_loss_frac() - fade.per_full_cycle_frac * 365.0 * year);
        }
        CHECK(std::abs(calendar_error) <= 1e-12);
        CHECK(std::abs(cycle_error) <= 1e-12);
        CHECK(fade.per_year_frac > 0.0);
        CHECK(fade.per_full_cycle_frac > 0.0);
    }
    CHECK(fitted_fade(Chemistry::lfp, {0.5, kT, 0.0, 0.0, 0.0}, 10).per_full_cycle_frac == 0.0);
}
