#include "bot/http/router.h"
