#include "profiles/profiles.hpp"
