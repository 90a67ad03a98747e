// SIGINT, SIGTERM and SIGUSR1 ask the work to stop at the next safe point.
#pragma once

namespace decawatt::cli {

void catch_interrupts();
bool interrupted();

}  // namespace decawatt::cli
