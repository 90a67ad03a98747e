// Signals that ask the work to stop. SIGINT, SIGTERM, SIGHUP and SIGXCPU: at once; SIGUSR1: at the next checkpoint,
// where the command has any.
#pragma once

namespace decawatt::cli {

void catch_interrupts();
bool interrupted();

// From now on a program that was asked to stop at once, and has not come to a safe point after half a second, is
// ended in the middle of what it does: files under way are removed, the exit status is kStopped. So no step, however
// long, holds it up, be it a library's.
void end_within_a_second();

void end_on_sigterm();  // from now on at once: there is nothing left to bring to a safe point

}  // namespace decawatt::cli
