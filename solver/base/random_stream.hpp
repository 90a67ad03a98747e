// Random numbers by key: a draw depends only on its key and position, never on earlier draws.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace decawatt::base {

// Purpose of a random stream; part of its key, so that different uses never share numbers.
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
    maintenance,
    finance
};

// Counter-based generator (Philox 4x32-10, Salmon et al. 2011, as in Random123).
class RandomStream {
  public:
    RandomStream(std::uint32_t seed, Purpose purpose, std::uint32_t sample, std::uint32_t entity);

    double uniform(std::uint64_t position) const;                  // in (0, 1)
    std::array<double, 2> uniforms(std::uint64_t position) const;  // two independent ones; the first is uniform()'s
    std::array<double, 2> normals(std::uint64_t position) const;   // two independent standard normals (Box-Muller)

    // normals(0), normals(stride), normals(2 stride), ... all at once: the first of each pair and the second. Equal to
    // normals() within 1e-14, in half the time: logarithm and trigonometric functions are polynomials, evaluated in
    // blocks.
    void fill_normals(std::uint64_t stride, std::span<double> first, std::span<double> second) const;

  private:
    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 2> identity_;
};

}  // namespace decawatt::base
