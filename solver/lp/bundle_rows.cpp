#include "lp/bundle_rows.hpp"

#include <algorithm>

namespace decawatt::lp {

void prefetch_rows(const BundleStep::System& at, int t) {
    at.factor.prefetch(t);
    at.border.prefetch(t);
}

void collect_border(const BundleStep::System& at, const Rowwise& rows, BundleStep::Scratch& w, BorderView& rhs) {
    const ChainPattern& p = at.chain.pattern();
    rhs.set_zero(p.shared(), p.states());
    w.closing = rows.closing;
    at.factor.backward_closing(at.chain, w.closing.data());
    for (int s = 0; s < p.states(); ++s) {
        const auto state = static_cast<std::size_t>(s);
        w.carried[state] = at.chain.has_out(s) * w.closing[state];
        rhs.out[state] = -w.carried[state];
    }
    Lanes* y = w.row.data();
    const Lanes* behind = w.closing.data();
    for (int t = at.chain.last(); t >= 0; --t) {
        prefetch_rows(at, std::max(t - 1, 0));
        std::copy_n(rows.y.at(t), p.rows(), y);
        at.factor.backward(at.chain, t, behind, y);
        at.border.collect({at.chain, at.point, at.factor, t}, y, w.carried.data(), w.sums);
        at.chain.price_states(t, y, w.carried.data());
        std::copy_n(y + p.local_rows, p.state_rows, w.states.data());
        behind = w.states.data();
    }
    for (int c = 0; c < p.shared(); ++c) rhs.shared[c] = sum(w.sums[static_cast<std::size_t>(c)]);
    for (int s = 0; s < p.states(); ++s)
        rhs.in[static_cast<std::size_t>(s)] = w.sums[static_cast<std::size_t>(p.shared() + s)];
}

void take_border_step(const BundleStep::System& at, const BorderView& step, Rowwise& rows, BundleStep::Scratch& w) {
    const ChainPattern& p = at.chain.pattern();
    Lanes* x = w.row.data();
    for (int t = 0; t < at.chain.stages(); ++t) {
        prefetch_rows(at, std::min(t + 1, at.chain.last()));
        const BundleBorder::Stage stage{at.chain, at.point, at.factor, t};
        at.border.pull(stage, step.shared, w.pull.data());
        at.border.push(stage, step, w.pull.data(), w.before.data(), x);
        at.factor.forward(at.chain, t, t > 0 ? w.states.data() : nullptr, x);
        std::copy_n(x + p.local_rows, p.state_rows, w.states.data());
        Lanes* y = rows.y.at(t);
        for (int i = 0; i < p.rows(); ++i) y[i] -= x[i];
    }
    for (int s = 0; s < p.states(); ++s) {
        const auto state = static_cast<std::size_t>(s);
        w.closing[state] = at.chain.has_out(s) * (w.before[state] - step.out[state]);
    }
    at.factor.forward_closing(at.chain, w.states.data(), w.closing.data());
    for (std::size_t s = 0; s < w.closing.size(); ++s) rows.closing[s] -= w.closing[s];
}

}  // namespace decawatt::lp
