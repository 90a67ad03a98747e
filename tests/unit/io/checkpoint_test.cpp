// Checkpoints of a sampling run: complete and of this run, or refused; no saved work is lost.
#include "io/checkpoint/checkpoints.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "io/checkpoint/parts.hpp"
#include "io/common/event_file.hpp"
#include "tests/unit/io/synthetic_sampling.hpp"

namespace fs = std::filesystem;
using namespace decawatt;
using adequacy::Event;
using adequacy::Sampling;
using adequacy::SamplingSettings;
using adequacy::state_of;

namespace {
struct Folder {
    fs::path path = fs::temp_directory_path() / ("decawatt_checkpoint_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

// During its lifetime every write of this process to a file fails.
struct ShortDisk {
    rlimit before = {};
    void (*handler)(int) = std::signal(SIGXFSZ, SIG_IGN);
    ShortDisk() {
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit none = {0, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~ShortDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
    }
    ShortDisk(const ShortDisk&) = delete;
    ShortDisk& operator=(const ShortDisk&) = delete;
};

const auto kAlone = parallel::Communicator::alone();
const SamplingSettings kRun{.samples = 40, .batch = 10, .worst_events = 30, .all_events = true};

io::Provenance provenance() {
    io::Provenance from;
    from.files = {{"study.toml", "text", 17}, {"plants.csv", "text", 18}};
    from.overrides = {{"study.discount_rate", "0.05"}};
    from.version = "0.1.0";
    from.seed = 3;
    return from;
}

io::Identity identity(const io::Part& part = {}, const SamplingSettings& settings = kRun) {
    return io::identify(provenance(), settings, part, {{"horizon", "2030-2039"}});
}

void put_bytes(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc).write(bytes.data(), std::ssize(bytes));
}

std::string fault_of(const auto& work) {
    try {
        work();
    } catch (const std::exception& error) {
        return error.what();
    }
    return "";
}

bool mentions(const std::string& text, const std::string& what) {
    return text.find(what) != std::string::npos;
}

std::vector<Event> events_of(const fs::path& file, std::uint64_t run, std::uint64_t count) {
    std::vector<Event> all;
    io::read_events(file, run, count,
                    [&](std::span<const Event> some) { all.insert(all.end(), some.begin(), some.end()); });
    return all;
}

bool same(const std::vector<Event>& a, const std::vector<Event>& b) {
    adequacy::StateWriter first, second;
    adequacy::put_events(first, a), adequacy::put_events(second, b);
    return first.take() == second.take();
}
}  // namespace

TEST_CASE("a run stopped after any batch resumes from its checkpoint and events with the same bits") {
    const Folder folder;
    const adequacy::StateBuffer whole = state_of(test::run_synthetic(kRun));
    std::vector<Event> events;
    for (Sampling state = test::start_synthetic(kRun); !state.done;) {
        test::run_synthetic_batch(kRun, state);
        events.insert(events.end(), state.batch_events.begin(), state.batch_events.end());
    }
    REQUIRE(events.size() > 100);
    const std::uint64_t run = identity().hash();
    const fs::path file = io::event_file(folder.path, {});
    for (std::size_t stop = 1; stop < 4; ++stop) {
        CAPTURE(stop);
        {
            io::Checkpoints first(folder.path, {}, identity());
            first.clear();
            CHECK(!first.load(kAlone).has_value());
            Sampling state = test::start_synthetic(kRun);
            io::EventFile out(file, run, 0);
            for (std::size_t batch = 0; batch < stop; ++batch) {
                test::run_synthetic_batch(kRun, state);
                out.append(state.batch_events);
                first.save(state_of(state));
            }
            test::run_synthetic_batch(kRun, state);  // killed between its events and its checkpoint
            out.append(state.batch_events);
        }
        io::Checkpoints second(folder.path, {}, identity());
        const auto loaded = second.load(kAlone);
        REQUIRE(loaded.has_value());
        CHECK(loaded->note.empty());
        Sampling state = adequacy::sampling_of(loaded->words, test::kSyntheticShape, kRun);
        CHECK(state.next_sample == 10 * stop);
        {
            io::EventFile out(file, run, state.event_count);
            while (!state.done) {
                test::run_synthetic_batch(kRun, state);
                out.append(state.batch_events);
                second.save(state_of(state));
            }
        }
        CHECK(state_of(state) == whole);
        CHECK(fs::file_size(file) == 24 + 48 * events.size());
        CHECK(same(events_of(file, run, state.event_count), events));
    }
}

TEST_CASE("a checkpoint damaged anywhere is skipped in favour of the previous one, with a note") {
    const Folder folder;
    const adequacy::StateBuffer older = {1, 2, 3}, newer = {4, 5, 6, 7};
    io::Checkpoints checkpoints(folder.path, {}, identity());
    checkpoints.save(older);
    checkpoints.save(newer);
    const fs::path last = folder.path / "run.checkpoint_a", before = folder.path / "run.checkpoint_b";
    const std::string good = io::bytes_of(last), also_good = io::bytes_of(before);
    CHECK(io::Checkpoints(folder.path, {}, identity()).load(kAlone)->words == newer);
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        put_bytes(last, bad);
        const auto loaded = io::Checkpoints(folder.path, {}, identity()).load(kAlone);
        REQUIRE(loaded.has_value());
        CHECK(loaded->words == older);
        CHECK(mentions(loaded->note, "run.checkpoint_a"));
        CHECK(mentions(loaded->note, "continuing from"));
        put_bytes(last, good.substr(0, at));  // cut
        CHECK(io::Checkpoints(folder.path, {}, identity()).load(kAlone)->words == older);
    }
    put_bytes(last, good + "x");
    CHECK(io::Checkpoints(folder.path, {}, identity()).load(kAlone)->words == older);
    put_bytes(before, also_good.substr(1));
    const std::string both = fault_of([&] { io::Checkpoints(folder.path, {}, identity()).load(kAlone); });
    CHECK(mentions(both, "run.checkpoint_a"));
    CHECK(mentions(both, "run.checkpoint_b"));
    CHECK(mentions(both, "no complete checkpoint"));
    // After a fallback, the next save replaces the damaged checkpoint, not the only good one.
    put_bytes(before, also_good);
    put_bytes(last, "gone");
    io::Checkpoints again(folder.path, {}, identity());
    again.load(kAlone);
    again.save(newer);
    CHECK(io::bytes_of(before) == also_good);
    CHECK(io::read_state(last).words == newer);
}

TEST_CASE("a checkpoint of another study, plan, seed, version, setting or part is refused by name") {
    const Folder folder;
    const fs::path plan = folder.path / "plan.h5";
    put_bytes(plan, "a plan");
    io::Provenance with_plan = provenance();
    with_plan.plan = plan.string();
    const io::Identity mine = io::identify(with_plan, kRun, {}, {{"horizon", "2030-2039"}});
    io::Checkpoints(folder.path, {}, mine).save({1});
    const auto refusal = [&](const io::Provenance& from, const SamplingSettings& settings, const std::string& horizon) {
        const io::Identity other = io::identify(from, settings, {}, {{"horizon", horizon}});
        return fault_of([&] { io::Checkpoints(folder.path, {}, other).load(kAlone); });
    };
    CHECK(refusal(with_plan, kRun, "2030-2039").empty());
    io::Provenance other = with_plan;
    other.seed = 4;
    CHECK(mentions(refusal(other, kRun, "2030-2039"), "run.checkpoint_b: seed: found 3, expected 4"));
    other = with_plan;
    other.version = "0.2.0";
    CHECK(mentions(refusal(other, kRun, "2030-2039"), "program version: found 0.1.0, expected 0.2.0"));
    other = with_plan;
    other.files[1].hash = 19;
    CHECK(mentions(refusal(other, kRun, "2030-2039"), "study (hash"));
    other = with_plan;
    other.overrides[0].value = "0.06";
    CHECK(mentions(refusal(other, kRun, "2030-2039"), "study (hash"));
    CHECK(mentions(refusal(with_plan, kRun, "2030-2031"), "horizon: found 2030-2039, expected 2030-2031"));
    SamplingSettings settings = kRun;
    settings.samples = 50;
    CHECK(mentions(refusal(with_plan, settings, "2030-2039"), "samples: found 40, expected 50"));
    put_bytes(plan, "another");
    CHECK(mentions(refusal(with_plan, kRun, "2030-2039"), "plan (hash"));
    fs::rename(folder.path / "run.checkpoint_b", folder.path / "part_1_of_2.checkpoint_b");
    put_bytes(plan, "a plan");
    const io::Identity part = io::identify(with_plan, kRun, {1, 2}, {{"horizon", "2030-2039"}});
    CHECK(mentions(fault_of([&] {
                       io::Checkpoints(folder.path, {1, 2}, part).load(kAlone);
                   }),
                   "part: found 1/1, expected 1/2"));
}

TEST_CASE("a full disk is an error, and earlier checkpoints stay intact") {
    const Folder folder;
    io::Checkpoints checkpoints(folder.path, {}, identity());
    checkpoints.save({1});
    CHECK(!fs::exists(folder.path / "run.checkpoint_a"));
    {
        const ShortDisk disk;
        CHECK(mentions(fault_of([&] { checkpoints.save({2}); }), "File too large"));
    }
    CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator{}) == 1);  // no partial file
    CHECK(io::Checkpoints(folder.path, {}, identity()).load(kAlone)->words == adequacy::StateBuffer{1});
    const std::string absent = fault_of([&] { io::Checkpoints("/proc/none", {}, identity()).expect_writable(); });
    CHECK(mentions(absent, "/proc/none"));
    const fs::path empty = folder.path / "new";
    fs::create_directory(empty);
    io::Checkpoints(empty, {}, identity()).expect_writable();
    CHECK(fs::is_empty(empty));
}

