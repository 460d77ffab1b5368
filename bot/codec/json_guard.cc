#include "bot/codec/json_guard.h"
