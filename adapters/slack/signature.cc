#include "adapters/slack/signature.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include "bot/codec/digest.h"
#include "bot/ports/errc.h"

namespace baton::slack {
namespace {

constexpr std::size_t timestamp_digits_max = 12;
constexpr std::string_view version_prefix = "v0=";
constexpr std::size_t signature_length = version_prefix.size() + 64;

std::optional<std::int64_t> parse_seconds(std::string_view digits) {
  if (digits.empty() || digits.size() > timestamp_digits_max) return std::nullopt;
  if (digits.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  std::int64_t seconds = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  return seconds;
}

}  // namespace

boost::system::result<void> verify(const std::vector<Secret>& secrets, std::string_view timestamp,
                                   std::string_view signature, std::string_view body,
                                   TimePoint now) {
  const std::optional<std::int64_t> seconds = parse_seconds(timestamp);
  if (!seconds) return make_error_code(AppErrc::stale_request);
  const auto off = now - TimePoint(std::chrono::seconds(*seconds));
  if (off > signature_window || off < -signature_window) {
    return make_error_code(AppErrc::stale_request);
  }
  if (signature.size() != signature_length || !signature.starts_with(version_prefix)) {
    return make_error_code(AppErrc::bad_signature);
  }
  std::string base = "v0:";
  base.append(timestamp).append(":").append(body);
  bool signed_by_one = false;
  for (const Secret& secret : secrets) {  // all of them, so that the time does not tell which
    if (secret.empty()) continue;
    const std::string expected =
        std::string(version_prefix) + codec::to_hex(codec::hmac_sha256(secret.reveal(), base));
    signed_by_one = codec::equal_in_constant_time(expected, signature) || signed_by_one;
  }
  if (!signed_by_one) return make_error_code(AppErrc::bad_signature);
  return {};
}

}  // namespace baton::slack
