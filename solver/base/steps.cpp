#include "base/steps.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace decawatt::base {

std::vector<double> on_steps(std::span<const double> values, int from_s, int to_s) {
    const bool holds = to_s < from_s;
    expects(from_s > 0 && to_s > 0 && (holds ? from_s % to_s : to_s % from_s) == 0,
            "one step is a multiple of another");
    const auto per_step = static_cast<std::size_t>(holds ? from_s / to_s : to_s / from_s);
    std::vector<double> result;
    if (holds) {
        result.reserve(values.size() * per_step);
        for (const double value : values) result.insert(result.end(), per_step, value);
        return result;
    }
    expects(values.size() % per_step == 0, "values fill whole steps");
    if (per_step == 1) return {values.begin(), values.end()};
    for (std::size_t first = 0; first < values.size(); first += per_step) {
        double sum = 0.0;
        for (std::size_t k = 0; k < per_step; ++k) sum += values[first + k];
        result.push_back(sum / static_cast<double>(per_step));
    }
    return result;
}

std::vector<double> on_steps(std::span<const double> values, int from_s, const StepLengths& to) {
    expects(!to.empty() && std::ssize(values) * from_s == to.total_s(), "values fill the steps");
    std::vector<double> result;
    result.reserve(to.count());
    for (std::size_t t = 0; t < to.count(); ++t) {
        expects(to.start_s(t) % from_s == 0, "the steps of values are parts of the stated ones");
        const auto first = static_cast<std::size_t>(to.start_s(t) / from_s),
                   end = static_cast<std::size_t>(to.start_s(t + 1) / from_s);
        double sum = 0.0;
        for (std::size_t k = first; k < end; ++k) sum += values[k];
        result.push_back(sum / static_cast<double>(end - first));
    }
    return result;
}

namespace {
template <typename Steps>
Series of_every_entity(const Series& series, int from_s, const Steps& to) {
    Series result;
    for (std::size_t e = 0; e < series.entities(); ++e) {
        const std::vector<double> values = on_steps(series.of(e), from_s, to);
        if (e == 0) result = Series(values.size(), series.entities());
        std::ranges::copy(values, result.of(e).begin());
    }
    return result;
}
}  // namespace

Series on_steps(const Series& series, int from_s, int to_s) {
    if (from_s == to_s || series.entities() == 0) return series;
    return of_every_entity(series, from_s, to_s);
}

Series on_steps(const Series& series, int from_s, const StepLengths& to) {
    return series.entities() == 0 ? series : of_every_entity(series, from_s, to);
}

}  // namespace decawatt::base
