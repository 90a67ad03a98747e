// The program `decawatt`. The only place that turns errors into exit statuses.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"

namespace {

using namespace decawatt;

std::string joined(int count, char** words) {
    std::string line;
    for (int i = 0; i < count; ++i) line += (i > 0 ? " " : "") + std::string(words[i]);
    return line;
}

int run_guarded(int (*command)(const cli::Options&), const cli::Options& options) {
    try {
        return command(options);
    } catch (const base::InputError& error) {
        fmt::print(stderr, "{}\n{} fault{} in the input; nothing was written\n", error.what(), error.faults.size(),
                   error.faults.size() == 1 ? "" : "s");
        return cli::kBadInput;
    } catch (const base::ResourceError& error) {
        fmt::print(stderr, "decawatt: {}\n", error.what());
        return cli::kResource;
    } catch (const base::Interrupted& error) {
        fmt::print(stderr, "decawatt: stopped: {}; no result was written\n", error.what());
        return cli::kStopped;
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "decawatt: out of memory; fewer years (--years) need less\n");
        return cli::kResource;
    } catch (const std::exception& error) {
        fmt::print(stderr, "decawatt: internal error, please report it: {}\n", error.what());
        return cli::kInternalError;
    }
}

}  // namespace

int main(int count, char** words) {
    CLI::App app{"Decawatt: the power supply of data-centre hubs, sized and dispatched hour by hour over a decade"};
    app.set_version_flag("--version", "decawatt " DECAWATT_VERSION);
    app.require_subcommand(1);
    cli::Options options;
    options.command_line = joined(count, words);
    CLI::App* check = app.add_subcommand("check", "validate a study; print what is in it");
    cli::add_study_options(*check, options);
    CLI::App* run = app.add_subcommand("run", "size what may be built, dispatch the horizon, write results");
    cli::add_study_options(*run, options);
    run->add_option("--out", options.out, "the result file, HDF5")->required();
    run->add_option("--save-start", options.save_start, "the solver's point by names, to start a later program from");
    CLI::App* dispatch = app.add_subcommand("dispatch", "operate what a plan has built, in its weather or another");
    cli::add_study_options(*dispatch, options);
    cli::add_dispatch_options(*dispatch, options);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? cli::kDone : cli::kBadInput;
    }
    cli::catch_interrupts();
    if (dispatch->parsed()) return run_guarded(cli::dispatch, options);
    return run_guarded(check->parsed() ? cli::check : cli::run, options);
}
