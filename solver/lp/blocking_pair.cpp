#include "lp/blocking_pair.hpp"

#include <fmt/format.h>

namespace decawatt::lp {

namespace {

constexpr std::size_t kNumbers = 5;  // of a pair

void append(const BlockingPair& pair, std::vector<double>& numbers) {
    for (const double number : {pair.kept, static_cast<double>(pair.chain), static_cast<double>(pair.stage),
                                static_cast<double>(pair.index), static_cast<double>(pair.kind)})
        numbers.push_back(number);
}

BlockingPair pair_of(const double* numbers) {
    return {numbers[0], static_cast<int>(numbers[1]), static_cast<int>(numbers[2]), static_cast<int>(numbers[3]),
            static_cast<BlockingPair::Kind>(static_cast<int>(numbers[4]))};
}

std::string name_in(const std::vector<std::string>& names, int index, const char* what) {
    const auto i = static_cast<std::size_t>(index);
    return i < names.size() ? names[i] : fmt::format("{} {}", what, index);
}

}  // namespace

std::vector<double> packed(const BlockingPairs& pairs) {
    std::vector<double> numbers;
    append(pairs.primal, numbers);
    append(pairs.dual, numbers);
    return numbers;
}

BlockingPairs unpacked_pairs(const std::vector<double>& numbers) {
    return {pair_of(numbers.data()), pair_of(numbers.data() + kNumbers)};
}

std::string text(const StaircaseProgram& program, const BlockingPair& pair) {
    if (pair.index < 0) return "none";
    const char* bound = pair.kind == BlockingPair::Kind::upper ? ", at its upper bound" : ", at its lower bound";
    if (pair.kind == BlockingPair::Kind::slack)
        return name_in(program.linking.names, pair.index, "linking row") + ", its slack";
    if (pair.chain < 0) return name_in(program.border.names, pair.index, "border variable") + bound;
    const Chain& chain = program.chains[static_cast<std::size_t>(pair.chain)];
    return fmt::format("{} h{:04} of {}{}", name_in(chain.column_names, pair.index, "column"), pair.stage,
                       chain.name.empty() ? fmt::format("chain {}", pair.chain) : chain.name, bound);
}

}  // namespace decawatt::lp
