#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>
#include <nlohmann/json_fwd.hpp>

namespace baton::codec {

/// What a JSON text from outside may hold at most.
struct JsonLimits {
  std::size_t text_bytes_max = std::size_t{4} * 1024 * 1024;
  std::size_t depth_max = 32;      ///< of arrays and objects within each other
  std::size_t nodes_max = 50'000;  ///< values of every kind, containers among them
  std::size_t string_bytes_max = std::size_t{256} * 1024;  ///< of one string or key, decoded
};

/// The value of a JSON text (RFC 8259) that nobody has vouched for.
/// Errors: AppErrc::too_large over a limit; AppErrc::bad_request for what is not JSON and for what
/// JSON leaves open: duplicate keys, numbers that are not finite, NUL, a byte order mark, invalid
/// UTF-8, lone surrogates, text after the value. Throws nothing but std::bad_alloc.
[[nodiscard]] boost::system::result<nlohmann::json> parse_json(std::string_view text,
                                                               const JsonLimits& limits = {});

/// The one text of `value`: keys sorted by their UTF-8 bytes, no white space, integers only.
/// Equal values give equal texts, so it may be hashed and signed.
/// Throws std::invalid_argument for a fraction, a binary value or invalid UTF-8.
std::string canonical(const nlohmann::json& value);
/// The same for what must be read again: throws std::invalid_argument as well for what parse_json
/// would refuse with these limits.
std::string canonical(const nlohmann::json& value, const JsonLimits& limits);

}  // namespace baton::codec
