#include "adapters/sandbox/mattermost/ids.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "bot/codec/digest.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr std::size_t id_length = 26;
/// No letters that are easily taken for others.
constexpr std::string_view alphabet = "ybndrfg8ejkmcpqxot1uwisza345h769";

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::string bytes_of(const codec::Digest& digest) { return {digest.begin(), digest.end()}; }

}  // namespace

std::string new_id(Random& random) {
  std::array<unsigned char, id_length> bytes{};
  random.fill(bytes);
  std::string id;
  for (const unsigned char byte : bytes) id += alphabet[byte % alphabet.size()];
  return id;
}

bool is_id(std::string_view text) {
  return text.size() == id_length &&
         std::ranges::all_of(text, [](char c) { return ascii::is_lower(c) || ascii::is_digit(c); });
}

std::string fixed_id(std::string_view word) {
  std::string id(word);
  id.resize(id_length, '1');
  return id;
}

TriggerIds::TriggerIds(Random& random) : random_(random), key_(random_id(random)) {}

std::string TriggerIds::signature(const std::string& text) const {
  // Twice, to be about as long as the server's.
  return codec::to_base64(bytes_of(codec::hmac_sha256(key_, "1" + text)) +
                          bytes_of(codec::hmac_sha256(key_, "2" + text)));
}

TriggerIds::Pair TriggerIds::issue(const std::string& user, TimePoint now) {
  Pair made;
  made.client = new_id(random_);
  const std::string said =
      made.client + ":" + user + ":" + std::to_string(now.time_since_epoch().count());
  made.signed_one = codec::to_base64(said + ":" + signature(said));
  return made;
}

TriggerIds::Opened TriggerIds::open(const std::string& signed_one, TimePoint now) const {
  Opened opened;
  const std::optional<std::string> text = codec::from_base64(signed_one);
  if (!text) {
    opened.error = errors::trigger("base64_decode_failed");
    return opened;
  }
  const std::vector<std::string> parts = split(*text, ':');
  std::int64_t made_at = 0;
  const bool is_whole =
      parts.size() == 4 &&
      std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), made_at).ec ==
          std::errc();
  if (!is_whole) {
    opened.error = errors::trigger("missing_data");
  } else if (now.time_since_epoch().count() - made_at > life.count()) {
    opened.error = errors::trigger("expired");
  } else if (!codec::equal_in_constant_time(
                 parts[3], signature(parts[0] + ":" + parts[1] + ":" + parts[2]))) {
    opened.error = errors::trigger("verify_signature_failed");
  } else {
    opened.client = parts[0];
    opened.user = parts[1];
  }
  return opened;
}

std::string TriggerIds::cookie(const std::string& post, const std::string& action) const {
  return signature("cookie:" + post + ":" + action);
}

}  // namespace baton::sandbox::mattermost
