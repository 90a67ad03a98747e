// One runner over tables of published values: each row names a model, its inputs, what it should give, a tolerance and
// where that comes from.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace decawatt::test {

using Values = std::map<std::string, double>;
using Model = std::function<Values(const Values&)>;
using Models = std::map<std::string, Model>;

// The fields of a line, by commas outside quotation marks.
std::vector<std::string> fields_of(const std::string& line);

// Rows of tests/validation/`file`: id, model, inputs and expected values (name=value, by semicolons), absolute
// tolerance, source; lines that begin with # are skipped. Checks every row with doctest, and that there are `least` of
// them.
void check_published(const std::string& file, const Models& models, std::size_t least);

}  // namespace decawatt::test
