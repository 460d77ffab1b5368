#include "adapters/slack/ingress.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "adapters/slack/interaction.h"
#include "adapters/slack/signature.h"
#include "bot/codec/form_body.h"
#include "bot/codec/headers.h"
#include "bot/codec/json_guard.h"
#include "bot/codec/json_read.h"
#include "bot/ports/errc.h"

namespace baton::slack {
namespace {

using codec::text_at;

/// Whether the raw bytes hold the field that Slack's certificate check consists of. A look at
/// bytes, not parsing: the check may come unsigned, and is answered with nothing.
bool asks_for_ssl_check(std::string_view body) {
  constexpr std::string_view field = "ssl_check=1";
  const std::size_t at = body.find(field);
  if (at == std::string_view::npos) return false;
  const std::size_t after = at + field.size();
  return (at == 0 || body[at - 1] == '&') && (after == body.size() || body[after] == '&');
}

boost::system::result<codec::FormFields> fields_of(const HttpRequest& request) {
  return codec::parse_form(request.body);
}

}  // namespace

Ingress::Ingress(WorkspaceId workspace, std::vector<Secret> signing_secrets, const Clock& clock)
    : workspace_(std::move(workspace)),
      signing_secrets_(std::move(signing_secrets)),
      clock_(clock) {
  const bool one_is_empty =
      std::ranges::any_of(signing_secrets_, [](const Secret& secret) { return secret.empty(); });
  if (signing_secrets_.empty() || one_is_empty) {
    throw std::invalid_argument("a Slack signing secret is missing or empty");
  }
}

void Ingress::set_team(std::string team) { team_ = std::move(team); }

boost::system::result<void> Ingress::authenticate(const HttpRequest& request) const {
  const std::string_view timestamp =
      codec::only_header(request, "X-Slack-Request-Timestamp").value_or("");
  const std::string_view signature = codec::only_header(request, "X-Slack-Signature").value_or("");
  if (signature.empty()) return make_error_code(AppErrc::bad_signature);
  return verify(signing_secrets_, timestamp, signature, request.body, clock_.now());
}

boost::system::result<Received> Ingress::command(const HttpRequest& request) const {
  if (!request.header("X-Slack-Signature") && asks_for_ssl_check(request.body)) {
    return Received(HttpResponse::empty());
  }
  if (const auto authentic = authenticate(request); !authentic) return authentic.error();
  const boost::system::result<codec::FormFields> fields = fields_of(request);
  if (!fields) return fields.error();
  const auto field = [&](std::string_view name) {
    return std::string(codec::field_of(*fields, name));
  };
  if (field("ssl_check") == "1") return Received(HttpResponse::empty());
  if (team_.empty()) return make_error_code(AppErrc::not_ready);

  const std::string trigger = field("trigger_id");
  const bool is_whole = is_slack_id(field("team_id")) && is_slack_id(field("user_id")) &&
                        is_slack_id(trigger) && fields->contains("text");
  if (!is_whole) return make_error_code(AppErrc::bad_request);
  if (field("team_id") != team_) return make_error_code(AppErrc::foreign_workspace);
  Envelope envelope;
  envelope.workspace = workspace_;
  envelope.team = team_;
  envelope.user = UserId{field("user_id")};
  envelope.user_name = field("user_name");
  envelope.channel = ChannelId{field("channel_id")};
  envelope.delivery = delivery_key("command", {team_, trigger});
  envelope.trigger = trigger;
  envelope.reply_address = field("response_url");
  envelope.what = Typed{field("text")};
  return Received(std::move(envelope));
}

boost::system::result<Received> Ingress::interaction(const HttpRequest& request) const {
  if (const auto authentic = authenticate(request); !authentic) return authentic.error();
  if (team_.empty()) return make_error_code(AppErrc::not_ready);
  const boost::system::result<codec::FormFields> fields = fields_of(request);
  if (!fields) return fields.error();
  const std::string_view payload = codec::field_of(*fields, "payload");
  if (payload.empty()) return make_error_code(AppErrc::bad_request);
  const boost::system::result<nlohmann::json> json = codec::parse_json(payload);
  if (!json) return json.error();
  return read_interaction(*json, workspace_, team_, clock_.now());
}

std::string named_team(const HttpRequest& request) {
  const boost::system::result<codec::FormFields> fields = fields_of(request);
  if (!fields) return {};
  if (const std::string_view team = codec::field_of(*fields, "team_id"); !team.empty()) {
    return std::string(team);
  }
  const boost::system::result<nlohmann::json> payload =
      codec::parse_json(codec::field_of(*fields, "payload"));
  if (!payload) return {};
  for (const std::string& team :
       {text_at(*payload, {"view", "app_installed_team_id"}), text_at(*payload, {"team", "id"}),
        text_at(*payload, {"view", "team_id"}), text_at(*payload, {"user", "team_id"})}) {
    if (!team.empty()) return team;
  }
  return {};
}

}  // namespace baton::slack
