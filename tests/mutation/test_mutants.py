"""Mutants of lines of C++: what is flipped, and what is left alone."""
import csv
import pathlib

import mutants


def changes(line, file="solver/finance/x.cpp"):
    return {mutant.after.strip() for mutant in mutants.mutants_of_line(file, 1, line)}


def test_signs_comparisons_and_constants_are_flipped():
    assert changes("    balance -= a + b;") == {"balance += a + b;", "balance -= a - b;"}
    assert changes("    const bool late = day >= due;") == {"const bool late = day > due;"}
    assert changes("constexpr double kHours = 12.0;") == {"constexpr double kHours = 2.0 * 12.0;"}
    assert changes("    cost[t] = -price;") == {"cost[t + 1] = -price;", "cost[t] = price;"}


def test_a_condition_is_negated_as_a_whole():
    assert "if (!(a == b(c))) return d;" in changes("    if (a == b(c)) return d;")
    assert mutants.negated("    if (const auto x = f(); x > 0)") is None


def test_texts_comments_and_rules_about_callers_are_left_alone():
    assert changes('    fail("a + b == c");  // a - b') == set()
    assert changes('    base::expects(a == b, "equal");') == set()
    assert changes("#include <a/b>") == set()
    assert changes("constexpr double kStep = 0.5;", "solver/lp/x.cpp") == set()


def test_a_mutant_finds_its_line_again():
    text = "int a;\n    a += b;\n"
    mutant, = mutants.mutants_of_line("x.cpp", 2, "    a += b;")
    assert mutant.source(text) == "int a;\n    a -= b;\n"


def test_equivalents_are_complete():
    with pathlib.Path(__file__).with_name("equivalents.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            assert all(row.values()) and row["before"] != row["after"], row
