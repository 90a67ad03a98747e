#include "io/study/study_scope.hpp"

#include <doctest/doctest.h>

#include "unit/io/study_copy.hpp"

using namespace decawatt;
using io::test::StudyCopy;
namespace fs = std::filesystem;

namespace {
// A study of its own folder, root/study, next to root/curves and below a folder with a secret file.
struct Tree {
    StudyCopy copy;
    fs::path root = copy.folder() / "root", study = root / "study";

    Tree() {
        for (const char* folder : {"root/study/.git", "root/curves", "root/.ssh", "root-too"})
            fs::create_directories(copy.folder() / folder);
        for (const char* file : {"secret", "root/curves/c.csv", "root/study/t.csv", "root/.ssh/key",
                                 "root/study/.git/x", "root-too/secret"})
            copy.write(file, "text");
    }
    std::string what(const std::string& name, bool allow_outside = false) const {
        const auto refused = io::StudyScope(study, allow_outside).refusal(name, "a file");
        return refused ? refused->what : "read";
    }
};
}  // namespace

TEST_CASE("a study may read files below the parent of its folder, by any path") {
    const Tree tree;
    for (const std::string& name :
         {std::string("t.csv"), std::string("./t.csv"), std::string("../study/t.csv"), std::string("../curves/c.csv"),
          (tree.root / "curves" / "c.csv").string(), std::string(".git/x")})
        CHECK_MESSAGE(tree.what(name) == "read", name);
    const std::string outside = "a path that leads outside " + fs::canonical(tree.root).string();
    for (const std::string& name :
         {std::string("../../secret"), (tree.copy.folder() / "secret").string(), std::string("/etc/passwd"),
          std::string("../../root-too/secret"), std::string("../curves/../../secret")}) {
        CHECK_MESSAGE(tree.what(name) == outside, name);
        CHECK_MESSAGE(tree.what(name, true) == "read", name);
    }
    CHECK(tree.what("../.ssh/key") == "a path that leads to a hidden file");
    CHECK(tree.what("../../absent") == outside);  // its existence is not revealed
    CHECK(tree.what("absent") == "no such file");
    CHECK(!io::StudyScope(tree.study, false).outside(".."));  // the root itself: of a sweep in a folder of its study
    CHECK(!io::StudyScope(tree.study, false).outside("."));
    CHECK(io::StudyScope(tree.study, false).outside("../.."));
    CHECK(tree.what("") == "no such file");
}

TEST_CASE("links are resolved before the check") {
    const Tree tree;
    fs::create_symlink("../../secret", tree.study / "link");
    fs::create_symlink("..", tree.root / "up");
    fs::create_symlink("../curves/c.csv", tree.study / "curve");
    fs::create_symlink("link that is not there", tree.study / "dangling");
    fs::create_symlink("circle", tree.study / "circle");
    CHECK(tree.what("link").starts_with("a path that leads outside"));
    CHECK(tree.what("../up/secret").starts_with("a path that leads outside"));
    CHECK(tree.what("curve") == "read");
    CHECK(tree.what("dangling") == "a symbolic link without a target");
    CHECK(tree.what("circle") == "a symbolic link that forms a loop");
    // The root of a study folder given by a symbolic link is the target of the link.
    fs::create_symlink(tree.study, tree.copy.folder() / "current");
    CHECK(!io::StudyScope(tree.copy.folder() / "current", false).refusal("../curves/c.csv", "a file"));
    CHECK(io::StudyScope(tree.study / "", false).refusal("../../secret", "a file"));
}

TEST_CASE("a rejection states what was found") {
    const Tree tree;
    const io::StudyScope scope(tree.study, false);
    CHECK(scope.refusal("absent", "a file")->found() == "absent");
    CHECK(scope.refusal("", "a file")->found() == "nothing");
    CHECK(scope.refusal(".git", "a file")->found() == ".git, a folder");
    CHECK(scope.refusal("../../secret", "a file")->expected ==
          "a file below the folder above the study's (--allow-outside reads others)");
}
