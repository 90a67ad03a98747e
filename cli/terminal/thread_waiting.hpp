#pragma once

namespace decawatt::cli {

// Makes idle threads of OpenMP sleep instead of spinning, which saves processor time on a shared machine. The OpenMP
// runtime reads its settings before main() begins: the program replaces itself once
// with the setting in its environment, before anything is opened or started. OMP_WAIT_POLICY and GOMP_SPINCOUNT set by
// the user are respected. If replacing fails, the program continues, with the same results.
void let_threads_sleep(char** words);

}  // namespace decawatt::cli
