// Writes a synthetic adequacy run as a result file: make_adequacy FILE SAMPLES (worst|all|calm)
// calm: nothing is lost, and there are no data centres
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "io/common/event_file.hpp"
#include "tests/unit/io/synthetic_sampling.hpp"

using namespace decawatt;

namespace {
adequacy::Sampling run_calm(const adequacy::SamplingSettings& settings) {
    adequacy::Sampling state = test::start_synthetic(settings);
    adequacy::LossRecord nothing(test::kSyntheticShape.years, test::kSyntheticShape.places);
    for (std::uint32_t sample = 0; sample < settings.samples; ++sample) {
        adequacy::Future future;
        future.sample = sample;
        future.weather.assign(test::kSyntheticYears, adequacy::WeatherIndex{sample % test::kSyntheticWeathers});
        state.tally.add(future, nothing);
    }
    state.convergence.push_back({1, state.tally.evidence(settings.metric, 0)});
    state.next_sample = settings.samples;
    state.done = true;
    return state;
}
}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return EXIT_FAILURE;
    const bool all = std::string(arguments[3]) == "all", calm = std::string(arguments[3]) == "calm";
    const adequacy::SamplingSettings settings{.samples = std::stoull(arguments[2]), .batch = 100, .all_events = all};
    const io::Provenance provenance{{{"study.toml", "[study]\nname = \"synthetic\"\n", 0x1234}},
                                    {{"study.discount_rate", "0.05"}},
                                    "0.1.0",
                                    "a compiler",
                                    "make_adequacy",
                                    1,
                                    1,
                                    ""};
    const std::string events = std::string(arguments[1]) + ".events";
    try {
        adequacy::Sampling state = calm ? run_calm(settings) : test::start_synthetic(settings);
        io::AdequacyReport report = test::synthetic_report();
        if (calm) report.nodes += report.data_centers.size(), report.data_centers.clear();
        {
            io::EventFile file(events, 1, 0);
            while (!state.done) {
                test::run_synthetic_batch(settings, state);
                if (all) file.append(state.batch_events);
            }
        }
        std::vector<io::EventSource> sources;
        if (all) sources.push_back({events, 1, state.event_count});
        io::write_adequacy(arguments[1], report, settings, state, sources, provenance, {});
        std::filesystem::remove(events);
    } catch (const std::exception& error) {
        std::filesystem::remove(events);
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
