#pragma once

#include <optional>
#include <string_view>

#include "bot/ports/http.h"

/// Headers of which nothing may be in doubt.
namespace baton::codec {

/// The value of the one header of that name; nullopt where it is absent, or comes twice: then who
/// stands between might have read the other.
std::optional<std::string_view> only_header(const HttpRequest& request, std::string_view name);

/// Whether the body says that it is of that type, in lower case: "application/json"; parameters
/// behind it do not matter.
bool is_of_type(const HttpRequest& request, std::string_view type);

}  // namespace baton::codec