TEST_CASE("an event file of another run, or shorter than its checkpoint requires, is rejected") {
    const Folder folder;
    const fs::path file = folder.path / "run.events";
    const std::vector<Event> events(3, Event{.sample = 1, .hours = 2, .deepest_mw = 3.0, .energy_mwh = 4.0});
    io::EventFile(file, 7, 0).append(events);
    CHECK(mentions(fault_of([&] { io::EventFile(file, 8, 2); }), "another run"));
    CHECK(mentions(fault_of([&] { io::EventFile(file, 7, 4); }), "fewer than the 4 events"));
    CHECK_THROWS_AS(events_of(file, 7, 4), base::ResourceError);
    CHECK(mentions(fault_of([&] { events_of(file, 8, 3); }), "another run"));
    io::EventFile(file, 7, 2).append(events);
    CHECK(events_of(file, 7, 5).size() == 5);
    CHECK(io::bytes_of(file).size() == 24 + 5 * 48);
}

TEST_CASE("parts on disk merge to the bits of the whole; missing, doubled and mixed parts are named") {
    const Folder folder;
    const adequacy::StateBuffer whole = state_of(test::run_synthetic(kRun));
    for (std::uint64_t part = 1; part <= 3; ++part) {
        const Sampling state = test::run_synthetic(adequacy::settings_of_part(kRun, part, 3));
        io::write_part(folder.path, {part, 3}, identity({part, 3}), "a run", state_of(state));
    }
    const auto read = [&](const io::Identity& expected) { return io::read_parts(folder.path, expected); };
    const auto merge = [&](const std::vector<io::StateFile>& files) {
        std::vector<Sampling> states;
        states.reserve(files.size());
        for (const io::StateFile& file : files)
            states.push_back(adequacy::sampling_of(file.words, test::kSyntheticShape, kRun));
        return state_of(adequacy::merge_parts(states, kRun));
    };
    CHECK(merge(read(identity({1, 3}))) == whole);
    CHECK(merge(io::read_parts(folder.path, std::nullopt)) == whole);
    const auto refusal = [&] { return fault_of([&] { read(identity({2, 3})); }); };
    fs::copy_file(folder.path / "part_2_of_3.part", folder.path / "copy.part");
    CHECK(mentions(refusal(), "part_2_of_3.part: part: found 2/3, which"));
    CHECK(mentions(refusal(), "copy.part holds too"));
    fs::remove(folder.path / "copy.part");
    fs::remove(folder.path / "part_3_of_3.part");
    CHECK(mentions(refusal(), "no part 3 of 3"));
    SamplingSettings more = kRun;
    more.samples = 80;
    io::write_part(folder.path, {3, 3}, identity({3, 3}, more), "a run", {1});
    CHECK(mentions(refusal(), "part_3_of_3.part: samples: found 80, expected 40"));
    io::write_part(folder.path, {3, 3}, identity({3, 4}), "a run", {1});
    CHECK(mentions(refusal(), "part: found 3/4, expected one of 3"));
    fs::create_directories(folder.path / "empty");
    CHECK_THROWS_AS(io::read_parts(folder.path / "empty", std::nullopt), base::InputError);
    CHECK_THROWS_AS(io::read_parts(folder.path / "absent", std::nullopt), base::ResourceError);
}
