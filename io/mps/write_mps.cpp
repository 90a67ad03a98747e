#include "io/mps/write_mps.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.hpp"
#include "io/mps/flat_chain.hpp"
#include "io/partial_file.hpp"

namespace decawatt::io {

namespace {

using lp::Chain;
using lp::Sense;
using lp::SparseMatrix;
using lp::Vector;

// Lines of an MPS file: words separated by blanks.
class Lines {
  public:
    explicit Lines(const std::filesystem::path& path) : file_(path) {}

    Lines& word(std::string_view text) {
        line_ += text;
        return *this;
    }
    Lines& blank() { return word(" "); }
    Lines& name(const Label& label) {
        line_ += label.word;
        if (label.chain == nullptr) return *this;
        const std::string number = std::to_string(label.stage);
        line_ += label.chain->suffix;
        line_.append(static_cast<std::size_t>(label.chain->digits) - number.size(), '0');
        line_ += number;
        return *this;
    }
    Lines& number(double value) {
        base::expects(std::isfinite(value), "a number of the program is finite");
        char text[32];  // the shortest decimals that restore the same double
        const auto [end, code] = std::to_chars(std::begin(text), std::end(text), value);
        return word({text, static_cast<std::size_t>(end - text)});
    }
    void end() {
        line_ += '\n';
        file_.append(line_);
        line_.clear();
    }
    void commit() { file_.commit(); }

  private:
    PartialFile file_;
    std::string line_;
};

class Writer {
  public:
    Writer(const std::filesystem::path& path, const lp::StaircaseProgram& program, const base::Progress& progress)
        : program_(program), names_(make_mps_names(program)), progress_(progress), out_(path) {
        for (std::size_t c = 0; c < program.chains.size(); ++c) {
            chains_.emplace_back(program.chains[c], names_.chains[c]);
            stages_ += program.chains[c].stages;
        }
    }

    MpsSize write(const MpsHeader& header) {
        head(header);
        out_.word("ROWS").end();
        rows();
        out_.word("COLUMNS").end();
        for (FlatChain& chain : chains_) stage_columns(chain);
        for (int k = 0; k < program_.border.size(); ++k) border_column(k);
        out_.word("RHS").end();
        right_hand_sides();
        out_.word("BOUNDS").end();
        for (const FlatChain& chain : chains_) stage_bounds(chain);
        border_bounds();
        out_.word("ENDATA").end();
        out_.commit();
        return size_;
    }

