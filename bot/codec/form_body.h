#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/system/result.hpp>

/// application/x-www-form-urlencoded, both ways. Source: URL Standard, section 5.
namespace baton::codec {

struct FormLimits {
  std::size_t pairs_max = 64;
  std::size_t value_bytes_max = std::size_t{256} * 1024;  ///< of one name or value, decoded
};
using FormPairs = std::vector<std::pair<std::string, std::string>>;
using FormFields = std::map<std::string, std::string, std::less<>>;

/// The pairs of a form body, or of a query string, in their order. Strict where the standard is
/// lenient: every "%" is followed by two hex digits, no name is empty, names and values are UTF-8
/// without NUL. What may stand unescaped ("/", ":") is accepted as it is.
/// Errors: AppErrc::too_large over a limit, AppErrc::bad_request otherwise.
[[nodiscard]] boost::system::result<FormPairs> parse_form_pairs(std::string_view body,
                                                                const FormLimits& limits = {});

/// The same where no name may come twice.
/// Errors: as parse_form_pairs; AppErrc::bad_request for a name that comes twice.
[[nodiscard]] boost::system::result<FormFields> parse_form(std::string_view body,
                                                           const FormLimits& limits = {});

/// The value of `name`, or "" where the form has none.
std::string_view field_of(const FormFields& fields, std::string_view name);

/// The body that parse_form_pairs reads back: the pairs in their order.
std::string encode_form(const FormPairs& pairs);

/// `text` for use in a path segment or a query: all but unreserved characters (RFC 3986, 2.3)
/// as "%XX".
std::string percent_encode(std::string_view text);

}  // namespace baton::codec
