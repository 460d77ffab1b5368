#include "bot/http/listener.h"
