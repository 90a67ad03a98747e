#include "published_cases.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace decawatt::test {

namespace {
constexpr std::size_t kFields = 6;
constexpr double kRounding = 1e-9;  // of a tolerance: half a digit is no binary number

struct Case {
    std::string id, model, source;
    Values inputs, expected;
    double tolerance;
};

Values values_of(const std::string& text) {
    Values values;
    std::istringstream pairs(text);
    for (std::string pair; std::getline(pairs, pair, ';');) {
        const auto equals = pair.find('=');
        REQUIRE_MESSAGE(equals != std::string::npos, pair);
        values[pair.substr(0, equals)] = std::strtod(pair.c_str() + equals + 1, nullptr);
    }
    return values;
}

std::vector<Case> load_cases(const std::string& name) {
    std::ifstream file(std::string(DECAWATT_SOURCE_DIR) + "/tests/validation/" + name);
    REQUIRE_MESSAGE(file.good(), name);
    std::vector<Case> cases;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#' || line.starts_with("id,")) continue;
        const auto fields = fields_of(line);
        REQUIRE_MESSAGE(fields.size() == kFields, line);
        cases.push_back({fields[0], fields[1], fields[5], values_of(fields[2]), values_of(fields[3]),
                         std::strtod(fields[4].c_str(), nullptr)});
    }
    return cases;
}

void check_case(const Case& c, const Values& found) {
    REQUIRE(!c.expected.empty());
    for (const auto& expected : c.expected) {
        const auto& name = expected.first;  // CAPTURE makes a lambda, and clang 14 captures no structured binding
        const auto& value = expected.second;
        CAPTURE(name);
        REQUIRE(found.contains(name));
        CAPTURE(found.at(name));
        CAPTURE(value);
        CHECK(std::abs(found.at(name) - value) <= c.tolerance * (1.0 + kRounding));
    }
}
}  // namespace

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

void check_published(const std::string& file, const Models& models, std::size_t least) {
    const std::vector<Case> cases = load_cases(file);
    CHECK(cases.size() >= least);
    for (const Case& c : cases) {
        CAPTURE(c.id);
        CAPTURE(c.source);
        const auto model = models.find(c.model);
        REQUIRE_MESSAGE(model != models.end(), "no model named " << c.model);
        check_case(c, model->second(c.inputs));
    }
}

}  // namespace decawatt::test
