// A synthetic Monte Carlo run with checkpoints and all events, to be killed and started again: it goes on from what is
// in the folder, if anything, and tells at its end from which sample it started. sample_adequacy FOLDER SAMPLES
#include <cstdlib>
#include <iostream>
#include <string>

#include "io/checkpoint/checkpoints.hpp"
#include "io/checkpoint/event_file.hpp"
#include "io/checkpoint/parts.hpp"
#include "tests/unit/io/synthetic_sampling.hpp"

using namespace decawatt;

namespace {
void run(const std::string& folder, std::uint64_t samples) {
    const adequacy::SamplingSettings settings{.samples = samples, .batch = 20, .all_events = true};
    const io::Identity identity = io::identify({}, settings, {}, {});
    const auto ranks = parallel::Communicator::alone();
    io::Checkpoints checkpoints(folder, {}, identity);
    checkpoints.expect_writable();
    adequacy::Sampling state = test::start_synthetic(settings);
    if (const auto loaded = checkpoints.load(ranks)) {
        if (!loaded->note.empty()) std::cerr << loaded->note << '\n';
        state = adequacy::sampling_of(loaded->words, test::kSyntheticShape, settings);
    }
    std::cout << "from " << state.next_sample << '\n';
    io::EventFile events(io::event_file(folder, {}), identity.hash(), state.event_count);
    while (!state.done) {
        test::run_synthetic_batch(settings, state);
        events.append(state.batch_events);
        checkpoints.save(adequacy::words_of(state));
    }
    io::write_part(folder, {}, identity, "", adequacy::words_of(state));
}
}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return EXIT_FAILURE;
    try {
        run(arguments[1], std::stoull(arguments[2]));
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
