// Mixes of small networks by hand.
#include "accounts/tracing.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt;
using namespace decawatt::accounts;
using doctest::Approx;

namespace {
// A source whose energy is uncontracted and not clean.
Source plain(std::size_t node, double emission_t_per_mwh) {
    return {node, {emission_t_per_mwh, emission_t_per_mwh, 1.0, 1.0, 0.0}};
}

base::Series row(const std::vector<double>& values) {
    base::Series series(1, values.size());
    for (std::size_t k = 0; k < values.size(); ++k) series(0, k) = values[k];
    return series;
}
base::Series column(const std::vector<double>& values) {
    base::Series series(values.size(), 1);
    for (std::size_t t = 0; t < values.size(); ++t) series(t, 0) = values[t];
    return series;
}
}  // namespace

TEST_CASE("a loop of flows among three regions is solved as a whole") {
    // 100 MW at 1 t/MWh in a, 40 MW without emission in b, 30 MW at 0.5 in c; a sends 60 to b, b 50 to c, c 20 to a.
    // e_a = (100 + 20 e_c) / 120, e_b = 60 e_a / 100, e_c = (15 + 50 e_b) / 80.
    const Network network{3, {plain(0, 1.0), plain(1, 0.0), plain(2, 0.5)}, {{0, 1}, {1, 2}, {2, 0}}, {}};
    const Traced traced = trace(network, {row({100, 40, 30}), row({60, 50, 20}), {}, {}, {}}, 1.0);
    const base::Series& mix = traced.mix[kEmission];
    CHECK(mix(0, 0) == Approx(83.0 / 90.0).epsilon(1e-14));
    CHECK(mix(0, 1) == Approx(83.0 / 150.0).epsilon(1e-14));
    CHECK(mix(0, 2) == Approx(8.0 / 15.0).epsilon(1e-14));
    // The regions use 60, 50 and 60 MW.
    CHECK(60 * mix(0, 0) + 50 * mix(0, 1) + 60 * mix(0, 2) == Approx(115.0).epsilon(1e-14));
    CHECK(traced.mix[kGenerated](0, 1) == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("losses of a line are attributed to the region that receives") {
    const Network network{2, {plain(0, 0.9)}, {{0, 1, 0.1}}, {}};
    const Traced traced = trace(network, {row({100}), row({40}), {}, {}, {}}, 1.0);
    CHECK(traced.mix[kEmission](0, 0) == Approx(0.9));
    CHECK(traced.mix[kEmission](0, 1) == Approx(0.9 / 0.9));
    CHECK(60 * traced.mix[kEmission](0, 0) + 36 * traced.mix[kEmission](0, 1) == Approx(90.0).epsilon(1e-14));
}

TEST_CASE("energy that circulates without a source has zero emissions, and a node without energy has no mix") {
    const Network network{4, {plain(3, 1.0)}, {{0, 1}, {1, 0}}, {}};
    const Traced traced = trace(network, {row({10}), row({5, 5}), {}, {}, {}}, 1.0);
    for (std::size_t n = 0; n < 3; ++n) CHECK(traced.mix[kEmission](0, n) == 0.0);
    CHECK(traced.mix[kEmission](0, 3) == 1.0);
}

TEST_CASE("a store discharges the mix that it was charged with, and its losses are attributed to the discharge") {
    // Hour 1: 100 MW at 0.8, 40 of them are stored at 90 %; hour 2: 36 MWh become 32.4 at 90 %, beside 20 MW at 0.2.
    const Network network{1, {plain(0, 0.8), plain(0, 0.2)}, {}, {{0, 0.9}}};
    base::Series sources(2, 2);
    sources(0, 0) = 100.0;
    sources(1, 1) = 20.0;
    const NetworkFlows flows{sources, base::Series(2, 0), column({40, 0}), column({0, 32.4}), column({36, 0})};
    const Traced traced = trace(network, flows, 1.0);
    const base::Series& mix = traced.mix[kEmission];
    CHECK(mix(0, 0) == Approx(0.8));
    CHECK(mix(1, 0) == Approx((32.0 + 4.0) / 52.4));
    CHECK(60 * mix(0, 0) + 52.4 * mix(1, 0) == Approx(84.0).epsilon(1e-12));
    CHECK(traced.unclosed_t == 0.0);
    CHECK(traced.passes == 1);
}

TEST_CASE("a store is charged and discharged by the length of each step") {
    // As above, with 10 MW stored over four hours and 16.2 MW given in two.
    const Network network{1, {plain(0, 0.8), plain(0, 0.2)}, {}, {{0, 0.9}}};
    base::Series sources(2, 2);
    sources(0, 0) = 25.0;
    sources(1, 1) = 10.0;
    const NetworkFlows flows{sources, base::Series(2, 0), column({10, 0}), column({0, 16.2}), column({36, 0})};
    const Traced traced = trace(network, flows, std::vector{4.0, 2.0});
    CHECK(traced.mix[kEmission](1, 0) == Approx((32.0 + 4.0) / 52.4));
    CHECK(traced.unclosed_t == 0.0);
}

TEST_CASE("a store holds the same amounts at the start and at the end") {
    // It discharges first, from what it was charged with at the end: the second hour's 40 MW at 0.5.
    const Network network{1, {plain(0, 0.0), plain(0, 0.5)}, {}, {{0, 1.0}}};
    base::Series sources(2, 2);
    sources(0, 0) = 10.0;
    sources(1, 1) = 100.0;
    const NetworkFlows flows{sources, base::Series(2, 0), column({0, 40}), column({40, 0}), column({0, 40})};
    const Traced traced = trace(network, flows, 1.0);
    CHECK(traced.mix[kEmission](0, 0) == Approx(20.0 / 50.0));
    CHECK(traced.mix[kEmission](1, 0) == Approx(0.5));
    CHECK(std::abs(traced.unclosed_t) < 1e-9 * 50.0);
}

TEST_CASE("a store that is charged and discharged in the same hour conserves amounts") {
    const Network network{1, {plain(0, 0.6)}, {}, {{0, 0.5}}};
    // 20 MWh of 100 are charged, 5 arrive again of 10 drawn; content stays at 8.
    const NetworkFlows flows{row({100}), base::Series(1, 0), row({20}), row({5}), row({8})};
    const Traced traced = trace(network, flows, 1.0);
    // Uses: 100 + 5 - 20 = 85 MWh, which carry all 60 t once what is stored repeats.
    CHECK(85 * traced.mix[kEmission](0, 0) == Approx(60.0).epsilon(1e-8));
}
