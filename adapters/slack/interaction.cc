#include "adapters/slack/interaction.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "adapters/slack/form_state.h"
#include "adapters/slack/render.h"
#include "bot/codec/json_read.h"
#include "bot/codec/press_json.h"
#include "bot/ports/errc.h"
#include "core/text/ascii.h"

namespace baton::slack {
namespace {

using Json = nlohmann::json;
using codec::at;
using codec::is_true_at;
using codec::list_at;
using codec::text_at;

/// The team whose installation the payload was sent to. An organisation's installation names no
/// team; a view names the team it was installed in, which for a shared channel is not the user's.
std::string installed_team(const Json& payload, const std::string& ours) {
  if (text_at(payload, {"view", "app_installed_team_id"}) == ours) return ours;
  if (std::string team = text_at(payload, {"team", "id"}); !team.empty()) return team;
  if (std::string team = text_at(payload, {"view", "team_id"}); !team.empty()) return team;
  return text_at(payload, {"user", "team_id"});
}

/// Who did it, and where it belongs: what presses and submissions have in common.
boost::system::result<Envelope> envelope_of(const Json& payload, const WorkspaceId& workspace,
                                            const std::string& ours) {
  const std::string user = text_at(payload, {"user", "id"});
  if (!is_slack_id(user)) return make_error_code(AppErrc::bad_request);
  if (installed_team(payload, ours) != ours) return make_error_code(AppErrc::foreign_workspace);
  Envelope envelope;
  envelope.workspace = workspace;
  envelope.team = ours;
  const std::string home = text_at(payload, {"user", "team_id"});
  if (!home.empty() && home != ours) {
    envelope.user = UserId{home + "/" + user};
  } else {
    envelope.user = UserId{user};
    envelope.user_name = text_at(payload, {"user", "username"});
    if (envelope.user_name.empty()) envelope.user_name = text_at(payload, {"user", "name"});
  }
  envelope.trigger = text_at(payload, {"trigger_id"});
  return envelope;
}

/// The button of ours that was pressed, or nullptr. Slack sends one action at a time, as a list.
const Json* own_button(const Json& actions) {
  const auto ours = [](const Json& action) {
    return text_at(action, {"type"}) == "button" &&
           text_at(action, {"action_id"}).starts_with(button_prefix);
  };
  const auto found = std::ranges::find_if(actions, ours);
  return found == actions.end() ? nullptr : &*found;
}

boost::system::result<Received> read_press(const Json& payload, const WorkspaceId& workspace,
                                           const std::string& team) {
  const Json& actions = list_at(payload, {"actions"});
  if (actions.empty()) return make_error_code(AppErrc::bad_request);
  const Json* const button = own_button(actions);
  if (button == nullptr) return Received(HttpResponse::empty());
  boost::system::result<Envelope> envelope = envelope_of(payload, workspace, team);
  if (!envelope) return envelope.error();
  if (!is_slack_id(envelope->trigger)) return make_error_code(AppErrc::bad_request);
  const boost::system::result<Press> press = parse_press(text_at(*button, {"value"}));
  if (!press) return press.error();

  Pressed pressed{*press, text_at(payload, {"container", "message_ts"})};
  if (is_true_at(payload, {"container", "is_ephemeral"})) pressed.message_id.clear();
  envelope->channel = ChannelId{text_at(payload, {"channel", "id"})};
  if (envelope->channel.empty()) {
    envelope->channel = ChannelId{text_at(payload, {"container", "channel_id"})};
  }
  envelope->reply_address = text_at(payload, {"response_url"});
  envelope->delivery =
      delivery_key("press", {team, text_at(payload, {"user", "id"}), envelope->trigger});
  envelope->what = std::move(pressed);
  return Received(std::move(*envelope));
}

/// Every input of ours, empty where nothing was entered.
FormValues values_of(const Json& view) {
  FormValues values;
  const Json& blocks = at(view, {"state", "values"});
  if (!blocks.is_object()) return values;
  for (const auto& [name, inputs] : blocks.items()) {
    const Json& input = at(inputs, {name.c_str()});
    if (!input.is_object()) continue;
    const bool is_choice = text_at(input, {"type"}) == "static_select";
    values[name] =
        is_choice ? text_at(input, {"selected_option", "value"}) : text_at(input, {"value"});
  }
  return values;
}

boost::system::result<Received> read_submission(const Json& payload, const WorkspaceId& workspace,
                                                const std::string& team, TimePoint now) {
  const Json& view = at(payload, {"view"});
  if (text_at(view, {"callback_id"}) != form_callback) return Received(HttpResponse::empty());
  boost::system::result<Envelope> envelope = envelope_of(payload, workspace, team);
  if (!envelope) return envelope.error();
  const std::string root = text_at(view, {"root_view_id"});
  const std::string hash = text_at(view, {"hash"});
  if (!is_slack_id(root) || !is_slack_id(hash)) return make_error_code(AppErrc::bad_request);
  const boost::system::result<FormState> state =
      parse_form_state(text_at(view, {"private_metadata"}));
  if (!state) return state.error();
  envelope->delivery = delivery_key("form", {team, root, hash, form_callback});
  Submitted submitted{state->press, values_of(view)};
  const auto age = now - state->opened_at;
  const bool is_told = state->opened_at != TimePoint();
  submitted.expired = is_told && (age > form_life || age < -form_future_max);
  submitted.stays_open = true;  // a view keeps its hash while it shows errors
  envelope->what = std::move(submitted);
  return Received(std::move(*envelope));
}

}  // namespace

bool is_slack_id(std::string_view text) {
  constexpr std::size_t length_max = 255;
  return !text.empty() && text.size() <= length_max && std::ranges::all_of(text, [](char c) {
    return ascii::is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string delivery_key(std::string_view surface, std::initializer_list<std::string_view> parts) {
  std::string key = "slack/" + std::string(surface);
  for (const std::string_view part : parts) key.append("/").append(part);
  return key;
}

boost::system::result<Received> read_interaction(const Json& payload, const WorkspaceId& workspace,
                                                 const std::string& team, TimePoint now) {
  const std::string type = text_at(payload, {"type"});
  if (type.empty()) return make_error_code(AppErrc::bad_request);
  if (type == "block_actions") return read_press(payload, workspace, team);
  if (type == "view_submission") return read_submission(payload, workspace, team, now);
  return Received(HttpResponse::empty());  // a closed form, a shortcut: nothing to do
}

}  // namespace baton::slack
