// Names of temporary files: several writers of one target, leftovers of killed processes, links with the same name.
#include "io/temporary_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "io/partial_file.hpp"

namespace fs = std::filesystem;
using namespace decawatt;

namespace {
struct Folder {
    fs::path path = fs::temp_directory_path() / ("decawatt_temporary_file_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::ptrdiff_t entries() const { return std::distance(fs::directory_iterator(path), fs::directory_iterator{}); }
};

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The temporary name that another process of this machine would have used.
fs::path left_by(pid_t process, const fs::path& target) {
    const io::TemporaryFile own(target);
    std::string name = own.path().string();
    const std::string number = fmt::format("-{}-", ::getpid());
    return name.replace(name.rfind(number), number.size(), fmt::format("-{}-", process));
}

pid_t process_that_ended() {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return child;
}
}  // namespace

TEST_CASE("writers of one target use separate files; each is complete and the last one is kept") {
    const Folder folder;
    const fs::path target = folder.path / "out.csv";
    {
        io::PartialFile first(target), second(target), third(target);
        first.append("first");
        second.append("the second one");
        third.append("not committed");
        second.commit();
        CHECK(text_of(target) == "the second one");
        first.commit();
        CHECK(text_of(target) == "first");
    }
    CHECK(folder.entries() == 1);
}

TEST_CASE(
    "what a killed process has left of the target is removed; what a living one writes, or of another machine, stays") {
    const Folder folder;
    const fs::path target = folder.path / "out.h5";
    const fs::path stale = left_by(process_that_ended(), target), alive = left_by(::getppid(), target);
    const fs::path foreign = target.string() + ".0badcafe-" + std::to_string(process_that_ended()) + "-0.partial";
    const fs::path other_target = left_by(process_that_ended(), folder.path / "out.h5.csv");
    for (const fs::path& file : {stale, alive, foreign, other_target}) std::ofstream(file) << "half";
    { const io::TemporaryFile file(target); }
    CHECK(!fs::exists(stale));
    CHECK(fs::exists(alive));
    CHECK(fs::exists(foreign));
    CHECK(fs::exists(other_target));
    CHECK(folder.entries() == 3);
}

TEST_CASE("a link with the temporary name is not followed") {
    const Folder folder;
    const fs::path target = folder.path / "out.csv", precious = folder.path / "precious";
    std::ofstream(precious) << "precious";
    const fs::path first_choice = io::TemporaryFile(target).path();
    fs::create_symlink(precious, first_choice);
    io::PartialFile file(target);
    file.append("text");
    file.commit();
    CHECK(text_of(target) == "text");
    CHECK(!fs::is_symlink(target));
    CHECK(text_of(precious) == "precious");
}

TEST_CASE("a name as long as the file system allows can be written") {
    const Folder folder;
    const fs::path target = folder.path / std::string(255, 'x');
    io::PartialFile file(target);
    file.append("text");
    file.commit();
    CHECK(text_of(target) == "text");
    CHECK(folder.entries() == 1);
}
