// Exception types: programming error, faulty input, unavailable resource, interruption. Numerical outcomes are values,
// never exceptions.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace decawatt::base {

// A violated invariant of the program: a bug, with its source location.
struct LogicError : std::logic_error {
    using std::logic_error::logic_error;
};

// Throws LogicError unless `condition` holds. `rule` states the condition in words. The location is that of the caller:
// the two built-ins underlie std::source_location, which clang 14 lacks.
void expects(bool condition, std::string_view rule, const char* file = __builtin_FILE(), int line = __builtin_LINE());

// One fault in the input. `row` counts lines of the file from 1 (the header is row 1); 0 where there is no row.
struct InputFault {
    std::string file, field;
    int row = 0;
    std::string found, expected;  // `expected` empty: `found` is a complete sentence

    // plants.csv: capacity_mw (row 17): found -40, expected a finite number >= 0
    std::string text() const;
};

// All faults in the input, collected before the program stops. `what()` has the first hundred and a count.
struct InputError : std::runtime_error {
    explicit InputError(std::vector<InputFault> all);
    std::vector<InputFault> faults;
};

// A failure of a file, a library or the machine: names the resource and the reason.
struct ResourceError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The user or the system requested the run to stop; no partial files remain.
struct Interrupted : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace decawatt::base
