// Writes a synthetic adequacy run as a result file: make_adequacy FILE SAMPLES (worst|all)
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "io/checkpoint/event_file.hpp"
#include "tests/unit/io/synthetic_sampling.hpp"

using namespace decawatt;

int main(int count, char** arguments) {
    if (count != 4) return EXIT_FAILURE;
    const bool all = std::string(arguments[3]) == "all";
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
        adequacy::Sampling state = test::start_synthetic(settings);
        {
            io::EventFile file(events, 1, 0);
            while (!state.done) {
                test::run_synthetic_batch(settings, state);
                if (all) file.append(state.batch_events);
            }
        }
        std::vector<io::EventSource> sources;
        if (all) sources.push_back({events, state.event_count});
        io::write_adequacy(arguments[1], test::synthetic_report(), settings, state, sources, provenance, {});
        std::filesystem::remove(events);
    } catch (const std::exception& error) {
        std::filesystem::remove(events);
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
