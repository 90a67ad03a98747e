// A file that is not what was written once.
#pragma once

#include "base/error.hpp"

namespace decawatt::io {

struct DamagedFile : base::ResourceError {
    using base::ResourceError::ResourceError;
};

}  // namespace decawatt::io
