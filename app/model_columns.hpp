// A single model with one weather file: all intermediate results as named columns.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "io/study/profile_config.hpp"
#include "io/weather/read_weather.hpp"
#include "profiles/trace.hpp"

namespace decawatt::app {

// Columns and their values.
class Columns {
  public:
    Columns() = default;
    Columns(const Columns&) = delete;  // columns point into this object
    Columns& operator=(const Columns&) = delete;
    Columns(Columns&&) = default;
    Columns& operator=(Columns&&) = default;

    // Adds a column; the returned span remains valid.
    std::span<double> add(std::string name, std::size_t count);
    void add(std::string name, std::span<const double> values);
    void add(const std::vector<profiles::TraceColumn>& columns);  // adds those with new names
    bool has(const std::string& name) const;
    std::span<const double> of(const std::string& name) const;  // the column must exist
    const std::vector<profiles::TraceColumn>& all() const { return all_; }

  private:
    std::deque<std::vector<double>> values_;
    std::vector<profiles::TraceColumn> all_;
};

// Columns of the weather used by the model, then of its intermediate results. `_frac` columns are fractions of the
// capacity at the grid. Throws base::InputError if the weather lacks a variable that the model needs.
Columns model_columns(io::ProfileModel model, const io::ProfileConfig& config, const io::WeatherReading& reading,
                      const std::string& weather_file);

}  // namespace decawatt::app
