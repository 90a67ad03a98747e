// The program `decawatt`. The only place that turns errors into exit statuses.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <new>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "app/provenance.hpp"
#include "base/error.hpp"
#include "cli/accounts.hpp"
#include "cli/commands.hpp"
#include "cli/options/examples.hpp"
#include "cli/options/suggestions.hpp"
#include "cli/terminal/interrupt.hpp"
#include "cli/terminal/terminal.hpp"
#include "cli/terminal/thread_waiting.hpp"
#include "io/text_input.hpp"
#include "lp/instruction_set.hpp"
#include "parallel/communicator.hpp"

namespace {

using namespace decawatt;

std::string joined(int count, char** words) {
    std::string line;
    for (int i = 0; i < count; ++i) line += (i > 0 ? " " : "") + std::string(words[i]);
    return line;
}

// Whether started by Open MPI, MPICH or its derivatives, or Slurm.
bool launched() {
    const auto names = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE", "MV2_COMM_WORLD_SIZE"};
    return std::any_of(names.begin(), names.end(), [](const char* name) { return std::getenv(name) != nullptr; });
}

// An error on all ranks is reported by the first one: the others wait briefly and are terminated by it (launchers send
// SIGTERM first). If only one rank fails, it reports its own error and terminates the others, which may be waiting for
// it.
int fail(int status, const std::string& text) {
    const parallel::Communicator ranks = parallel::Communicator::world();
    if (ranks.rank() > 0) {
        cli::end_on_sigterm();
        std::this_thread::sleep_for(std::chrono::seconds(2));
    }
    cli::print_error("{}\n", text);
    if (ranks.size() > 1) parallel::Session::abort(status);
    return status;
}

// Arguments of the command line are stored in results, so they must be UTF-8, like all input.
std::string faults_of_words(int count, char** words) {
    std::string all;
    for (int i = 1; i < count; ++i)
        if (const auto fault = io::word_fault(words[i]))
            all += base::InputFault{"command line", fmt::format("word {}", i), 0, *fault, "text of one line in UTF-8"}
                       .text() +
                   "\n";
    return all;
}

int run_guarded(const cli::Work& command, const cli::Options& options) {
    try {
        return cli::finish_output(command(options));
    } catch (const base::InputError& error) {
        return fail(cli::kBadInput, fmt::format("{}\n{} fault{} in the input; nothing was written", error.what(),
                                                error.faults.size(), error.faults.size() == 1 ? "" : "s"));
    } catch (const base::ResourceError& error) {
        return fail(cli::kResource, fmt::format("decawatt: {}", error.what()));
    } catch (const base::Interrupted& error) {
        return fail(cli::kStopped, fmt::format("decawatt: stopped: {}; no result was written", error.what()));
    } catch (const std::bad_alloc&) {
        return fail(cli::kResource, "decawatt: out of memory; fewer years (--years) need less");
    } catch (const std::length_error&) {  // larger than any memory
        return fail(cli::kResource, "decawatt: out of memory; fewer years (--years) need less");
    } catch (const std::system_error& error) {  // from the file system or threads
        return fail(cli::kResource, fmt::format("decawatt: {}", error.what()));
    } catch (const std::exception& error) {
        return fail(cli::kInternalError, fmt::format("decawatt: internal error, please report it: {}", error.what()));
    }
}

}  // namespace

int main(int count, char** words) {
    cli::secure_streams();
    cli::let_threads_sleep(words);
    cli::catch_interrupts();  // first: an early signal of the scheduler must not end the program
    const parallel::Session session(count, words, launched());
    if (parallel::Communicator::world().size() == 1)
        cli::end_within_a_second();  // with several ranks, all stop together, or through MPI
    if (const std::string faults = faults_of_words(count, words); !faults.empty()) {
        cli::print_error("{}", faults);
        return cli::kBadInput;
    }
    CLI::App app{"Decawatt: the power supply of data-centre hubs, sized and dispatched hour by hour over a decade"};
    app.set_version_flag("--version",
                         fmt::format("decawatt {}\nsolver with {}", app::version(), lp::instruction_set()));
    app.require_subcommand(1);
    cli::Options options;
    options.command_line = joined(count, words);
    CLI::App* check =
        app.add_subcommand("check", "validate a study; print a summary of it and warnings of unusual values");
    cli::add_study_options(*check, options);
    cli::add_check_options(*check, options);
    CLI::App* run = app.add_subcommand(
        "run", "choose the capacities of the expansion options, dispatch every hour, write the results");
    cli::add_study_options(*run, options);
    cli::add_run_options(*run, options);
    CLI::App* dispatch = app.add_subcommand(
        "dispatch", "dispatch the capacities of a plan, in its own weather or in other weather years");
    cli::add_study_options(*dispatch, options);
    cli::add_dispatch_options(*dispatch, options);
    const cli::Parsed profile = cli::add_profile_commands(app, options);
    const cli::Parsed weather = cli::add_weather_commands(app, options);
    const cli::Parsed sweeps = cli::add_sweep_commands(app, options);
    const cli::Parsed adequacy = cli::add_adequacy_command(app, options);
    const cli::Parsed merge = cli::add_merge_command(app, options);
    const cli::Parsed schema = cli::add_schema_command(app);
    const cli::Parsed finance = cli::add_finance_command(app, options);
    const cli::Parsed accounts = cli::add_accounts_command(app, options);
    const cli::Parsed headroom = cli::add_headroom_command(app, options);
    const cli::Parsed report = cli::add_report_command(app);
    const cli::Parsed documents = cli::add_document_commands(app);
    cli::add_examples(app);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        std::ostringstream out, err;
        const int code = app.exit(error, out, err);
        cli::print_out_text(out.str());
        cli::print_error_text(err.str());
        if (code == 0) return cli::finish_output(cli::kDone);
        cli::print_error("{}", cli::suggestions(app));
        return cli::kBadInput;
    }
    if (run->parsed()) return run_guarded(options.scenarios ? cli::run_scenarios : cli::run, options);
    if (const cli::Work work = adequacy()) return run_guarded(work, options);
    if (parallel::Communicator::world().rank() > 0) return cli::kDone;  // other commands run on one rank
    for (const cli::Parsed& commands :
         {profile, weather, sweeps, merge, schema, headroom, finance, accounts, report, documents})
        if (const cli::Work work = commands()) return run_guarded(work, options);
    return run_guarded(check->parsed() ? cli::check : cli::dispatch, options);
}
