#include "io/study/schema/settings.hpp"

#include "io/common/series_fields.hpp"
#include "io/study/schema/finance.hpp"
#include "io/study/step_lengths.hpp"
#include "model/study.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kTolerance{0.0, 0.1, true, false, "a number above 0 and up to 0.1"};
constexpr Range kLevel{0.0, 1.0, false, true, "a fraction from 0 to below 1 (0.95, not 95)"};
constexpr Range kWeatherYear{1.0, kInfinity, false, true, "a whole number >= 1"};
constexpr int kMostSeed = std::numeric_limits<int>::max(), kMostWeatherYears = 100000;
constexpr int kMinutesPerHour = 60;
constexpr int kShortestStep = 15, kLongestStep = 180;

Value seed(std::uint32_t usual) {
    return integer(0, kMostSeed).otherwise(static_cast<int>(usual)).without_unit();
}

SectionSchema study() {
    return {"study",
            "Name, currency and time zone of the study.",
            {
                {"name", text(), "Name of the study."},
                {"currency", text(), "Currency of all costs and prices, such as `KRW`."},
                {"price_year", year(), "All costs are real money of this year."},
                {"discount_rate", number(kFraction).in("fraction per year"), "Real discount rate."},
                {"utc_offset", text("a text like +09:00").matching("^[+-](0[0-9]|1[0-4]):[0-5][0-9]$"),
                 "Offset from UTC of all dates and hours of the day; fixed, without daylight saving time."},
                {"description", text().optional(), "Description, for information only."},
            }};
}

SectionSchema horizon() {
    return {
        "horizon",
        "The hours that are modelled.",
        {
            {"first_year", year(), "First calendar year, at the UTC offset."},
            {"last_year", year(), "Last calendar year; not before first_year."},
            {"step_minutes", integer(kShortestStep, kLongestStep, "15, 30, 60, 120 or 180").otherwise(kMinutesPerHour),
             "Length of a step: 15, 30, 60, 120 or 180."},
            {"hours_per_year", integer(0, kLeastHoursOfYear).otherwise(0).in("h"),
             "Length of each modelled year from 1 January on, in whole steps; 0: the calendar year of 8760 or 8784 "
             "hours."},
            {"step_file", file().optional("none: all steps are step_minutes"),
             "CSV file with the length of every step of a year, in one column `hours`, as a path relative to the "
             "study's folder."},
        }};
}

SectionSchema weather() {
    return {
        "weather",
        "Where the weather comes from.",
        {
            {"source", choice({kGenerator, kFiles}).otherwise(kGenerator),
             "The weather generator, or the files listed in weather_files.csv."},
            {"seed", seed(model::Weather{}.seed), "Seed of the weather generator."},
            {"years",
             list(ValueType::integers, "a list of different whole numbers >= 1").within(kWeatherYear).optional("[1]"),
             "Weather years; each calendar year is planned for all of them."},
            {"weights", list(ValueType::numbers, "a list of numbers").within(kEfficiency).optional("equal"),
             "Weights of the weather years, one for each; they add to 1 (within 1e-6)."},
        }};
}

SectionSchema planning() {
    const model::PlanningRules usual;
    return {"planning",
            "The linear program.",
            {
                {"unserved_cost_per_mwh", number(kPositive), "Value of lost load."},
                {"spill_cost_per_mwh", number(kNotNegative).otherwise(usual.spill_cost_per_mwh),
                 "Cost of must-run output that cannot be used."},
                {"tolerance", number(kTolerance).otherwise(usual.tolerance).without_unit(),
                 "Relative optimality gap and residuals of the solution."},
                {"target_scope", choice({"each", "mean"}).otherwise("each"),
                 "Whether targets apply to each weather year or to their weighted mean."},
                {"perspective", choice({"system", "campus"}).otherwise("system"),
                 "Which part of tariffs the objective counts. `system`, with a modelled grid: the network costs that "
                 "they recover; `campus`, with a market: all that the data centres pay."},
                {"base_mva", number(kPositive).otherwise(usual.base_mva),
                 "Base of reactance_pu in lines.csv; it has no effect unless there are phase shifts."},
            }};
}

SectionSchema adequacy() {
    const model::AdequacyRules usual;
    return {
        "adequacy",
        "Monte Carlo simulation; read by `adequacy` alone.",
        {
            {"seed", seed(usual.seed).of_adequacy(), "Seed of outages, delays and demand growth."},
            {"weather_years", integer(1, kMostWeatherYears).otherwise(usual.weather_years).without_unit().of_adequacy(),
             "Size of the library of generated weather years from which samples are drawn."},
            {"growth_sd_frac", number(kFraction).otherwise(usual.growth_sd_frac).of_adequacy(),
             "Standard deviation of the annual growth of regional demand, a lognormal random walk with mean 1."},
            {"data_center_growth_sd_frac", number(kFraction).otherwise(usual.data_center_growth_sd_frac).of_adequacy(),
             "The same for data centres."},
            {"load_levels",
             list(ValueType::pairs, "pairs of a factor > 0 and its probability, [[0.97, 0.5], [1.03, 0.5]]")
                 .optional()
                 .of_adequacy(),
             "Factors on regional demand and their probabilities, which add to 1 (within 1e-6); one is drawn for "
             "each year."},
            {"cvar_level", number(kLevel).otherwise(usual.cvar_level).without_unit().of_adequacy(),
             "Level of the conditional value at risk."},
            {"keeps_seasonal_limits", boolean().otherwise(usual.keeps_seasonal_limits).of_adequacy(),
             "Whether the seasonal_limit of plants applies in adequacy runs."},
        }};
}

SectionSchema output() {
    Value series = list(ValueType::texts, "a list of names of series; without the key all are written").optional("all");
    series.words = series_names();
    return {"output",
            "Content of result files.",
            {
                {"series", series, "Names of the series to write."},
                {"precision", choice({"float32", "float64"}).otherwise("float32"), "Precision of the series."},
            }};
}
}  // namespace

std::vector<SectionSchema> settings_sections() {
    return {study(),
            horizon(),
            weather(),
            planning(),
            adequacy(),
            finance_section(),
            {"check",
             "The command `check`.",
             {{"accepts", list(ValueType::texts, "a list of paths, each table.row.column or section.key").optional(),
               "Paths of unusual values that are intended; `check` does not warn of them."}}},
            output()};
}

}  // namespace decawatt::io::schema
