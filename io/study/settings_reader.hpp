// Typed reading of the settings, study.toml.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/study/table_reader.hpp"

namespace decawatt::io {

// Values of the settings by section and key, as declared by the study format. Faults: values that are missing, of
// another type or out of range.
class Settings {
  public:
    Settings(const RawStudy& raw, Faults& faults, ColumnSet* requested)
        : raw_(raw), faults_(faults), requested_(requested) {}

    std::string text(const char* section, const char* key, const char* otherwise = "") const;
    std::string file(const char* section, const char* key) const;  // its name; empty: none
    // Index of the word, or of the default, among those declared.
    std::size_t choice(const char* section, const char* key) const;
    bool boolean(const char* section, const char* key) const;
    double number(const char* section, const char* key) const;
    int integer(const char* section, const char* key) const { return integer(section, key, 0); }
    int integer(const char* section, const char* key, int at_fault) const;  // for a required key
    // Lists; `otherwise` if there is no such key.
    std::vector<std::string> texts(const char* section, const char* key) const;
    std::vector<std::int64_t> integers(const char* section, const char* key, std::vector<std::int64_t> otherwise) const;
    std::vector<double> numbers(const char* section, const char* key, std::vector<double> otherwise) const;
    std::vector<std::array<double, 2>> pairs(const char* section, const char* key) const;

    void fault(const char* section, const char* key, std::string expected) const;
    void fault(const char* section, const char* key) const;  // expected: as declared
    void check_keys() const;

  private:
    const Value& declared(const char* section, const char* key, ValueType type) const;
    const toml::node* find(const char* section, const char* key) const { return raw_.settings[section][key].node(); }

    template <typename Entry>
    Entry get(const char* section, const char* key, Entry otherwise) const;
    template <typename Entry>
    std::vector<Entry> list(const Value& value, const char* section, const char* key,
                            std::vector<Entry> otherwise) const;
    void check_section(std::string_view section, const toml::node& node) const;

    const RawStudy& raw_;
    Faults& faults_;
    ColumnSet* requested_;
};

}  // namespace decawatt::io
