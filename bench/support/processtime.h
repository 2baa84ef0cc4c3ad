#pragma once
#include <sys/types.h>

/// CPU seconds, user and system, that a process and its children have used so far, the ones that have ended included as far as the process
/// has noticed. For servers that run a process a connection. 0 where it cannot be read.
double cpuSecondsWithChildren(pid_t process);
