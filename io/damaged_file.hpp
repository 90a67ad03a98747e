// Exception for a file whose content differs from what was written.
#pragma once

#include "base/error.hpp"

namespace decawatt::io {

struct DamagedFile : base::ResourceError {
    using base::ResourceError::ResourceError;
};

}  // namespace decawatt::io
