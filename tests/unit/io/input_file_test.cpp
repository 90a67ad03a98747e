#include "io/input_file.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "unit/io/study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;
namespace fs = std::filesystem;

TEST_CASE("objects that are not regular files are rejected by type without blocking") {
    const StudyCopy copy;
    const fs::path place = copy.folder() / "place";
    const auto kind = [&] { return io::not_a_file(place).value_or("a file"); };
    CHECK(kind() == "no such file");
    CHECK(io::not_a_file(copy.folder() / "plants.csv" / "place") == "no such file");
    CHECK(io::not_a_file(copy.folder() / std::string(300, 'x')) == "a name too long for a file");
    SUBCASE("a folder") {
        fs::create_directory(place);
        CHECK(kind() == "a folder");
    }
    SUBCASE("a pipe") {
        REQUIRE(::mkfifo(place.c_str(), 0600) == 0);
        CHECK(kind() == "a named pipe");
    }
    SUBCASE("links") {
        fs::create_symlink("nowhere", place);
        CHECK(kind() == "a symbolic link without a target");
        fs::remove(place);
        fs::create_symlink("place", place);
        CHECK(kind() == "a symbolic link that forms a loop");
        fs::remove(place);
        fs::create_symlink("/dev/zero", place);
        CHECK(kind() == "a device");
        fs::remove(place);
        fs::create_symlink("/proc/self/status", place);
        CHECK(kind() == "a file of the kernel, such as those in /proc");
        fs::remove(place);
        fs::create_symlink("plants.csv", place);
        CHECK(kind() == "a file");
        return;
    }
    CHECK_THROWS_AS(io::read_file(place), base::ResourceError);
    CHECK_THROWS_AS(io::first_bytes(place, 1), base::ResourceError);
}

TEST_CASE("a file is read whole, or rejected for its size") {
    const StudyCopy copy;
    const std::string text = std::string(3'000'000, 'a') + "end";
    copy.write("long", text);
    copy.write("empty", "");
    CHECK(io::read_file(copy.folder() / "long") == text);
    CHECK(io::read_file(copy.folder() / "long", text.size()) == text);
    CHECK(io::read_file(copy.folder() / "empty").empty());
    CHECK(io::first_bytes(copy.folder() / "long", 5) == "aaaaa");
    CHECK(io::first_bytes(copy.folder() / "empty", 5).empty());
    CHECK_THROWS_WITH_AS(
        io::read_file(copy.folder() / "long", text.size() - 1),
        ((copy.folder() / "long").string() + ": 3000003 bytes, more than the 3000002 that such a file may have")
            .c_str(),
        base::ResourceError);
}
