"""Tests of the architecture check: every kind of broken rule is reported, and allowed code is not."""
import pathlib

import pytest

import architecture
import cpp_functions
import headers
import lengths

ENGINES = ("base", "parallel", "lp", "model", "profiles", "assets", "planning", "adequacy")


def faults(path, *lines):
    return architecture.faults_of_file(path, "\n".join(lines) + "\n")


def file_in(folder):
    return f"{folder}/x.cpp" if folder in architecture.OUTSIDE_SOLVER else f"solver/{folder}/x.cpp"


@pytest.mark.parametrize("folder", architecture.MAY_INCLUDE)
def test_every_edge_is_allowed_or_noticed(folder):
    for target in architecture.MAY_INCLUDE:
        allowed = target == folder or target in architecture.MAY_INCLUDE[folder]
        for quoted in (f'"{target}/anything.hpp"', f"<{target}/anything.hpp>"):
            found = faults(file_in(folder), "#pragma once", f"#include {quoted}")
            assert len(found) == (0 if allowed else 1), quoted
            assert allowed or f"{file_in(folder)}:2: {folder} may not include" in found[0]


def test_the_table_has_no_cycle():
    order = list(architecture.MAY_INCLUDE)
    for folder, allowed in architecture.MAY_INCLUDE.items():
        assert all(order.index(target.split("/")[0]) < order.index(folder) for target in allowed)


@pytest.mark.parametrize("forbidden", ["lp/solution.hpp", "planning/plan.hpp", "io/study/read_study.hpp"])
def test_the_most_important_edges(forbidden):
    assert faults("solver/model/study.hpp", f'#include "{forbidden}"')
    assert faults("solver/lp/segment.cpp", '#include "model/study.hpp"')


def test_adequacy_includes_builds_of_a_plan_but_not_its_program():
    assert not faults("solver/adequacy/outages.cpp", '#include "assets/capacity.hpp"')
    for program in ("layout", "plan", "components/plants"):
        assert faults("solver/adequacy/outages.cpp", f'#include "planning/{program}.hpp"')


@pytest.mark.parametrize("line", ['#include "../lp/solution.hpp"', '#include "solver/lp/solution.hpp"', '#include "helper.hpp"',
                                  '  #  include "helpers/sum.hpp"'])
def test_an_include_that_names_no_folder(line):
    assert faults("solver/planning/x.cpp", line)


def test_a_folder_that_is_not_in_the_table():
    assert faults("solver/helpers/x.cpp", "int x;")
    assert faults("solver/x.cpp", "int x;")
    assert not faults("io/weather/x.cpp", '#include "io/hdf5/handle.hpp"')
    assert faults("io/helpers/x.cpp", '#include "io/hdf5/handle.hpp"')


@pytest.mark.parametrize("line", ["#include <iostream>", "#include <cstdio>", "#include <fstream>", "#include <fmt/printf.h>",
                                  "#include <spdlog/spdlog.h>", "#include <hdf5.h>", 'void f() { fmt::print("{}", 1); }',
                                  "void f() { std::cout << 1; }", 'void f() { printf("x"); }', 'void f() { std::fprintf(stderr, "x"); }',
                                  'void f() { std::ofstream file("x"); }', 'auto f() { return "a" + fopen("b", "r"); }'])
def test_an_engine_that_prints_or_opens_files(line):
    for engine in ENGINES:
        assert faults(f"solver/{engine}/x.cpp", line)
    assert faults("app/x.cpp", line)
    assert not faults("io/hdf5/x.cpp", line)


def test_a_use_case_names_files():
    for line in ("#include <filesystem>", "namespace fs = std::filesystem;"):
        assert faults("solver/planning/x.cpp", line)
        assert not faults("app/x.cpp", line)
    assert faults("app/x.cpp", '#include "cli/options/options.hpp"')


def test_words_are_not_calls():
    assert not faults("solver/lp/x.cpp", '#include <fmt/format.h>', '// printf prints; std::cout too', 'auto s = fmt::format("printf {}", 1);',
                      "/* std::cout", "   << */", "int prints = 0, sprint = prints;")


def test_a_fault_after_a_text_with_a_comment_in_it():
    assert faults("solver/lp/x.cpp", 'auto s = "http://"; std::cout << s;')[0].startswith("solver/lp/x.cpp:1:")


@pytest.mark.parametrize("folder", architecture.INNER_MAY_INCLUDE)
def test_every_inner_edge_is_allowed_or_noticed(folder):
    table = architecture.INNER_MAY_INCLUDE[folder]
    root = folder if folder in architecture.OUTSIDE_SOLVER else f"solver/{folder}"
    for part in table:
        for target in table:
            header = f"{folder}/{target}/x.hpp" if target else f"{folder}/x.hpp"
            found = faults(f"{root}/{part}/x.cpp" if part else f"{root}/x.cpp", f'#include "{header}"')
            assert (found == []) == (target == part or target in table[part]), (part, target)
    assert "not in the table" in faults(f"{root}/new/x.cpp", f'#include "{folder}/x.hpp"')[0]


