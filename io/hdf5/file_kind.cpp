#include "io/hdf5/file_kind.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

#include "base/error.hpp"

namespace decawatt::io {

namespace {
struct Kind {
    const char *group, *text;
};

constexpr std::array kKinds = {
    Kind{"/finance", "a file of `decawatt finance`"}, Kind{"/accounts", "a file of `decawatt accounts`"},
    Kind{"/loss_probability", "a file of `decawatt adequacy`"}, Kind{"/case", "a comparison of a sweep"}};

std::string kind_of(const ResultReader& file) {
    for (const Kind& kind : kKinds)
        if (file.has(kind.group)) return std::string("is ") + kind.text;
    return "holds no result of a study";
}

// Capacity additions above zero: "plant campus solar 2036" -> amount. Empty: the file states none.
using Additions = std::map<std::string, double>;

Additions additions_in(const ResultReader& file, const std::string& amounts) {
    Additions all;
    if (!file.has("/plan/build_kind") || !file.has(amounts)) return all;
    const auto kinds = file.texts("/plan/build_kind");
    const auto names = file.texts("/plan/build_asset", kinds.size());
    const auto years = file.finite("/plan/build_year", {kinds.size()});
    const auto values = file.finite(amounts, {kinds.size()});
    for (std::size_t b = 0; b < kinds.size(); ++b)
        if (values[b] > 0.0) all[fmt::format("{} {} {:.0f}", kinds[b], names[b], years[b])] = values[b];
    return all;
}

std::string first_difference(const Additions& expected, const Additions& found) {
    const auto amount = [](const Additions& all, const std::string& name) {
        const auto place = all.find(name);
        return place == all.end() ? 0.0 : place->second;
    };
    for (const Additions* all : {&expected, &found})
        for (const auto& [name, value] : *all)
            if (amount(expected, name) != amount(found, name))
                return fmt::format("{}: {:.10g} instead of {:.10g}", name, amount(found, name), amount(expected, name));
    return "";
}
}  // namespace

void expect_result(const ResultReader& file) {
    if (file.has("/summary/year") && file.has("/time")) return;
    throw base::ResourceError(fmt::format("{}: {}; expected a result file of `decawatt run` or `decawatt dispatch`",
                                          file.path().string(), kind_of(file)));
}

void expect_series(const ResultReader& file, const std::string& series) {
    if (file.has(series)) return;
    throw base::ResourceError(
        fmt::format("{}: has no series {}, because its study writes other series only (output.series); run the study "
                    "again with all series",
                    file.path().string(), series.substr(1)));
}

void expect_same_plan(const ResultReader& result, const ResultReader& dispatch) {
    const Additions sized = additions_in(result, "/plan/build_amount"),
                    whole = additions_in(result, "/plan/whole_units/build_amount"),
                    operated = additions_in(dispatch, "/plan/build_amount");
    if (operated == sized || (!whole.empty() && operated == whole)) return;
    throw base::InputError({{dispatch.path().string(), "plan", 0,
                             fmt::format("other capacity than that of {} ({})", result.path().string(),
                                         first_difference(whole.empty() ? sized : whole, operated)),
                             "a dispatch of the same plan"}});
}

}  // namespace decawatt::io
