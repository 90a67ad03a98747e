// Memory that is available to this process.
#pragma once

namespace decawatt::io {

// The lower of the available memory of the machine and the remaining limits of the process's control groups.
double available_memory_mb();

}  // namespace decawatt::io
