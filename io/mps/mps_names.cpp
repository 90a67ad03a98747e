#include "io/mps/mps_names.hpp"

#include <algorithm>

namespace decawatt::io {

namespace {

constexpr std::size_t kLongestWord =
    60;  // two words and a stage have fewer than the 160 characters of coin-or's reader

bool plain(char c) {  // not std::isalnum, which depends on the locale
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::vector<std::string> words(UniqueWords& used, const std::vector<std::string>& names, int count, const char* kind,
                               const char* prefix = "") {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i) {
        const auto n = static_cast<std::size_t>(i);
        std::string name = prefix;
        if (n < names.size() && !mps_word(names[n]).empty())
            name += names[n];
        else
            name.append(kind).append(" ").append(std::to_string(i + 1));
        all.push_back(used.add(name));
    }
    return all;
}

}  // namespace

std::string mps_word(std::string_view text) {
    std::string word;
    for (const char c : text) {
        if (plain(c))
            word += c;
        else if (!word.empty() && word.back() != '_')
            word += '_';
    }
    word.resize(std::min(word.size(), kLongestWord));
    if (word.ends_with('_')) word.pop_back();
    return word;
}

std::string UniqueWords::add(std::string_view text) {
    const std::string wanted = mps_word(text);
    std::string word = wanted;
    for (int n = 2; !used_.insert(word).second; ++n) word = wanted + "_" + std::to_string(n);
    return word;
}

MpsNames make_mps_names(const lp::StaircaseProgram& program) {
    MpsNames names;
    UniqueWords single_rows, single_columns, chains;
    names.objective = single_rows.add("cost");
    names.linking = words(single_rows, program.linking.names, program.linking.size(), "linking");
    names.border = words(single_columns, program.border.names, program.border.size(), "border");
    std::vector<std::string> chain_names;
    for (const lp::Chain& chain : program.chains) chain_names.push_back(chain.name);
    chain_names = words(chains, chain_names, static_cast<int>(program.chains.size()), "chain");
    for (std::size_t c = 0; c < program.chains.size(); ++c) {
        const lp::Chain& chain = program.chains[c];
        UniqueWords rows, columns;
        ChainNames stage;
        stage.rows = words(rows, chain.row_names, chain.rows(), "row");
        stage.columns = words(columns, chain.column_names, chain.columns(), "column");
        stage.limits = words(rows, chain.column_names, chain.columns(), "column", "limit ");
        stage.suffix = "." + chain_names[c] + ".h";
        stage.digits = std::max(stage.digits, static_cast<int>(std::to_string(chain.stages - 1).size()));
        names.chains.push_back(std::move(stage));
    }
    return names;
}

}  // namespace decawatt::io
