#include "cli/options/adequacy_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <map>
#include <string_view>

#include "base/error.hpp"

namespace decawatt::cli {

namespace {
using adequacy::Metric;

const std::map<std::string, Metric> kMetrics = {
    {"lole", Metric::hours}, {"days", Metric::days}, {"lolev", Metric::events}, {"eue", Metric::energy}};

std::optional<std::uint64_t> count_in(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool read_events(const std::string& text, adequacy::SamplingSettings& settings) {
    constexpr std::string_view kWorst = "worst:";
    settings.all_events = text == "all";
    if (text == "all") return true;
    if (!text.starts_with(kWorst)) return false;
    const auto count = count_in(std::string_view(text).substr(kWorst.size()));
    if (count) settings.worst_events = static_cast<std::size_t>(*count);
    return count.has_value();
}

}  // namespace

void add_adequacy_options(CLI::App& command, AdequacyOptions& adequacy, Options& options) {
    constexpr std::uint64_t kMostSamples = std::numeric_limits<std::uint32_t>::max();
    add_study_options(command, options);
    add_output_option(command, "--out", options.out, "the folder of the results");
    command.add_option("--plan", options.plan,
                       "the result file of `run` whose capacities are in service; default: existing ones only");
    command.add_option("--samples", adequacy.samples, "maximum number of samples; default: 1000")
        ->check(CLI::Range(std::uint64_t{1}, kMostSamples));
    command.add_option("--batch", adequacy.batch, "samples between two checkpoints; default: 200")
        ->check(CLI::Range(std::uint64_t{1}, kMostSamples));
    command
        .add_option(
            "--relative-error", adequacy.relative_error,
            "stop when the standard error of --metric, with that of the weather library, is this fraction of it")
        ->check(CLI::Range(0.0, 1.0));
    command.add_option("--metric", adequacy.metric, "the metric of --relative-error and of the convergence record")
        ->check(CLI::IsMember({"eue", "lole", "days", "lolev"}));
    command.add_option("--of", adequacy.of,
                       "the region or data centre of --metric and of the worst samples; default: the whole grid");
    command.add_option("--seed", adequacy.seed, "random seed instead of the study's adequacy.seed")
        ->check(CLI::Range(std::uint64_t{0}, kMostSamples));
    command.add_option("--part", adequacy.part,
                       "compute one part of the samples, such as 2/8; `decawatt merge` joins the parts");
    CLI::Option* resume =
        command.add_flag("--resume", adequacy.resume, "continue from the last checkpoint in --out, if there is one");
    command.add_flag("--fresh", adequacy.fresh, "discard the checkpoint of an unfinished run in --out")
        ->excludes(resume);
    command.add_option("--events", adequacy.events, "shortage events in the result: worst:N, or all");
    command.add_option("--replay", adequacy.replay, "write the hourly series of this sample alone");
    command.add_option("--credit", adequacy.credit, "compute the capacity credit of this plant, store or line");
    command
        .add_option("--method", adequacy.method,
                    "sampling (default), or convolution: exact, for a system without stores and network")
        ->check(CLI::IsMember({"sampling", "convolution"}));
}

AdequacyRequest adequacy_request(const AdequacyOptions& adequacy, const Options& options) {
    AdequacyRequest request;
    std::vector<base::InputFault> faults;
    const auto fault = [&](const char* field, const std::string& found, const std::string& expected) {
        faults.push_back({"command line", field, 0, found, expected});
    };
    request.settings.samples = adequacy.samples;
    request.settings.batch = adequacy.batch;
    request.settings.metric = kMetrics.at(adequacy.metric);
    request.settings.relative_error = adequacy.relative_error;
    if (!read_events(adequacy.events, request.settings)) fault("--events", adequacy.events, "worst:N or all");
    if (!adequacy.part.empty()) {
        const auto part = parallel::part_of(adequacy.part);
        if (!part) fault("--part", adequacy.part, "I/N with I from 1 to N");
        request.part = part.value_or(io::Part{});
        const std::uint64_t batches = (adequacy.samples + adequacy.batch - 1) / adequacy.batch;
        if (part && part->of > batches)
            fault("--part", adequacy.part, fmt::format("at most {} parts: each has at least one batch", batches));
        if (adequacy.relative_error > 0.0)
            fault("--relative-error", fmt::format("{}", adequacy.relative_error),
                  "no --part: a part cannot tell when the whole run has reached the error");
    }
    const bool exact = adequacy.method == "convolution", replays = adequacy.replay.has_value();
    const int others = (exact ? 1 : 0) + (replays ? 1 : 0) + (adequacy.credit.empty() ? 0 : 1);
    if (others > 1) fault("--method convolution, --credit, --replay", "several of them", "one at a time");
    if (others > 0 && !adequacy.part.empty())
        fault("--part", adequacy.part,
              "no --part: only a sampling run has "
              "parts");
    if (others > 0 && adequacy.resume) fault("--resume", "stated", "no --resume: only a sampling run can be resumed");
    if (!adequacy.credit.empty() && adequacy.samples < 2)
        fault("--samples", "1",
              "2 at least, for the standard error "
              "of a credit");
    const bool samples = adequacy.method == "sampling" && adequacy.credit.empty();
    if (samples && options.out.empty()) fault("--out", "nothing", "the folder of the results");
    if (!faults.empty()) throw base::InputError(std::move(faults));
    return request;
}

}  // namespace decawatt::cli
