#include "support/energy_program.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace decawatt::tests {

namespace {

using lp::SparseMatrix, lp::Vector;
using Triplets = std::vector<Eigen::Triplet<double>>;

// Columns of a region, in this order; each region has two rows: balance, then content of its battery.
enum Column { base_load, gas, sun, wind, charge, discharge, content, forward, reverse, unserved, kColumns };
enum Capacity { sun_capacity, wind_capacity, power_capacity, energy_capacity, kCapacities };
constexpr double kLineLoss = 0.02, kEfficiency = 0.93, kUnservedCost = 50.0, kGasEmission = 0.4;

SparseMatrix matrix(int rows, int columns, const Triplets& entries) {
    SparseMatrix m(rows, columns);
    m.setFromTriplets(entries.begin(), entries.end());
    return m;
}

struct Region {
    double peak, sun_peak_hour_shift, wind_state = 0.0;
};

void fill_patterns(const EnergyShape& s, lp::Chain& c) {
    Triplets a, b, g;
    for (int r = 0; r < s.regions; ++r) {
        const int balance = 2 * r, store = balance + 1, first = r * kColumns, next = 2 * ((r + 1) % s.regions);
        for (const int j : {base_load, gas, sun, wind, discharge, unserved}) a.emplace_back(balance, first + j, 1.0);
        a.emplace_back(balance, first + charge, -1.0);
        a.emplace_back(store, first + charge, -kEfficiency);
        a.emplace_back(store, first + discharge, 1.0 / kEfficiency);
        a.emplace_back(store, first + content, 1.0);
        b.emplace_back(store, first + content, -1.0);
        if (s.regions > 1) {
            a.emplace_back(balance, first + forward, -1.0);
            a.emplace_back(next, first + forward, 1.0 - kLineLoss);
            a.emplace_back(next, first + reverse, -1.0);
            a.emplace_back(balance, first + reverse, 1.0 - kLineLoss);
        }
        g.emplace_back(0, first + gas, kGasEmission);
        c.scaled_by.insert(c.scaled_by.end(), kColumns, lp::kFixedBound);
        const auto by = [&](int column) -> int& { return c.scaled_by[static_cast<std::size_t>(first + column)]; };
        by(sun) = r * kCapacities + sun_capacity;
        by(wind) = r * kCapacities + wind_capacity;
        by(charge) = by(discharge) = r * kCapacities + power_capacity;
        by(content) = r * kCapacities + energy_capacity;
    }
    c.A = matrix(2 * s.regions, s.regions * kColumns, a);
    c.B = matrix(2 * s.regions, s.regions * kColumns, b);
    c.C.resize(2 * s.regions, s.regions * kCapacities);
    c.G = matrix(1, s.regions * kColumns, g);
}

void fill_hours(const EnergyShape& s, std::mt19937& engine, std::vector<Region>& regions, lp::Chain& c) {
    std::normal_distribution<> normal;
    c.rhs.setZero(2 * s.regions, s.stages);
    c.upper.resize(s.regions * kColumns, s.stages);
    c.cost.setZero(s.regions * kColumns, 1);
    for (int r = 0; r < s.regions; ++r) {
        Region& region = regions[static_cast<std::size_t>(r)];
        const int first = r * kColumns;
        c.cost(first + base_load, 0) = 0.1;
        c.cost(first + gas, 0) = 0.8 + 0.05 * r;
        c.cost(first + discharge, 0) = 0.005;
        c.cost(first + unserved, 0) = kUnservedCost;
        double cloud = 0.0;
        for (int t = 0; t < s.stages; ++t) {
            const double day = 2.0 * std::numbers::pi * (t % 24) / 24.0, year = 2.0 * std::numbers::pi * t / 8784.0;
            if (t % 24 == 0) cloud = 0.4 * cloud + 0.25 * normal(engine);
            region.wind_state = 0.97 * region.wind_state + 0.243 * normal(engine);
            const double demand = region.peak * (0.7 - 0.12 * std::cos(day - 0.7) + 0.08 * std::cos(2.0 * year));
            const double height = -std::cos(day) - 0.1 - 0.15 * std::cos(year);
            c.rhs(2 * r, t) = demand;
            auto upper = c.upper.col(t).segment(first, kColumns);
            upper[base_load] = 0.35 * region.peak;
            upper[gas] = 0.7 * region.peak;
            upper[sun] = height > 0.02 ? std::clamp(height * (0.75 + cloud), 0.02, 0.95) : 0.0;
            upper[wind] = std::clamp(0.32 + 0.25 * region.wind_state + 0.06 * std::cos(year), 0.01, 1.0);
            upper[charge] = upper[discharge] = upper[content] = 1.0;
            upper[forward] = upper[reverse] = s.regions > 1 ? 0.2 * region.peak : 0.0;
            upper[unserved] = demand;
        }
    }
}

}  // namespace

lp::StaircaseProgram energy_program(const EnergyShape& s, std::uint32_t seed) {
    std::mt19937 engine(seed);
    std::vector<Region> regions;
    for (int r = 0; r < s.regions; ++r) regions.push_back({.peak = 5.0 + 3.0 * (r % 4), .sun_peak_hour_shift = 0.0});
    lp::StaircaseProgram p;
    const int capacities = s.regions * kCapacities;
    p.border.lower = Vector::Zero(capacities);
    p.border.upper.resize(capacities);
    p.border.cost.resize(capacities);
    const double share_of_year = static_cast<double>(s.stages) * s.chains / 8784.0;
    for (int r = 0; r < s.regions; ++r) {
        const double peak = regions[static_cast<std::size_t>(r)].peak;
        p.border.cost.segment(r * kCapacities, kCapacities) << 700.0 + 20.0 * r, 1600.0 - 30.0 * r, 150.0, 200.0;
        p.border.upper.segment(r * kCapacities, kCapacities) << 5.0 * peak, 5.0 * peak, 2.0 * peak, 20.0 * peak;
    }
    p.border.cost *= share_of_year;
    double firm = 0.0;
    for (int i = 0; i < s.chains; ++i) {
        lp::Chain c;
        c.name = "chain " + std::to_string(i);
        c.stages = s.stages;
        fill_patterns(s, c);
        fill_hours(s, engine, regions, c);
        c.border_map = Eigen::MatrixXd::Identity(capacities, capacities).sparseView();
        c.border_offset = Vector::Zero(capacities);
        firm += kGasEmission * std::max(0.0, c.rhs.sum() - c.stages * 0.35 * c.rhs.maxCoeff());
        p.chains.push_back(std::move(c));
    }
    p.linking.H.resize(1, capacities);
    p.linking.rhs = Vector::Constant(1, s.emission_share * firm);
    p.linking.sense = {lp::Sense::at_most};
    return p;
}

}  // namespace decawatt::tests
