#include "adapters/mattermost/interaction.h"

#include <algorithm>
#include <optional>

#include "bot/codec/json_read.h"
#include "bot/ports/errc.h"
#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

using codec::is_true_at;
using codec::text_at;
using Json = nlohmann::json;

constexpr std::size_t id_length = 26;
constexpr std::size_t trigger_bytes_max = 1000;
constexpr std::size_t values_max = 64;
constexpr std::size_t value_bytes_max = 10'000;

/// Who acts, and where: what both kinds of payload begin with.
bool says_who_and_where(const Json& payload) {
  if (!payload.is_object() || !is_id(text_at(payload, {"user_id"}))) return false;
  const std::string channel = text_at(payload, {"channel_id"});
  return channel.empty() || is_id(channel);
}

/// One input's value as text; nullopt where it is nothing that an input of ours holds.
std::optional<std::string> value_text(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean() || value.is_number()) return value.dump();
  return std::nullopt;
}

boost::system::result<FormValues> values_of(const Json& submission) {
  FormValues values;
  if (submission.is_null()) return values;
  if (!submission.is_object()) return make_error_code(AppErrc::bad_request);
  if (submission.size() > values_max) return make_error_code(AppErrc::too_large);
  for (const auto& [name, value] : submission.items()) {
    std::optional<std::string> text = value_text(value);
    if (!text) return make_error_code(AppErrc::bad_request);
    if (std::max(name.size(), text->size()) > value_bytes_max) {
      return make_error_code(AppErrc::too_large);
    }
    values.emplace(name, *std::move(text));
  }
  return values;
}

}  // namespace

bool is_id(std::string_view text) {
  return text.size() == id_length &&
         std::ranges::all_of(text, [](char c) { return ascii::is_lower(c) || ascii::is_digit(c); });
}

bool is_trigger(std::string_view text) { return !text.empty() && text.size() <= trigger_bytes_max; }

boost::system::result<ActionFields> read_action(const Json& payload) {
  if (!says_who_and_where(payload)) return make_error_code(AppErrc::bad_request);
  ActionFields fields;
  fields.user = UserId{text_at(payload, {"user_id"})};
  fields.user_name = text_at(payload, {"user_name"});
  fields.channel = ChannelId{text_at(payload, {"channel_id"})};
  fields.team = text_at(payload, {"team_id"});
  fields.post = text_at(payload, {"post_id"});
  fields.trigger = text_at(payload, {"trigger_id"});
  fields.type = text_at(payload, {"type"});
  fields.context = codec::at(payload, {"context"});
  if (!is_trigger(fields.trigger)) return make_error_code(AppErrc::bad_request);
  return fields;
}

boost::system::result<DialogFields> read_dialog(const Json& payload) {
  const bool is_submission =
      says_who_and_where(payload) && text_at(payload, {"type"}) == "dialog_submission";
  if (!is_submission) return make_error_code(AppErrc::bad_request);
  boost::system::result<FormValues> values = values_of(codec::at(payload, {"submission"}));
  if (!values) return values.error();
  DialogFields fields;
  fields.user = UserId{text_at(payload, {"user_id"})};
  fields.channel = ChannelId{text_at(payload, {"channel_id"})};
  fields.callback = text_at(payload, {"callback_id"});
  fields.state = text_at(payload, {"state"});
  fields.values = *std::move(values);
  fields.cancelled = is_true_at(payload, {"cancelled"});
  return fields;
}

}  // namespace baton::mattermost
