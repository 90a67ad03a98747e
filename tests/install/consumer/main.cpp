// Sizes a study and prints its cost.
#include <cstdio>
#include <decawatt/app/size.hpp>

int main(int, char** words) {
    const decawatt::io::LoadedStudy study = decawatt::io::read_study({.path = words[1]});
    const decawatt::app::Sized sized = decawatt::app::size(study, {.threads = 2});
    if (!sized.sized()) return 1;
    std::printf("%.17g %s\n", sized.plan->objective, study.study.currency.c_str());
    return 0;
}
