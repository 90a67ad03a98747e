// The kinds of error: our own bug, the user's data, a resource. Numerical outcomes are values, never exceptions.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace decawatt::base {

// A broken rule of our own code: a bug, with the place where it was noticed.
struct LogicError : std::logic_error {
    using std::logic_error::logic_error;
};

// Throws LogicError unless `condition` holds. `rule` states what should have been true. The place is the caller's: the
// two built-ins are what std::source_location is made of, which clang 14 does not have yet.
void expects(bool condition, std::string_view rule, const char* file = __builtin_FILE(), int line = __builtin_LINE());

// One complaint about the user's data. `row` counts lines of the file from 1 (the header is row 1); 0 where a row has
// no meaning.
struct InputFault {
    std::string file, field;
    int row = 0;
    std::string found, expected;  // nothing expected: `found` says it all

    // plants.csv: capacity_mw (row 17): found -40, expected a finite number >= 0
    std::string text() const;
};

// All complaints about the user's data, collected before the program stops. `what()` has the first hundred and a count.
struct InputError : std::runtime_error {
    explicit InputError(std::vector<InputFault> all);
    std::vector<InputFault> faults;
};

// A file, a library or the machine refused: names the thing and the reason.
struct ResourceError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The user or the system asked the run to stop; nothing half written is left behind.
struct Interrupted : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace decawatt::base
