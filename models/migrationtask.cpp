#include "models/migrationtask.h"
