#include "bot/log/log.h"
