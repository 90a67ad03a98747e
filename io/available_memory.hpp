// The memory that this process may still take.
#pragma once

namespace decawatt::io {

// What the machine, and the limits of the control groups that the process is in, leave.
double available_memory_mb();

}  // namespace decawatt::io
