// Which process may use the folder of a sampling run, and at which sample the run continues.
#include "io/checkpoint/run_folder.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "io/checkpoint/parts.hpp"

namespace fs = std::filesystem;
using namespace decawatt;
using io::RunFolder;
using Start = io::RunFolder::Start;

namespace {
struct Folder {
    fs::path path = fs::temp_directory_path() / ("decawatt_run_folder_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

io::Identity of_seed(const std::string& seed) {
    return {{{"seed", seed}}};
}
}  // namespace

TEST_CASE("a folder is locked by one run at a time, also against another open file of this process") {
    const Folder folder;
    const fs::path deep = folder.path / "made" / "for it";
    {
        const io::FolderLock lock(deep, "run");
        CHECK_THROWS_WITH_AS(io::FolderLock(deep, "run"), doctest::Contains("another run is using these files"),
                             base::ResourceError);
        const io::FolderLock part(deep, "part_1_of_2");
    }
    CHECK(fs::is_empty(deep));
    std::ofstream(deep / "run.lock") << "left by one that was killed";
    { const io::FolderLock lock(deep, "run"); }
    CHECK(fs::is_empty(deep));
    CHECK_THROWS_AS(io::FolderLock("/proc/none", "run"), base::ResourceError);
}

TEST_CASE("the lock of a killed process is released") {
    const Folder folder;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const io::FolderLock lock(folder.path, "run");
        ::_exit(0);  // without its destructor
    }
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    CHECK(fs::exists(folder.path / "run.lock"));
    const io::FolderLock lock(folder.path, "run");
}

TEST_CASE("a checkpoint is resumed or discarded on request, and otherwise an error") {
    const Folder folder;
    const auto at_work = [&] {
        RunFolder run(folder.path, {}, of_seed("1"));
        CHECK(!run.take(Start::fresh));
        run.checkpoints().save({7});
    };
    at_work();
    CHECK_THROWS_WITH_AS(RunFolder(folder.path, {}, of_seed("1")).take(Start::first_sample),
                         doctest::Contains("--resume"), base::InputError);
    {
        RunFolder run(folder.path, {}, of_seed("1"));
        CHECK(!run.take(Start::checkpoint));
        CHECK(run.checkpoints().load(parallel::Communicator::alone())->words == adequacy::StateBuffer{7});
        std::ofstream(folder.path / "run.events") << "events";
        run.tidy();
    }
    CHECK(fs::is_empty(folder.path));
    at_work();
    CHECK(!RunFolder(folder.path, {}, of_seed("2")).take(Start::fresh));
    CHECK(fs::is_empty(folder.path));
}

TEST_CASE("a finished part has nothing left to do, and is rejected for another run") {
    const Folder folder;
    const io::Part second{2, 3};
    io::write_part(folder.path, second, of_seed("1"), "", {7});
    {
        RunFolder run(folder.path, second, of_seed("1"));
        run.checkpoints().save({7});  // a kill between the part and the end
        std::ofstream(folder.path / "part_2_of_3.events") << "events";
        CHECK(run.take(Start::checkpoint));
        CHECK(!fs::exists(folder.path / "part_2_of_3.checkpoint_b"));
        run.tidy();
        CHECK(fs::exists(folder.path / "part_2_of_3.events"));  // kept for the merge
    }
    CHECK(!RunFolder(folder.path, {1, 3}, of_seed("1")).take(Start::checkpoint));
    CHECK(!RunFolder(folder.path, second, of_seed("1")).take(Start::first_sample));
    CHECK_THROWS_WITH_AS(RunFolder(folder.path, second, of_seed("2")).take(Start::checkpoint),
                         doctest::Contains("seed"), base::InputError);
}
