// One part of work that is divided among machines, such as a job of a job array.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace decawatt::parallel {

// Part `number`, from 1, of `of`; undivided work is part 1 of 1.
struct Part {
    std::uint64_t number = 1, of = 1;
};

// Parses a text such as "2/8"; none if it is not a part.
std::optional<Part> part_of(std::string_view text);
std::string text(const Part& part);

}  // namespace decawatt::parallel
