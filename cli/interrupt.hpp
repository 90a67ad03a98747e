// SIGINT, SIGTERM, SIGHUP, SIGXCPU and SIGUSR1 ask the work to stop at the next safe point.
#pragma once

namespace decawatt::cli {

void catch_interrupts();
bool interrupted();
void end_on_sigterm();  // from now on at once: there is nothing left to bring to a safe point

}  // namespace decawatt::cli
