#include "bot/codec/digest.h"
