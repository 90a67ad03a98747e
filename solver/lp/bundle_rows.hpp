// The passes of a solve that read rows alone: one between its forward pass and the solution of the border, one between
// that and its backward pass.
#pragma once

#include "lp/bundle_step.hpp"

namespace decawatt::lp {

void prefetch_rows(const BundleStep::System& at, int t);  // of a stage

// The bundle's part of the border's right-hand side: the sums in `w`, of the columns, and [V Λ I_in I_out]'M⁻¹ of
// the rows, which keep the result of the forward pass.
void collect_border(const BundleStep::System& at, const Rowwise& rows, BundleStep::Scratch& w, BorderView& rhs);

// Subtracts L⁻¹[V Λ I_in I_out] times the border's step from the result of the forward pass. `w` is new.
void take_border_step(const BundleStep::System& at, const BorderView& step, Rowwise& rows, BundleStep::Scratch& w);

}  // namespace decawatt::lp
