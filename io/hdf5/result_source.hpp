// Data from which a result file is written.
#pragma once

#include "io/common/provenance.hpp"
#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::io {

struct ResultSource {  // references must be valid while writing
    const model::Study& study;
    const planning::Plan& plan;
    const Provenance& provenance;
};

}  // namespace decawatt::io
