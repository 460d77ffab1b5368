#include "bot/codec/utf8.h"
