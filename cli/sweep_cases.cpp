#include "cli/sweep_cases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "cli/explanation.hpp"
#include "cli/input_files.hpp"
#include "cli/interrupt.hpp"
#include "cli/size_study.hpp"
#include "cli/sweep_memory.hpp"
#include "cli/sweep_progress.hpp"
#include "io/study/read_study_weather.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "parallel/blocks.hpp"
#include "parallel/deal.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::cli {

namespace {

namespace fs = std::filesystem;

// Complaints of many cases: each once, with the cases that have it.
class CaseFaults {
  public:
    void add(const std::string& name, const base::InputFault& fault) {
        const auto [known, fresh] = names_.try_emplace(fault.text());
        if (fresh) order_.push_back(fault);
        known->second.push_back(name);
    }

    bool empty() const { return order_.empty(); }

    std::vector<base::InputFault> told(const io::Sweep& sweep) const {
        std::vector<base::InputFault> all = order_;
        for (base::InputFault& fault : all) {
            const std::vector<std::string>& names = names_.at(fault.text());
            const bool from_sweep = fault.file == "--set";  // that is where the sweep's changes come in
            fault.file = fmt::format("{} ({})", from_sweep ? sweep.file.filename().string() : fault.file,
                                     words(names, sweep.cases.size()));
        }
        return all;
    }

  private:
    static std::string words(const std::vector<std::string>& names, std::size_t cases) {
        constexpr std::size_t kMost = 3;
        if (names.size() == cases) return "every case";
        if (names.size() == 1) return "case " + names.front();
        const std::vector<std::string> first(
            names.begin(), names.begin() + static_cast<std::ptrdiff_t>(std::min(kMost, names.size())));
        return fmt::format("cases {}{}", fmt::join(first, ", "),
                           names.size() > kMost ? fmt::format(" and {} more", names.size() - kMost) : "");
    }
    std::vector<base::InputFault> order_;
    std::map<std::string, std::vector<std::string>> names_;  // by the text of the complaint
};

std::string words(const CaseOutcome& outcome) {
    return fmt::format("{}, {} iterations, {:.1f} s", outcome.status, outcome.iterations, outcome.seconds);
}

class SweepWork {
  public:
    SweepWork(const std::vector<CaseTask>& tasks, const Options& options)
        : tasks_(tasks),
          options_(options),
          folder_(options.out),
          progress_(options.quiet, tasks.size()),
          failures_(tasks.size()) {
        run_.outcomes.resize(tasks.size());
        std::vector<double> sizes;
        for (const CaseTask& task : tasks) sizes.push_back(task.estimate_mb);
        order_ = parallel::largest_first(sizes);
    }

    // One of the threads that take cases, until there are none. Nothing is thrown from here.
    void take_cases(int threads) noexcept {
        parallel::set_threads(threads);  // of this thread alone
        for (std::size_t place = next_++; place < order_.size() && !over_; place = next_++) {
            const std::size_t i = order_[place];
            try {
                if (interrupted()) throw base::Interrupted("before a case");
                run_.outcomes[i] = solve(tasks_[i]);
                progress_.finished(tasks_[i].one->name, words(run_.outcomes[i]));
            } catch (const base::Interrupted&) {
                stopped_ = over_ = true;
            } catch (const base::LogicError&) {  // a bug that this case met: the others go on
                failures_[i] = std::current_exception();
            } catch (...) {  // a full disk, no memory: they would meet it too
                failures_[i] = std::current_exception();
                over_ = true;
            }
        }
    }

    SweepRun result() {
        for (const std::exception_ptr& failure : failures_)
            if (failure) std::rethrow_exception(failure);
        run_.stopped = stopped_;
        return std::move(run_);
    }

  private:
    struct Read {
        io::LoadedStudy loaded;
        profiles::WeatherSource weather;
    };

    Read read(const CaseTask& task) {
        const std::lock_guard one_at_a_time(files_);
        Read read{io::read_study(task.request), {}};
        read.weather = io::read_study_weather(read.loaded);
        const auto changed = io::differences(task.origin, io::origin_of(read.loaded, DECAWATT_VERSION));
        if (!changed.empty())
            throw base::ResourceError(fmt::format("{}: the study has changed since the sweep began: {}", task.one->name,
                                                  fmt::join(changed, "; ")));
        return read;
    }

