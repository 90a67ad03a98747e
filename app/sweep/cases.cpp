#include "app/sweep/cases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "app/explanation_text.hpp"
#include "app/file_access.hpp"
#include "app/input_files.hpp"
#include "app/memory.hpp"
#include "app/provenance.hpp"
#include "app/size.hpp"
#include "app/stopwatch.hpp"
#include "app/study_with_weather.hpp"
#include "app/sweep/series.hpp"
#include "base/error.hpp"
#include "io/study/read_study_weather.hpp"
#include "io/sweep/sweep_folder.hpp"
#include "parallel/blocks.hpp"
#include "parallel/deal.hpp"

namespace decawatt::app {

namespace {

namespace fs = std::filesystem;

// Faults of many cases: each once, with the cases concerned.
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
            const bool from_sweep = fault.file == "--set";  // the changes of the sweep are applied there
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
    std::map<std::string, std::vector<std::string>> names_;  // by the text of the fault
};

// The caller's functions, one call at a time.
class Caller {
  public:
    explicit Caller(const SweepCallbacks& callbacks) : callbacks_(callbacks) {}

    bool stops() {
        const std::lock_guard lock(one_at_a_time_);
        return callbacks_.stop && callbacks_.stop();
    }
    base::Progress progress(const std::string& name) {
        return [this, name](const std::string& phase, double done, const std::string&) {
            const std::lock_guard lock(one_at_a_time_);
            return !callbacks_.progress || callbacks_.progress(name, phase, done);
        };
    }
    void finished(const CaseOutcome& outcome) {
        const std::lock_guard lock(one_at_a_time_);
        if (callbacks_.finished) callbacks_.finished(outcome);
    }

  private:
    const SweepCallbacks& callbacks_;
    std::mutex one_at_a_time_;
};

class SweepWork {
  public:
    SweepWork(const std::vector<CaseTask>& tasks, const SweepSettings& settings, const SweepCallbacks& callbacks)
        : tasks_(tasks), settings_(settings), folder_(settings.folder), caller_(callbacks), failures_(tasks.size()) {
        run_.outcomes.resize(tasks.size());
        for (std::size_t i = 0; i < tasks.size(); ++i) run_.outcomes[i].name = tasks[i].one->name;
        series_ = series_of(tasks);
        order_ = parallel::largest_first(sizes_of(tasks, series_));
    }

    // A thread that solves cases until there are none left. Never throws.
    void take_cases(int threads) noexcept {
        for (std::size_t place = next_++; place < order_.size() && !over_; place = next_++)
            for (const std::size_t i : series_[order_[place]])
                if (over_ || !take(i, threads)) break;
    }

    SweepRun result() {
        for (const std::exception_ptr& failure : failures_)
            if (failure) std::rethrow_exception(failure);
        run_.stopped = stopped_;
        return std::move(run_);
    }

  private:
    // False where the cases that start from this one cannot be solved either.
    bool take(std::size_t i, int threads) noexcept {
        try {
            if (caller_.stops()) throw base::Interrupted("before a case");
            const std::string start = start_of(tasks_[i]);
            if (!solve(tasks_[i], threads, start, run_.outcomes[i]) && !start.empty())
                solve(tasks_[i], threads, "", run_.outcomes[i]);
            caller_.finished(run_.outcomes[i]);
            return true;
        } catch (const base::Interrupted&) {
            stopped_ = over_ = true;
        } catch (const base::LogicError&) {  // a bug in this case: other series continue
            failures_[i] = std::current_exception();
        } catch (...) {  // disk or memory exhausted: would affect the others too
            failures_[i] = std::current_exception();
            over_ = true;
        }
        return false;
    }

    // The file of the case from which this one starts, if that has a plan.
    std::string start_of(const CaseTask& task) const {
        if (task.one->start_from.empty()) return {};
        const fs::path file = io::start_path(folder_, task.one->start_from);
        std::error_code error;
        return fs::exists(file, error) ? file.string() : std::string{};
    }

    bool solve(const CaseTask& task, int threads, const std::string& start, CaseOutcome& outcome) {
        Stopwatch whole, watch;
        const base::Progress progress = caller_.progress(task.one->name);
        StudyWithWeather with_weather(io::read_study(task.request), threads);
        expect_unchanged(task, with_weather.loaded);
        const double read_s = watch.lap();
        StudyProgram study = make_program(std::move(with_weather), threads, progress);
        study.timing.read_s = read_s;
        const Sized sized = size(std::move(study), {.threads = threads, .warm_start = start}, progress);
        sized.sized() ? keep(task, sized, progress, outcome) : record(task, sized, outcome);
        outcome.iterations = sized.solution.iterations;
        outcome.seconds = whole.lap();
        return sized.sized();
    }

