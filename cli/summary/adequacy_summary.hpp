// Output of the adequacy commands on standard output.
#pragma once

#include <string>
#include <vector>

#include "adequacy/capacity_credit.hpp"
#include "adequacy/exact_years.hpp"
#include "cli/options/options.hpp"
#include "io/checkpoint/run_description.hpp"
#include "io/checkpoint/state_file.hpp"

namespace decawatt::cli {

struct AdequacyTiming {
    double read_s = 0.0, library_s = 0.0, sampling_s = 0.0, write_s = 0.0;
    std::uint64_t sampled = 0;  // by this process and its ranks
    int threads = 1;
};

void print_adequacy_summary(const io::RunDescription& run, const adequacy::Sampling& state, const io::Part& part,
                            const AdequacyTiming& timing, const Options& options);
void print_credit(const std::string& asset, const adequacy::CapacityCredit& credit, std::uint64_t samples,
                  const Options& options);
void print_exact(const model::Study& study, const adequacy::ExactYears& exact, const Options& options);

}  // namespace decawatt::cli
