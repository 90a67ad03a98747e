// One part of work that machines share: a job of an array, a process of its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace decawatt::parallel {

// Part `number`, from 1, of `of`; work in one piece is part 1 of 1.
struct Part {
    std::uint64_t number = 1, of = 1;
};

// "2/8"; nothing where the text is no such part.
std::optional<Part> part_of(std::string_view text);
std::string text(const Part& part);

}  // namespace decawatt::parallel
