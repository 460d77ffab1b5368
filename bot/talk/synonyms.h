#pragma once

#include <string_view>

namespace baton {

/// Our word for what people say elsewhere, in lower case; empty: it is no such word.
std::string_view word_said_as(std::string_view said);

}  // namespace baton
