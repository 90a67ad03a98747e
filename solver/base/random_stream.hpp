// Random numbers by identity: a draw depends on its key and position alone, never on who asked before.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace decawatt::base {

// What a stream of random numbers is for; part of its key, so that two uses never share numbers.
enum class Purpose : std::uint32_t {
    weather_temperature = 1,
    weather_clearness,
    weather_wind,
    weather_year,
    workload,
    test,
    weather_humidity,
    workload_ramp,
    outage,
    future,
    delay,
    maintenance
};

// Counter-based generator (Philox 4x32-10, Salmon et al. 2011, as in Random123).
class RandomStream {
  public:
    RandomStream(std::uint32_t seed, Purpose purpose, std::uint32_t sample, std::uint32_t entity);

    double uniform(std::uint64_t position) const;                  // in (0, 1)
    std::array<double, 2> uniforms(std::uint64_t position) const;  // two independent ones; the first is uniform()'s
    std::array<double, 2> normals(std::uint64_t position) const;   // two independent standard normals (Box-Muller)

    // normals(0), normals(stride), normals(2 stride), ... all at once: the first of each pair and the second. The same
    // numbers to 1e-14, in half the time: logarithm and circle are polynomials, taken in blocks.
    void fill_normals(std::uint64_t stride, std::span<double> first, std::span<double> second) const;

  private:
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 2> identity_;
};

}  // namespace decawatt::base
