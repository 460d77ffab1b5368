#include "adapters/mattermost/ingress.h"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/mattermost/interaction.h"
#include "adapters/mattermost/render.h"
#include "adapters/mattermost/typed_text.h"
#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"
#include "bot/codec/json_guard.h"
#include "bot/ports/errc.h"
#include "core/text/ascii.h"

namespace baton::mattermost {
namespace {

/// A long text may mention many people, with two pairs for each.
constexpr codec::FormLimits command_limits{4096, std::size_t{256} * 1024};

/// The fields of a command: those that come once, and who is mentioned in the text.
struct CommandFields {
  codec::FormFields once;
  std::vector<std::string> mentioned_names;
  std::vector<std::string> mentioned_ids;

  [[nodiscard]] std::string text(std::string_view name) const {
    return std::string(codec::field_of(once, name));
  }
};

boost::system::result<CommandFields> command_fields(std::string_view body) {
  boost::system::result<codec::FormPairs> pairs = codec::parse_form_pairs(body, command_limits);
  if (!pairs) return pairs.error();
  CommandFields fields;
  for (auto& [name, value] : *pairs) {
    if (name == "user_mentions") {
      fields.mentioned_names.push_back(std::move(value));
    } else if (name == "user_mentions_ids") {
      fields.mentioned_ids.push_back(std::move(value));
    } else if (name == "channel_mentions" || name == "channel_mentions_ids") {
      continue;  // ~channel stays as it was typed
    } else if (!fields.once.emplace(std::move(name), std::move(value)).second) {
      return make_error_code(AppErrc::bad_request);
    }
  }
  return fields;
}

/// Both lists stand in the same order.
boost::system::result<Mentions> mentions_of(const CommandFields& fields) {
  Mentions mentions;
  const std::vector<std::string>& ids = fields.mentioned_ids;
  const bool match = fields.mentioned_names.size() == ids.size() && std::ranges::all_of(ids, is_id);
  if (!match) return make_error_code(AppErrc::bad_request);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    mentions.emplace(fields.mentioned_names[i], UserId{ids[i]});
  }
  return mentions;
}

/// Whether each "Authorization: Token <t>" that is there says `token`. Another scheme is no
/// business of ours: an outgoing OAuth connection puts its own there.
bool headers_agree(const HttpRequest& request, std::string_view token) {
  constexpr std::string_view scheme = "token ";
  for (const Header& header : request.headers) {
    if (!is_named(header, "Authorization")) continue;
    const std::string value = header.value + " ";
    if (!ascii::starts_with(value, scheme)) continue;
    std::string_view said = std::string_view(value).substr(scheme.size());
    while (said.starts_with(' ')) said.remove_prefix(1);
    while (said.ends_with(' ')) said.remove_suffix(1);
    if (!codec::equal_in_constant_time(said, token)) return false;
  }
  return true;
}

/// No part but the last may hold the separator: ids and nonces do not, trigger ids may.
std::string delivery_key(std::string_view surface, std::string_view owner, std::string_view what) {
  std::string key = "mattermost/";
  key.append(surface).append("/").append(owner).append("/").append(what);
  return key;
}

std::string address_of(const ChannelId& channel) {
  return channel.empty() ? std::string() : "channel:" + channel.value;
}

}  // namespace

Ingress::Ingress(WorkspaceId workspace, std::vector<Secret> command_tokens, const Seal& seal,
                 const Clock& clock)
    : workspace_(std::move(workspace)),
      command_tokens_(std::move(command_tokens)),
      seal_(seal),
      clock_(clock) {
  const bool one_is_empty =
      std::ranges::any_of(command_tokens_, [](const Secret& token) { return token.empty(); });
  if (command_tokens_.empty() || one_is_empty) {
    throw std::invalid_argument("a token of a Mattermost slash command is missing or empty");
  }
}

void Ingress::set_team(std::string team) { team_ = std::move(team); }

bool Ingress::is_authentic(const HttpRequest& request, std::string_view token) const {
  bool is_known = false;
  for (const Secret& known : command_tokens_) {  // all of them: the time does not tell which
    is_known = codec::equal_in_constant_time(known.reveal(), token) || is_known;
  }
  return is_known && headers_agree(request, token);
}

