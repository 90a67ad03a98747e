"""Tests the test: every kind of broken rule is noticed, and what is allowed is not."""
import pytest

import architecture

ENGINES = ("base", "parallel", "lp", "model", "profiles", "planning", "adequacy")


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


def test_the_table_has_no_circle():
    order = list(architecture.MAY_INCLUDE)
    for folder, allowed in architecture.MAY_INCLUDE.items():
        assert all(order.index(target.split("/")[0]) < order.index(folder) for target in allowed)


@pytest.mark.parametrize("forbidden", ["lp/solution.hpp", "planning/plan.hpp", "io/study/read_study.hpp"])
def test_the_edges_that_matter_most(forbidden):
    assert faults("solver/model/study.hpp", f'#include "{forbidden}"')
    assert faults("solver/lp/segment.cpp", '#include "model/study.hpp"')


def test_adequacy_sees_what_a_plan_has_built_and_nothing_of_its_program():
    assert not faults("solver/adequacy/outages.cpp", '#include "planning/plan.hpp"')
    for program in ("layout", "build_border", "planning"):
        assert faults("solver/adequacy/outages.cpp", f'#include "planning/{program}.hpp"')


@pytest.mark.parametrize("line", ['#include "../lp/solution.hpp"', '#include "solver/lp/solution.hpp"', '#include "helper.hpp"',
                                  '  #  include "helpers/sum.hpp"'])
def test_an_include_that_names_no_folder(line):
    assert faults("solver/planning/x.cpp", line)


def test_a_folder_that_nobody_planned():
    assert faults("solver/helpers/x.cpp", "int x;")
    assert faults("solver/x.cpp", "int x;")
    assert not faults("io/study/x.cpp", '#include "io/hdf5/handle.hpp"')


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
    assert faults("app/x.cpp", '#include "cli/options.hpp"')


def test_words_are_not_calls():
    assert not faults("solver/lp/x.cpp", '#include <fmt/format.h>', '// printf prints; std::cout too', 'auto s = fmt::format("printf {}", 1);',
                      "/* std::cout", "   << */", "int prints = 0, sprint = prints;")


def test_a_fault_after_a_text_with_a_comment_in_it():
    assert faults("solver/lp/x.cpp", 'auto s = "http://"; std::cout << s;')[0].startswith("solver/lp/x.cpp:1:")


def test_length():
    assert not architecture.fault_of_length("a.cpp", "\n" * architecture.MOST_LINES)
    assert architecture.fault_of_length("a.cpp", "\n" * (architecture.MOST_LINES + 1))
