#include "bot/codec/form_body.h"
