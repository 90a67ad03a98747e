// The vector instructions that the solver is compiled for. A package has it for several, of which the dynamic linker
// takes the best that the processor has (cmake/levels.cmake); results differ between them in their last digits.
#pragma once

namespace decawatt::lp {

const char* instruction_set();  // AVX-512, AVX2, SSE2, NEON; otherwise "none"

}  // namespace decawatt::lp