@pytest.mark.parametrize("folder", architecture.INNER_MAY_INCLUDE)
def test_the_inner_table_has_no_cycle(folder):
    together = {"planning": {"", "components"}}.get(folder, set())  # the table says why these know each other
    left = {part: [other for other in allowed if not {part, other} <= together]
            for part, allowed in architecture.INNER_MAY_INCLUDE[folder].items()}
    while left:
        free = [part for part, allowed in left.items() if not any(other in left for other in allowed)]
        assert free, left
        for part in free:
            del left[part]


def test_length_of_a_file():
    assert not lengths.fault_of_length("solver/lp/a.cpp", "\n" * 300)
    assert lengths.fault_of_length("solver/lp/a.cpp", "\n" * 301)
    reason = "// Over 300 lines: one table.\n"
    assert not lengths.fault_of_length("tests/a.cpp", "// A test.\n" + reason + "\n" * 398)
    assert not lengths.fault_of_length("tests/a.py", '"""A test.\n\nOver 300 lines: one table.\n"""\n' + "\n" * 350)
    assert lengths.fault_of_length("tests/a.cpp", reason + "\n" * 400)       # no reason permits more lines than that
    assert lengths.fault_of_length("tests/a.cpp", "\n" * 20 + reason + "\n" * 300)  # nor does a reason far from the head of the file


def test_width_of_a_line():
    line = "é" * 100 + "\n"                                                   # columns, not bytes
    assert not lengths.faults_of_width("python_plots/a.py", line)
    assert lengths.faults_of_width("python_plots/a.py", "\n#" + line) == ["python_plots/a.py:2: 101 columns, at most 100"]
    assert not lengths.faults_of_width("solver/lp/a.cpp", "/" * 200)


def test_length_of_a_function():
    body = "    f();\n"
    cpp = "namespace a {{\nint one(const std::map<int, int>& b) {{\n{}}}\n}}\n"
    python = "def one():\n{}"
    for path, text, own in (("solver/x.cpp", cpp, 2), ("tests/x_test.cpp", 'TEST_CASE("a {{ b") {{\n{}}}\n', 2), ("tests/x.py", python, 1)):
        assert not lengths.faults_of_file(path, text.format(body * (60 - own)))
        assert len(lengths.faults_of_file(path, text.format(body * (61 - own)))) == 1


HEADER = """#pragma once
#include "x.hpp"
namespace decawatt::a {
enum class Kind : int { one, two };
using Sink = std::function<void(int)>;
struct Plain { int a = f(2); std::vector<int> b{}; std::function<void(int)> c; void (*d)(int) = nullptr; bool (*e)(int); };
double free(double a, const std::map<int, double>& b = {});
template <class Visit> void each(const Visit& visit);
inline int here(int a) { return a; }
class Thing : public Base {
  public:
    explicit Thing(int a);
    Thing(const Thing&) = delete;
    ~Thing();
    bool operator==(const Thing& other) const;
    virtual void run() = 0;
    int size() const { return size_; }
    struct Inner { void merge(const Inner& other); };
  private:
    int size_ = 0;
};
constexpr double kValue = 1.0;
}
"""
SOURCE = """namespace decawatt::a {
namespace { double hidden() { return 1.0; } }
double free(double a, const std::map<int, double>&) { return a; }
template <class Visit> void each(const Visit& visit) { visit(1); }
Thing::Thing(int a) : size_{a}, Base(a) { run(); }
Thing::~Thing() {}
bool Thing::operator==(const Thing& other) const { return size_ == other.size_; }
void Thing::Inner::merge(const Inner&) {}
}
"""


def test_functions_are_read():
    assert [f.name for f in cpp_functions.functions(HEADER) if not f.lines] == [
        "free", "each", "Thing::Thing", "Thing::~Thing", "Thing::operator==", "Thing::Inner::merge"]
    assert [f.name for f in cpp_functions.functions(SOURCE) if not f.hidden] == [
        "free", "each", "Thing::Thing", "Thing::~Thing", "Thing::operator==", "Thing::Inner::merge"]


def test_a_header_whose_functions_are_elsewhere():
    assert not headers.faults_of_header("solver/a/x.hpp", HEADER, SOURCE)
    assert len(headers.faults_of_header("solver/a/x.hpp", HEADER, "")) == 6
    for name in ("free", "each", "Thing::Thing", "Thing::~Thing", "Thing::Inner::merge"):
        (fault,) = headers.faults_of_header("solver/a/x.hpp", HEADER, SOURCE.replace(f"{name}(", "other("))
        assert f"{name} is not defined in x.cpp" in fault
    assert headers.faults_of_header("solver/a/x.hpp", "double hidden();\n", SOURCE)  # that of an unnamed namespace is another


def test_fronts_are_existing_headers():
    root = pathlib.Path(__file__).parents[2]
    assert all((root / path).is_file() and reason for path, reason in headers.FRONTS.items())
