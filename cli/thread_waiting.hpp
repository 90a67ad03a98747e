#pragma once

namespace decawatt::cli {

// Makes idle threads of OpenMP sleep instead of spinning, so that a run costs little more processor time on a machine
// that it shares. The OpenMP runtime reads its settings before main() begins: the program replaces itself once
// with the setting in its environment, before anything is opened or started. OMP_WAIT_POLICY or GOMP_SPINCOUNT of the
// user's own are left alone. Where the program cannot be replaced, it goes on: results are the same.
void let_threads_sleep(char** words);

}  // namespace decawatt::cli
