// A copy of the minimal study in a temporary folder, for changes by a test; removed with the object.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/error.hpp"
#include "io/study/describe.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::io::test {

namespace fs = std::filesystem;

inline const fs::path kMinimal = fs::path(DECAWATT_SOURCE_DIR) / "scenarios" / "minimal";

class StudyCopy {
  public:
    StudyCopy() {
        std::string pattern = (fs::temp_directory_path() / "decawatt-study-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder_ = pattern;
        fs::copy(kMinimal, folder_, fs::copy_options::recursive);
    }
    ~StudyCopy() {
        std::error_code ignored;  // a test does not fail if its folder cannot be removed
        fs::remove_all(folder_, ignored);
    }
    StudyCopy(const StudyCopy&) = delete;
    StudyCopy& operator=(const StudyCopy&) = delete;

    const fs::path& folder() const { return folder_; }

    std::string text(const std::string& file) const {
        std::ostringstream text;
        text << std::ifstream(folder_ / file, std::ios::binary).rdbuf();
        return text.str();
    }
    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder_ / file, std::ios::binary) << text;
    }
    void append(const std::string& file, const std::string& text) const { write(file, this->text(file) + text); }
    void remove(const std::string& file) const { REQUIRE(fs::remove(folder_ / file)); }

    // The first `from` of a file becomes `to`; that it is there is part of the test.
    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::string whole = text(file);
        const auto place = whole.find(from);
        REQUIRE_MESSAGE(place != std::string::npos, file << " has no " << from);
        write(file, whole.replace(place, from.size(), to));
    }

    LoadedStudy read(StudyRequest request = {}) const {
        request.path = folder_;
        return read_study(request);
    }

    // The faults of reading, one a line; empty if there are none.
    std::string faults(StudyRequest request = {}) const {
        try {
            read(std::move(request));
        } catch (const base::InputError& error) {
            return error.what();
        }
        return {};
    }

  private:
    fs::path folder_;
};

}  // namespace decawatt::io::test
