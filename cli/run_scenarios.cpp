// `run --scenarios`: one sizing for several futures of a study.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "app/explanation_text.hpp"
#include "app/input_files.hpp"
#include "app/size_scenarios.hpp"
#include "base/readable.hpp"
#include "cli/commands.hpp"
#include "cli/run_support.hpp"
#include "cli/solver_log.hpp"
#include "cli/summary/explanation.hpp"
#include "cli/summary/run_summary.hpp"
#include "cli/terminal/progress_bar.hpp"
#include "cli/terminal/terminal.hpp"

namespace decawatt::cli {

namespace {

using base::readable;
using base::readable_money;

constexpr double kPercent = 100.0;

// The first scenario has the file of the options.
template <typename Scenarios>
std::vector<std::string> result_files(const Scenarios& scenarios, const Options& options) {
    std::vector<std::string> files;
    files.reserve(scenarios.size() + 1);
    for (const auto& scenario : scenarios)
        files.push_back(files.empty() ? options.out : app::scenario_file(options.out, scenario.name));
    return files;
}

// Every file can be written, and no two scenarios have the same.
void expect_files(const io::StudyRequest& request, const Options& options) {
    const io::LoadedStudy base = io::read_study(request);
    std::vector<std::string> files = result_files(base.scenarios, options);
    files.push_back(options.export_mps);
    expect_outputs(files, app::input_files(base));
}

double unserved_mwh(const planning::Plan& plan) {
    double sum = 0.0;
    for (const planning::YearSummary& year : plan.summary) sum += year.unserved_mwh;
    return sum;
}

int missed_targets(const planning::Plan& plan) {
    return static_cast<int>(
        std::ranges::count_if(plan.shortfalls, [](const auto& shortfall) { return shortfall.missed_frac > 0.0; }));
}

// What the plan of the base case misses of targets and caps has no cost: with such, it may even cost less.
void print_regret(const app::SizedScenarios& sized, double regret, const std::string& currency) {
    int missed = 0;
    for (const app::SizedScenario& scenario : sized.scenarios) missed += missed_targets(*scenario.of_base_plan);
    const std::string difference = regret == 0.0 ? "the same, within the tolerance of both,"
                                                 : fmt::format("{} {}", readable_money(std::abs(regret), currency),
                                                               regret < 0.0 ? "less" : "more (its regret)");
    print_out("  the plan made for \"{}\" alone costs {} on average over the scenarios", sized.scenarios.front().name,
              difference);
    if (missed > 0) print_out(", and misses {} target{} or caps", missed, missed == 1 ? "" : "s");
    print_out("\n");
}

// What is built over the horizon, by expansion option.
struct BuiltOption {
    std::string option, unit;
    double joint = 0.0, base_case = 0.0;
};

std::vector<BuiltOption> built_options(const app::SizedScenarios& sized) {
    std::vector<BuiltOption> all;
    std::map<std::pair<planning::CapacityKind, std::string>, std::size_t> places;
    const auto add = [&](const planning::Plan& plan, double BuiltOption::*amount) {
        for (const planning::CapacityAddition& build : plan.builds) {
            if (build.kind == planning::CapacityKind::usable_energy) continue;
            const auto [place, fresh] = places.try_emplace({build.kind, build.asset}, all.size());
            if (fresh)
                all.push_back(
                    {fmt::format("{} {}", assets::text(build.kind), build.asset), assets::unit_of(build.kind)});
            all[place->second].*amount += build.amount;
        }
    };
    const app::SizedScenario& first = sized.scenarios.front();
    add(*first.plan, &BuiltOption::joint);
    if (first.of_base_plan) add(*first.of_base_plan, &BuiltOption::base_case);
    constexpr double kLeastShown = 0.05;  // MW or MWh: less reads as 0
    std::erase_if(all, [](const BuiltOption& built) { return std::max(built.joint, built.base_case) < kLeastShown; });
    return all;
}

void print_built(const app::SizedScenarios& sized) {
    const std::vector<BuiltOption> all = built_options(sized);
    if (all.empty()) return;
    const bool has_base_case = sized.scenarios.front().of_base_plan.has_value();
    std::size_t width = 8;
    for (const BuiltOption& built : all) width = std::max(width, built.option.size());
    print_out("  {:<{}} {:>14}", "built over the horizon", width, "this plan");
    if (has_base_case) print_out(" {:>22}", "plan of the base case");
    print_out("\n");
    for (const BuiltOption& built : all) {
        print_out("  {:<{}} {:>10} {:<3}", built.option, width, readable(built.joint, 1), built.unit);
        if (has_base_case) print_out(" {:>18} {:<3}", readable(built.base_case, 1), built.unit);
        print_out("\n");
    }
}

void print_scenarios(const app::SizedScenarios& sized, const Options& options) {
    const std::string& currency = sized.scenarios.front().loaded.study.currency;
    std::size_t width = 8;
    for (const app::SizedScenario& scenario : sized.scenarios) width = std::max(width, scenario.name.size());
    const bool has_regret = sized.scenarios.front().of_base_plan.has_value();
    print_out("\nOne plan for {} scenarios: {} expected (discounted), relative gap {:.1e}\n", sized.scenarios.size(),
              readable_money(sized.expected_cost(), currency), sized.solution.certificate.relative_gap);
    print_out("  {:<{}} {:>12} {:>24} {:>14}", "scenario", width, "probability", "cost", "unserved MWh");
    if (has_regret) print_out(" {:>24} {:>14} {:>14}", "plan of the base case", "unserved MWh", "missed targets");
    print_out("\n");
    for (const app::SizedScenario& scenario : sized.scenarios) {
        print_out("  {:<{}} {:>10} % {:>24} {:>14}", scenario.name, width, readable(kPercent * scenario.probability),
                  readable_money(scenario.plan->objective, currency), readable(unserved_mwh(*scenario.plan), 0));
        if (scenario.of_base_plan)
            print_out(" {:>24} {:>14} {:>14}", readable_money(scenario.of_base_plan->objective, currency),
                      readable(unserved_mwh(*scenario.of_base_plan), 0), missed_targets(*scenario.of_base_plan));
        print_out("\n");
    }
    if (const auto regret = sized.regret()) print_regret(sized, *regret, currency);
    if (!sized.regret_unknown_because.empty())
        print_out("  the regret of the plan made for \"{}\" alone is not known: {}\n", sized.scenarios.front().name,
                  sized.regret_unknown_because);
    print_built(sized);
    print_out("  results in {}\n", fmt::join(result_files(sized.scenarios, options), ", "));
}

void print_json(const app::SizedScenarios& sized, const Options& options) {
    nlohmann::json scenarios = nlohmann::json::array();
    const std::vector<std::string> files = result_files(sized.scenarios, options);
    for (std::size_t s = 0; s < sized.scenarios.size(); ++s) {
        const app::SizedScenario& scenario = sized.scenarios[s];
        nlohmann::json one = {{"name", scenario.name},
                              {"probability", scenario.probability},
                              {"out", files[s]},
                              {"plan", plan_json(scenario.loaded.study, *scenario.plan)}};
        if (scenario.of_base_plan)
            one["plan_of_base_case"] = {{"objective", scenario.of_base_plan->objective},
                                        {"unserved_mwh", unserved_mwh(*scenario.of_base_plan)},
                                        {"missed_targets", missed_targets(*scenario.of_base_plan)}};
        scenarios.push_back(std::move(one));
    }
    nlohmann::json document = {{"status", "optimal"},
                               {"expected_cost", sized.expected_cost()},
                               {"gap", sized.solution.certificate.relative_gap},
                               {"iterations", sized.solution.iterations},
                               {"scenarios", std::move(scenarios)}};
    if (const auto regret = sized.regret()) document["regret"] = *regret;
    if (!sized.regret_unknown_because.empty()) document["regret_unknown_because"] = sized.regret_unknown_because;
    const bool has_base_case = sized.scenarios.front().of_base_plan.has_value();
    for (const BuiltOption& built : built_options(sized)) {
        nlohmann::json one = {{"option", built.option}, {"unit", built.unit}, {"amount", built.joint}};
        if (has_base_case) one["amount_of_base_case"] = built.base_case;
        document["built"].push_back(std::move(one));
    }
    print_document(document);
}

bool has_conflict(const app::SizedScenario& scenario) {
    return scenario.explanation && !scenario.explanation->violations.empty();
}

void print_no_plan(const app::SizedScenarios& sized, const Options& options) {
    const bool proven = std::ranges::any_of(sized.scenarios, [](const app::SizedScenario& scenario) {
        return scenario.explanation && scenario.explanation->proven_infeasible;
    });
    const char* status = lp::text(proven ? lp::Status::infeasible : sized.solution.status);
    const std::string& name = sized.scenarios.front().loaded.study.name;
    print_error("{}: {} after {} iterations: {}; no result was written\n", name, status, sized.solution.iterations,
                sized.solution.message);
    for (const app::SizedScenario& scenario : sized.scenarios)
        if (has_conflict(scenario))
            print_error("scenario {}:\n{}", scenario.name,
                        app::explanation_text(scenario.loaded.study, *scenario.explanation));
    if (std::ranges::none_of(sized.scenarios, has_conflict)) print_error("each scenario by itself has a plan\n");
    if (!options.json) return;
    nlohmann::json scenarios = nlohmann::json::array();
    for (const app::SizedScenario& scenario : sized.scenarios)
        if (scenario.explanation)
            scenarios.push_back({{"name", scenario.name}, {"explanation", explanation_json(*scenario.explanation)}});
    print_document(nlohmann::json{{"status", status},
                                  {"study", name},
                                  {"message", sized.solution.message},
                                  {"iterations", sized.solution.iterations},
                                  {"scenarios", std::move(scenarios)}});
}

}  // namespace

int run_scenarios(const Options& options) {
    const parallel::Communicator ranks = parallel::Communicator::world();
    const bool is_root = ranks.rank() == 0;
    ProgressBar bar(options.quiet || options.verbose || !is_root);
    const io::StudyRequest request = study_request(options);
    if (is_root) expect_files(request, options);
    const app::SizedScenarios sized = app::size_scenarios(
        request,
        {.size = {.threads = options.threads, .ranks = ranks, .log = solver_log(options.verbose, is_root)},
         .regret = options.regret,
         .export_mps = options.export_mps,
         .command_line = options.command_line},
        bar.callback());
    if (!is_root) return sized.solution.status == lp::Status::optimal ? kDone : kNotSolved;
    const io::LoadedStudy& base = sized.scenarios.front().loaded;
    if (!sized.sized()) {
        print_no_plan(sized, options);
        return kNotSolved;
    }
    const std::vector<std::string> files = result_files(sized.scenarios, options);
    for (std::size_t s = 0; s < files.size(); ++s)
        app::write_results(files[s], sized.scenarios[s].loaded, *sized.scenarios[s].plan, options.command_line,
                           bar.callback());
    if (options.json) {
        print_json(sized, options);
        return kDone;
    }
    print_summary(base.study, *sized.scenarios.front().plan, options);
    print_scenarios(sized, options);
    print_weather_notes(base, options);
    return kDone;
}

}  // namespace decawatt::cli