    CaseOutcome solve(const CaseTask& task) {
        Stopwatch whole, watch;
        const base::Progress progress = progress_.callback(task.one->name);
        const Read study = read(task);
        planning::Timing timing;
        timing.read_s = watch.lap();
        const profiles::Profiles profiles = profiles::make_profiles(study.loaded.study, study.weather, progress);
        timing.profiles_s = watch.lap();
        const planning::Program program = planning::build_program(study.loaded.study, profiles);
        timing.build_s = watch.lap();
        const Sizing sizing =
            size_program(study.loaded.study, profiles, program, {.progress = progress}, watch, timing);
        CaseOutcome outcome = sizing.sized() ? keep(task, study.loaded, *sizing.plan, progress)
                                             : record(task, study.loaded.study, sizing);
        outcome.iterations = sizing.solution.iterations;
        outcome.seconds = whole.lap();
        return outcome;
    }

    CaseOutcome keep(const CaseTask& task, const io::LoadedStudy& loaded, const planning::Plan& plan,
                     const base::Progress& progress) {
        const std::lock_guard one_at_a_time(files_);
        io::write_results(io::result_path(folder_, task.one->name), loaded.study, plan, provenance_of(loaded, options_),
                          progress);
        remove(io::unsolved_path(folder_, task.one->name));
        return {.status = lp::text(plan.status),
                .objective = plan.objective,
                .relative_gap = plan.certificate.relative_gap};
    }

    CaseOutcome record(const CaseTask& task, const model::Study& study, const Sizing& sizing) {
        const bool proven = sizing.explanation && sizing.explanation->proven_infeasible;
        const lp::Status status = proven        ? lp::Status::infeasible
                                  : sizing.plan ? sizing.plan->status
                                                : sizing.solution.status;
        io::Unsolved unsolved{.status = lp::text(status),
                              .message = sizing.plan ? sizing.plan->message : sizing.solution.message,
                              .iterations = sizing.solution.iterations,
                              .explanation = sizing.explanation ? explanation_text(study, *sizing.explanation) : "",
                              .origin = task.origin};
        const std::lock_guard one_at_a_time(files_);
        io::write_unsolved(folder_, task.one->name, unsolved);
        remove(io::result_path(folder_, task.one->name));  // of another study, which was to be replaced
        return {.status = unsolved.status};
    }

    static void remove(const fs::path& file) {
        std::error_code error;
        fs::remove(file, error);
        if (error) throw base::ResourceError(fmt::format("{}: cannot be removed: {}", file.string(), error.message()));
    }

    const std::vector<CaseTask>& tasks_;
    const Options& options_;
    const fs::path folder_;
    SweepProgress progress_;
    std::vector<std::size_t> order_;
    SweepRun run_;  // each outcome is of one thread
    std::vector<std::exception_ptr> failures_;
    std::mutex files_;  // the HDF5 library serves one thread at a time
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> over_ = false, stopped_ = false;
};

// Threads that are waited for, however the block ends.
class Crew {
  public:
    Crew() = default;
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    ~Crew() {
        for (std::thread& thread : threads_) thread.join();
    }
    template <class Task>
    void add(Task&& task) {
        threads_.emplace_back(std::forward<Task>(task));
    }

  private:
    std::vector<std::thread> threads_;
};

// Without its weather where the generator makes that: there is nothing to read.
CaseTask read_case(const io::Sweep& sweep, const io::SweepCase& one, std::mutex& files) {
    const io::StudyRequest request = sweep.request(one);
    io::LoadedStudy loaded = io::read_study(request);
    if (!loaded.weather_files.empty()) {
        const std::lock_guard one_at_a_time(files);  // the HDF5 library serves one thread at a time
        io::read_study_weather(loaded);
    }
    return {&one, request, io::origin_of(loaded, DECAWATT_VERSION), memory_estimate_mb(loaded.study),
            input_files(loaded, {sweep.file.string()})};
}

}  // namespace

std::vector<CaseTask> read_cases(const io::Sweep& sweep) {
    std::vector<CaseTask> tasks(sweep.cases.size());
    std::vector<std::vector<base::InputFault>> found(sweep.cases.size());
    std::mutex files;
    parallel::for_each_block(static_cast<std::int64_t>(tasks.size()), [&](std::int64_t block) {
        const auto i = static_cast<std::size_t>(block);
        if (interrupted()) throw base::Interrupted("while reading the cases");
        try {
            tasks[i] = read_case(sweep, sweep.cases[i], files);
        } catch (const base::InputError& error) {
            found[i] = error.faults;
        }
    });
    CaseFaults faults;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        for (const base::InputFault& fault : found[i]) faults.add(sweep.cases[i].name, fault);
    if (!faults.empty()) throw base::InputError(faults.told(sweep));
    return tasks;
}

SweepRun solve_cases(const std::vector<CaseTask>& tasks, const std::vector<int>& shares, const Options& options) {
    SweepWork work(tasks, options);
    {
        Crew crew;
        for (const int threads : shares) crew.add([&work, threads] { work.take_cases(threads); });
    }
    return work.result();
}

}  // namespace decawatt::cli
