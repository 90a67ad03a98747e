// The vector instructions that the solver is compiled for. A package has the solver for several levels, of which the
// dynamic linker selects the highest that the processor supports (cmake/levels.cmake); results differ between them in
// their last digits.
#pragma once

namespace decawatt::lp {

const char* instruction_set();  // AVX-512, AVX2, SSE2, NEON; otherwise "none"

}  // namespace decawatt::lp
