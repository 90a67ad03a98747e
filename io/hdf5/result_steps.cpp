#include "io/hdf5/result_steps.hpp"

#include <algorithm>

#include "base/time_axis.hpp"

namespace decawatt::io {

std::vector<double> step_hours(const ResultReader& file, std::size_t times) {
    if (file.has(kStepHours)) {
        std::vector<double> hours = file.finite(kStepHours, {times});
        if (std::ranges::any_of(hours, [](double h) { return h <= 0.0; }))
            file.refuse(kStepHours, "a length that is not above 0", "lengths of steps in hours");
        return hours;
    }
    constexpr double kSecondsPerHour = base::kSecondsPerHour;
    return std::vector(times, file.number_attribute("/", "step_s").value_or(kSecondsPerHour) / kSecondsPerHour);
}

}  // namespace decawatt::io
