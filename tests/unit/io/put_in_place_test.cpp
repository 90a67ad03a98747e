// Only regular files may be overwritten.
#include "io/put_in_place.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/error.hpp"
#include "io/partial_file.hpp"

namespace fs = std::filesystem;
using namespace decawatt;

namespace {
struct Folder {
    fs::path path = fs::temp_directory_path() / ("decawatt_put_in_place_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

void write(const fs::path& path, const std::string& text) {
    io::PartialFile file(path);
    file.append(text);
    file.commit();
}

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
}  // namespace

TEST_CASE("a pipe, a device or a folder is not replaced by a file") {
    const Folder folder;
    const fs::path pipe = folder.path / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_AS(write(pipe, "text"), base::ResourceError);
    CHECK(fs::is_fifo(pipe));
    CHECK_THROWS_AS(io::final_place("/dev/full"), base::ResourceError);
    CHECK_THROWS_AS(io::final_place(folder.path), base::ResourceError);
    CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator{}) == 1);  // no partial file
}

TEST_CASE("a link is kept, and its target is replaced") {
    const Folder folder;
    write(folder.path / "target", "old");
    fs::create_symlink(folder.path / "target", folder.path / "link");
    write(folder.path / "link", "new");
    CHECK(fs::is_symlink(folder.path / "link"));
    fs::create_symlink("nowhere", folder.path / "dangling");
    fs::create_symlink("circle", folder.path / "circle");
    CHECK_THROWS_AS(io::final_place(folder.path / "dangling"), base::ResourceError);
    CHECK_THROWS_AS(io::final_place(folder.path / "circle"), base::ResourceError);
    CHECK_THROWS_AS(io::final_place(folder.path / std::string(300, 'x')), base::ResourceError);
    CHECK(text_of(folder.path / "target") == "new");
}
