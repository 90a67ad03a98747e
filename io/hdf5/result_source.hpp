// What a result file is made from.
#pragma once

#include "io/common/provenance.hpp"
#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::io {

struct ResultSource {  // lives as long as the writing
    const model::Study& study;
    const planning::Plan& plan;
    const Provenance& provenance;
};

}  // namespace decawatt::io
