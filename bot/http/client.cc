#include "bot/http/client.h"