Envelope Ingress::envelope(UserId user, ChannelId channel) const {
  Envelope made;
  made.workspace = workspace_;
  made.team = team_;
  made.user = std::move(user);
  made.channel = std::move(channel);
  made.form_inputs_max = dialog_inputs_max;
  return made;
}

boost::system::result<Received> Ingress::command(const HttpRequest& request) const {
  const boost::system::result<CommandFields> fields = command_fields(request.body);
  if (!fields) return fields.error();
  if (!is_authentic(request, fields->text("token"))) {
    return make_error_code(AppErrc::bad_signature);
  }
  if (team_.empty()) return make_error_code(AppErrc::not_ready);

  const std::string trigger = fields->text("trigger_id");
  const bool is_whole = is_id(fields->text("team_id")) && is_id(fields->text("user_id")) &&
                        is_id(fields->text("channel_id")) && is_trigger(trigger) &&
                        fields->once.contains("text");
  if (!is_whole) return make_error_code(AppErrc::bad_request);
  const boost::system::result<Mentions> mentions = mentions_of(*fields);
  if (!mentions) return mentions.error();
  if (fields->text("team_id") != team_) return make_error_code(AppErrc::foreign_workspace);
  Envelope received =
      envelope(UserId{fields->text("user_id")}, ChannelId{fields->text("channel_id")});
  received.user_name = fields->text("user_name");
  received.delivery = delivery_key("command", team_, trigger);
  received.trigger = trigger;
  received.reply_address = fields->text("response_url");
  received.what = Typed{typed_text(fields->text("text"), *mentions)};
  return Received(std::move(received));
}

boost::system::result<Received> Ingress::action(const HttpRequest& request) const {
  const boost::system::result<nlohmann::json> payload = codec::parse_json(request.body);
  if (!payload) return payload.error();
  const boost::system::result<ActionFields> fields = read_action(*payload);
  if (!fields) return fields.error();
  const boost::system::result<ButtonSeal> seal = seal_.open_context(fields->context);
  if (!seal) return seal.error();
  const bool is_private = !seal->only_for.empty();
  if (is_private && seal->only_for != fields->user) return make_error_code(AppErrc::foreign_person);
  if (team_.empty()) return make_error_code(AppErrc::not_ready);
  if (!fields->team.empty() && fields->team != team_) {
    return make_error_code(AppErrc::foreign_workspace);
  }
  const bool is_of_message = !seal->slot.empty();
  const bool is_whole = fields->type != "select" && (!is_of_message || is_id(fields->post));
  if (!is_whole) return make_error_code(AppErrc::bad_request);

  Envelope received = envelope(fields->user, fields->channel);
  received.user_name = fields->user_name;
  received.delivery = delivery_key("press", fields->user.value, fields->trigger);
  received.trigger = fields->trigger;
  received.reply_address = address_of(fields->channel);
  received.what = Pressed{seal->press, is_of_message ? fields->post : "", seal->slot};
  return Received(std::move(received));
}

boost::system::result<Received> Ingress::dialog(const HttpRequest& request) const {
  const boost::system::result<nlohmann::json> payload = codec::parse_json(request.body);
  if (!payload) return payload.error();
  const boost::system::result<DialogFields> fields = read_dialog(*payload);
  if (!fields) return fields.error();
  if (fields->cancelled) return Received(HttpResponse::json("{}"));
  if (fields->callback != form_callback) return make_error_code(AppErrc::bad_signature);
  const boost::system::result<FormSeal> seal = seal_.open_state(fields->state);
  if (!seal) return seal.error();
  if (seal->user != fields->user) return make_error_code(AppErrc::foreign_person);
  if (team_.empty()) return make_error_code(AppErrc::not_ready);

  Submitted submitted;
  submitted.press = seal->press;
  submitted.values = fields->values;
  const auto age = clock_.now() - seal->opened_at;
  submitted.expired = age > form_life || age < -form_future_max;
  submitted.stays_open = true;
  Envelope received = envelope(fields->user, fields->channel);
  received.delivery = "mattermost/form/" + seal->nonce;
  received.reply_address = address_of(fields->channel);
  received.what = std::move(submitted);
  return Received(std::move(received));
}

}  // namespace baton::mattermost
