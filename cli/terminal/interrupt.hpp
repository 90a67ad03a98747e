// Signals that request a stop. SIGINT, SIGTERM, SIGHUP and SIGXCPU: at once; SIGUSR1: at the next checkpoint, if the
// command has any.
#pragma once

namespace decawatt::cli {

void catch_interrupts();
bool interrupted();

// From this call on, if a stop at once is requested and the program does not reach a safe point within half a second,
// it is terminated: unfinished files are removed, and the exit status is kStopped. So long steps, also in libraries, do
// not delay the stop.
void end_within_a_second();

void end_on_sigterm();  // from now on SIGTERM terminates immediately: no work needs a safe point

}  // namespace decawatt::cli
