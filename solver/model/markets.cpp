#include "model/markets.hpp"

namespace decawatt::model {

const char* text(Perspective perspective) {
    return perspective == Perspective::system ? "system" : "campus";
}

}  // namespace decawatt::model
