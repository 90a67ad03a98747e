#include "accounts/tracing.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::accounts {

namespace {
constexpr int kMostPasses = 60;
constexpr double kClosed = 1e-9;       // of the amounts of all sources
constexpr double kNoSource = 1e-12;    // of what enters a node: less than this comes from outside a circulation
constexpr double kNothing_mw = 1e-12;  // enters a node

double positive(double mw) {
    return std::max(0.0, mw);
}

// The linear system of one step: row n says what enters node n.
class Step {
  public:
    explicit Step(std::size_t nodes) : nodes_(nodes), matrix_(nodes * nodes), right_(nodes), entering_mw_(nodes) {}

    void clear() {
        std::ranges::fill(matrix_, 0.0);
        std::ranges::fill(right_, Amounts{});
        std::ranges::fill(entering_mw_, 0.0);
    }
    void enter(std::size_t node, double mw) {
        entering_mw_[node] += mw;
        at(node, node) += mw;
    }
    // Amounts per hour that come from node `from`, or from outside.
    void bring(std::size_t node, std::size_t from, double mw) { at(node, from) -= mw; }
    void bring(std::size_t node, const Amounts& amounts, double mw) {
        for (std::size_t k = 0; k < kAttributes; ++k) right_[node][k] += mw * amounts[k];
    }

    // Elimination without pivoting: the matrix is diagonally dominant by columns, because no more leaves a node than
    // enters it.
    const std::vector<Amounts>& solve() {
        for (std::size_t p = 0; p < nodes_; ++p) {
            if (at(p, p) <= std::max(kNothing_mw, kNoSource * entering_mw_[p])) {
                isolate(p);
                continue;
            }
            for (std::size_t n = p + 1; n < nodes_; ++n) {
                const double factor = at(n, p) / at(p, p);
                if (factor == 0.0) continue;
                for (std::size_t m = p; m < nodes_; ++m) at(n, m) -= factor * at(p, m);
                for (std::size_t k = 0; k < kAttributes; ++k) right_[n][k] -= factor * right_[p][k];
            }
        }
        for (std::size_t p = nodes_; p-- > 0;)
            for (std::size_t k = 0; k < kAttributes; ++k) {
                for (std::size_t m = p + 1; m < nodes_; ++m) right_[p][k] -= at(p, m) * right_[m][k];
                right_[p][k] /= at(p, p);
            }
        return right_;
    }

  private:
    double& at(std::size_t row, std::size_t column) { return matrix_[row * nodes_ + column]; }
    void isolate(std::size_t node) {
        for (std::size_t m = 0; m < nodes_; ++m) at(node, m) = 0.0;
        at(node, node) = 1.0;
        right_[node] = {};
    }

    std::size_t nodes_;
    std::vector<double> matrix_;
    std::vector<Amounts> right_;
    std::vector<double> entering_mw_;
};

class Tracer {
  public:
    Tracer(const Network& network, const NetworkFlows& flows, const StepHours& step_h)
        : network_(network), flows_(flows), step_h_(step_h), step_(network.nodes), held_(network.stores.size()) {}

    // One pass; returns the amounts of all sources in the period.
    Amounts pass(std::vector<base::Series>& mix) {
        Amounts brought = {};
        for (std::size_t t = 0; t < flows_.source_mw.times(); ++t) {
            assemble(t, brought);
            const std::vector<Amounts>& nodes = step_.solve();
            for (std::size_t n = 0; n < network_.nodes; ++n)
                for (std::size_t k = 0; k < kAttributes; ++k) mix[k](t, n) = nodes[n][k];
            for (std::size_t s = 0; s < held_.size(); ++s) exchange(t, s, nodes[network_.stores[s].node]);
        }
        return brought;
    }
    const std::vector<Amounts>& held() const { return held_; }

  private:
    // Share of a store's content, with what is charged, that is discharged in a step.
    double drawn_frac(std::size_t t, std::size_t s) const {
        const double drawn_mwh =
            step_h_.at(t) * positive(flows_.discharge_mw(t, s)) / network_.stores[s].discharge_efficiency_frac;
        const double left_mwh = positive(flows_.content_mwh(t, s));
        return drawn_mwh > 0.0 ? drawn_mwh / (drawn_mwh + left_mwh) : 0.0;
    }
    void assemble(std::size_t t, Amounts& brought) {
        step_.clear();
        for (std::size_t s = 0; s < network_.sources.size(); ++s) {
            const double mw = positive(flows_.source_mw(t, s));
            const Source& source = network_.sources[s];
            step_.enter(source.node, mw);
            step_.bring(source.node, source.per_mwh, mw);
            for (std::size_t k = 0; k < kAttributes; ++k) brought[k] += step_h_.at(t) * mw * source.per_mwh[k];
        }
        for (std::size_t l = 0; l < network_.links.size(); ++l) {
            const Link& link = network_.links[l];
            const double mw = positive(flows_.sent_mw(t, l));
            step_.enter(link.to, (1.0 - link.loss_frac) * mw);
            step_.bring(link.to, link.from, mw);
        }
        for (std::size_t s = 0; s < held_.size(); ++s) {
            const std::size_t node = network_.stores[s].node;
            const double share = drawn_frac(t, s);
            step_.enter(node, positive(flows_.discharge_mw(t, s)));
            step_.bring(node, node, share * positive(flows_.charge_mw(t, s)));  // charged and drawn in one step
            step_.bring(node, held_[s], share / step_h_.at(t));
        }
    }
    void exchange(std::size_t t, std::size_t s, const Amounts& node) {
        const double share = drawn_frac(t, s), charged_mwh = step_h_.at(t) * positive(flows_.charge_mw(t, s));
        for (std::size_t k = 0; k < kAttributes; ++k)
            held_[s][k] = (1.0 - share) * (held_[s][k] + charged_mwh * node[k]);
    }

    const Network& network_;
    const NetworkFlows& flows_;
    const StepHours& step_h_;
    Step step_;
    std::vector<Amounts> held_;  // by store
};

// Whether the amounts in stores are the same as before, within a share of those of all sources.
bool is_closed(const std::vector<Amounts>& before, const std::vector<Amounts>& after, const Amounts& brought) {
    for (std::size_t k = 0; k < kAttributes; ++k) {
        double change = 0.0;
        for (std::size_t s = 0; s < before.size(); ++s) change += std::abs(after[s][k] - before[s][k]);
        if (change > kClosed * brought[k]) return false;
    }
    return true;
}

double held_t(const std::vector<Amounts>& held) {
    double sum = 0.0;
    for (const Amounts& amounts : held) sum += amounts[kEmission];
    return sum;
}
}  // namespace

double energy_mwh(const base::Series& mw, std::size_t entity, const StepHours& step_h) {
    double mwh = 0.0;
    for (std::size_t t = 0; t < mw.times(); ++t) mwh += step_h.at(t) * mw(t, entity);
    return mwh;
}

Traced trace(const Network& network, const NetworkFlows& flows, const StepHours& step_h) {
    Traced traced;
    traced.mix.assign(kAttributes, base::Series(flows.source_mw.times(), network.nodes));
    Tracer tracer(network, flows, step_h);
    while (traced.passes < kMostPasses) {
        const std::vector<Amounts> before = tracer.held();
        const Amounts brought = tracer.pass(traced.mix);
        ++traced.passes;
        traced.unclosed_t = held_t(tracer.held()) - held_t(before);
        if (is_closed(before, tracer.held(), brought)) break;
    }
    return traced;
}

}  // namespace decawatt::accounts
