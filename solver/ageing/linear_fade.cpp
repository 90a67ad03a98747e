#include "ageing/linear_fade.hpp"

namespace decawatt::ageing {

LinearFade fitted_fade(Chemistry chemistry, const ConstantUse& use, int years) {
    constexpr int kDaysPerYear = 365;
    const Use day = use_of_day(chemistry, use);
    Cell cell(chemistry);
    double age_square = 0.0, age_loss = 0.0, cycle_square = 0.0, cycle_loss = 0.0, cycles = 0.0;
    for (int year = 1; year <= years; ++year) {
        for (int d = 0; d < kDaysPerYear; ++d) cell.advance(day);
        cycles += kDaysPerYear * day.full_cycles;
        age_square += year * year;
        age_loss += year * cell.calendar_loss_frac();
        cycle_square += cycles * cycles;
        cycle_loss += cycles * cell.cycle_loss_frac();
    }
    return {age_loss / age_square, cycle_square > 0.0 ? cycle_loss / cycle_square : 0.0};
}

}  // namespace decawatt::ageing
