#include "planning/planning.hpp"