  private:
    void head(const MpsHeader& header) {
        for (std::string comment : header.comments) {
            std::replace_if(
                comment.begin(), comment.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
            out_.word("* ").word(comment).end();
        }
        out_.word("* minimise; the objective has the constant ").number(program_.objective_offset);
        out_.word(", which is minus the right-hand side of its row").end();
        out_.word("NAME ").word(mps_word(header.name)).word(" FREE").end();
    }

    void ask(std::int64_t stages_more) {  // the time is that of two passes over all stages
        constexpr std::int64_t kOften = 256;
        const std::int64_t before = done_ / kOften;
        done_ += stages_more;
        if (!progress_ || done_ / kOften == before) return;
        const double share = static_cast<double>(done_) / static_cast<double>(2 * stages_ + 1);
        if (!progress_("export", share, "linear program")) throw base::Interrupted("while exporting the program");
    }

    Label objective() const { return {names_.objective}; }
    Label linking(Eigen::Index l) const { return {names_.linking[static_cast<std::size_t>(l)]}; }
    Label border(int k) const { return {names_.border[static_cast<std::size_t>(k)]}; }

    void row(std::string_view kind, const Label& label) {
        out_.blank().word(kind).blank().name(label).end();
        ++size_.rows;
    }

    void rows() {
        out_.word(" N ").name(objective()).end();
        for (const FlatChain& flat : chains_)
            for (int t = 0; t < flat.chain().stages; ++t) {
                for (int i = 0; i < flat.chain().rows(); ++i) row("E", flat.row(i, t));
                for (int j = 0; j < flat.chain().columns(); ++j)
                    if (flat.limited(j, t)) row("L", flat.limit(j, t));
            }
        for (int l = 0; l < program_.linking.size(); ++l) {
            const Sense sense = program_.linking.sense[static_cast<std::size_t>(l)];
            row(sense == Sense::equal ? "E" : (sense == Sense::at_most ? "L" : "G"), linking(l));
        }
    }

    void pair(const Label& first, const Label& second, double value) {
        out_.blank().name(first).blank().name(second).blank().number(value).end();
    }

    void entry(const Label& column, const Label& row, double value) {
        if (value == 0.0) return;
        pair(column, row, value);
        ++size_.entries;
    }

    // Every column has this line, even without a cost, so that columns without coefficients exist.
    void cost(const Label& column, double value) {
        pair(column, objective(), value);
        ++size_.columns;
    }

    void stage_columns(FlatChain& flat) {
        for (int t = 0; t < flat.chain().stages; ++t) {
            flat.move_to(t);
            for (int j = 0; j < flat.chain().columns(); ++j) stage_column(flat, j, t);
            ask(1);
        }
    }

    void stage_column(const FlatChain& flat, int j, int t) {
        const Chain& chain = flat.chain();
        const Label column = flat.column(j, t);
        const int after = (t + 1) % chain.stages;
        cost(column, chain.cost_at(j, t));
        for (SparseMatrix::InnerIterator it(flat.here(), j); it; ++it) entry(column, flat.row(it.row(), t), it.value());
        if (after != 0 || flat.returns(j))
            for (SparseMatrix::InnerIterator it(flat.next(), j); it; ++it)
                entry(column, flat.row(it.row(), after), it.value());
        if (flat.limited(j, t)) entry(column, flat.limit(j, t), 1.0);
        if (program_.linking.size() == 0) return;
        for (SparseMatrix::InnerIterator it(flat.linking(), j); it; ++it) entry(column, linking(it.row()), it.value());
    }

    void border_column(int k) {
        cost(border(k), program_.border.cost[k]);
        if (program_.linking.size() > 0)
            for (SparseMatrix::InnerIterator it(program_.linking.H, k); it; ++it)
                entry(border(k), linking(it.row()), it.value());
        for (FlatChain& flat : chains_) {
            const Vector scale = flat.chain().border_map.col(k);
            for (int t = 0; t < flat.chain().stages; ++t) {
                flat.move_to(t);
                for (SparseMatrix::InnerIterator it(flat.border(), k); it; ++it)
                    entry(border(k), flat.row(it.row(), t), it.value());
                for (int j = 0; j < flat.chain().columns(); ++j)
                    if (flat.limited(j, t)) entry(border(k), flat.limit(j, t), -flat.scaled_limit(j, t, scale));
            }
        }
    }

    void right_hand_side(const Label& row, double value) {
        if (value != 0.0) out_.word(" RHS ").name(row).blank().number(value).end();
    }

    void right_hand_sides() {
        right_hand_side(objective(), -program_.objective_offset);
        for (FlatChain& flat : chains_)
            for (int t = 0; t < flat.chain().stages; ++t) {
                flat.move_to(t);
                for (int i = 0; i < flat.chain().rows(); ++i)
                    right_hand_side(flat.row(i, t), flat.chain().rhs(i, t) - flat.border_rhs()[i]);
                for (int j = 0; j < flat.chain().columns(); ++j)
                    if (flat.limited(j, t))
                        right_hand_side(flat.limit(j, t), flat.scaled_limit(j, t, flat.chain().border_offset));
            }
        for (int l = 0; l < program_.linking.size(); ++l) right_hand_side(linking(l), program_.linking.rhs[l]);
    }

    void bound(std::string_view kind, const Label& column, double value) {
        out_.blank().word(kind).word(" BND ").name(column).blank().number(value).end();
    }

    // The default lower bound is zero. An upper bound of zero is written as FX, because readers interpret UP 0
    // differently.
    void stage_bounds(const FlatChain& flat) {
        for (int t = 0; t < flat.chain().stages; ++t) {
            for (int j = 0; j < flat.chain().columns(); ++j) {
                const double u = flat.chain().upper(j, t);
                if (!flat.limited(j, t)) bound(u == 0.0 ? "FX" : "UP", flat.column(j, t), u);
            }
            ask(1);
        }
    }

    void border_bounds() {
        for (int k = 0; k < program_.border.size(); ++k) {
            const double lower = program_.border.lower[k], upper = program_.border.upper[k];
            if (lower < upper && lower != 0.0) bound("LO", border(k), lower);
            bound(lower == upper ? "FX" : "UP", border(k), upper);
        }
    }

    const lp::StaircaseProgram& program_;
    MpsNames names_;
    const base::Progress& progress_;
    Lines out_;
    std::vector<FlatChain> chains_;
    std::int64_t stages_ = 0, done_ = 0;
    MpsSize size_;
};

}  // namespace

MpsSize write_mps(const std::filesystem::path& path, const lp::StaircaseProgram& program, const MpsHeader& header,
                  const base::Progress& progress) {
    lp::check_shapes(program);
    return Writer(path, program, progress).write(header);
}

}  // namespace decawatt::io