    void keep(const CaseTask& task, const Sized& sized, const base::Progress& progress, CaseOutcome& outcome) {
        const planning::Plan& plan = *sized.plan;
        if (task.is_start) save_start(io::start_path(folder_, task.one->name).string(), sized, progress);
        write_results(io::result_path(folder_, task.one->name), sized.study.loaded, plan, settings_.command_line,
                      progress);
        remove(io::unsolved_path(folder_, task.one->name));
        outcome.status = lp::text(plan.status);
        outcome.message.clear();  // of an attempt from a neighbour
        outcome.objective = plan.objective;
        outcome.relative_gap = plan.certificate.relative_gap;
    }

    void record(const CaseTask& task, const Sized& sized, CaseOutcome& outcome) {
        const model::Study& study = sized.study.loaded.study;
        const bool proven = sized.explanation && sized.explanation->proven_infeasible;
        const lp::Status status = proven       ? lp::Status::infeasible
                                  : sized.plan ? sized.plan->status
                                               : sized.solution.status;
        outcome.message = sized.plan ? sized.plan->message : sized.solution.message;
        io::write_unsolved(folder_, task.one->name,
                           {.status = lp::text(status),
                            .message = outcome.message,
                            .iterations = sized.solution.iterations,
                            .explanation = sized.explanation ? explanation_text(study, *sized.explanation) : "",
                            .origin = task.origin});
        remove(io::result_path(folder_, task.one->name));  // a result of another study, to be replaced
        remove(io::start_path(folder_, task.one->name));
        outcome.status = lp::text(status);
    }

    static void expect_unchanged(const CaseTask& task, const io::LoadedStudy& loaded) {
        const auto changed = io::differences(task.origin, io::origin_of(loaded, version()));
        if (!changed.empty())
            throw base::ResourceError(fmt::format("{}: the study has changed since the sweep began: {}", task.one->name,
                                                  fmt::join(changed, "; ")));
    }

    static void remove(const fs::path& file) {
        std::error_code error;
        fs::remove(file, error);
        if (error) throw base::ResourceError(fmt::format("{}: cannot be removed: {}", file.string(), error.message()));
    }

    const std::vector<CaseTask>& tasks_;
    const SweepSettings& settings_;
    const fs::path folder_;
    Caller caller_;
    std::vector<CaseSeries> series_;
    std::vector<std::size_t> order_;  // of series_
    SweepRun run_;                    // each outcome is written by one thread
    std::vector<std::exception_ptr> failures_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> over_ = false, stopped_ = false;
};

// Threads that are joined when leaving the scope.
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

// Generated weather is not made here, because there is nothing to read.
CaseTask read_case(const io::Sweep& sweep, const io::SweepCase& one) {
    const io::StudyRequest request = sweep.request(one);
    io::LoadedStudy loaded = io::read_study(request);
    if (!loaded.weather_files.empty()) {
        const auto lock = file_access();
        io::read_study_weather(loaded);
    }
    return {&one, request, io::origin_of(loaded, version()), memory_estimate_mb(loaded.study),
            input_files(loaded, {sweep.file.string()})};
}

}  // namespace

std::vector<CaseTask> read_cases(const io::Sweep& sweep, const SweepCallbacks& callbacks) {
    std::vector<CaseTask> tasks(sweep.cases.size());
    std::vector<std::vector<base::InputFault>> found(sweep.cases.size());
    Caller caller(callbacks);
    parallel::for_each_block(static_cast<std::int64_t>(tasks.size()), [&](std::int64_t block) {
        const auto i = static_cast<std::size_t>(block);
        if (caller.stops()) throw base::Interrupted("while reading the cases");
        try {
            tasks[i] = read_case(sweep, sweep.cases[i]);
        } catch (const base::InputError& error) {
            found[i] = error.faults;
        }
    });
    CaseFaults faults;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        for (const base::InputFault& fault : found[i]) faults.add(sweep.cases[i].name, fault);
    if (!faults.empty()) throw base::InputError(faults.told(sweep));
    std::set<std::string> starts;
    for (const io::SweepCase& one : sweep.cases) starts.insert(one.start_from);
    for (CaseTask& task : tasks) task.is_start = starts.contains(task.one->name);
    return tasks;
}

SweepRun solve_cases(const std::vector<CaseTask>& tasks, const std::vector<int>& shares, const SweepSettings& settings,
                     const SweepCallbacks& callbacks) {
    if (callbacks.begin) callbacks.begin(tasks.size());
    SweepWork work(tasks, settings, callbacks);
    {
        Crew crew;
        for (const int threads : shares) crew.add([&work, threads] { work.take_cases(threads); });
    }
    return work.result();
}

}  // namespace decawatt::app
