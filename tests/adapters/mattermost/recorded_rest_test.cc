#include <filesystem>
#include <fstream>
#include <set>

#include "tests/adapters/mattermost/chat_fixture.h"
#include "tests/support/places.h"

namespace baton::mattermost {
namespace {

using Json = nlohmann::json;
using test::expect_failed;
using test::expect_is;
using test::run;

/// A call of ours that a real Mattermost was recorded to answer.
enum class Call { post, update, direct, ephemeral, respond, open_form, me, username, other };

/// What the recorded answer means to that call, by hand. Of a success: the id that it gives.
struct Recorded {
  const char* file;
  Call call;
  std::optional<ErrorClass> error;
  const char* says;
};
constexpr std::nullopt_t success = std::nullopt;
constexpr auto retry = ErrorClass::retry_later;
constexpr auto auth = ErrorClass::auth_broken;
constexpr auto place = ErrorClass::place_gone;
constexpr auto person = ErrorClass::person_gone;
constexpr auto content = ErrorClass::content_bad;
constexpr auto permanent = ErrorClass::permanent_unknown;
constexpr auto message = ErrorClass::message_gone;

constexpr const char* no_permission = "api.context.permissions.app_error";
constexpr const char* no_session = "api.context.session_expired.app_error";
constexpr const char* bad_body = "api.context.invalid_body_param.app_error";
constexpr const char* no_route = "api.context.404.app_error";

const Recorded table[] = {
    {"button-create-post-no-action-id.json", Call::post, success, "1tri5ejq8b8omdogar7ryfmkph"},
    {"button-create-post.json", Call::post, success, "nosfqexcyfykdq14juahj4mgdc"},
    {"dialog-open-bad-json.json", Call::open_form, permanent, bad_body},
    {"dialog-open-bad-token.json", Call::open_form, success, ""},
    {"dialog-open-client-trigger-id.json", Call::open_form, permanent,
     "interactive_message.decode_trigger_id.base64_decode_failed"},
    {"dialog-open-empty-trigger.json", Call::open_form, permanent,
     "interactive_message.decode_trigger_id.missing_data"},
    {"dialog-open-expired.json", Call::open_form, permanent,
     "interactive_message.decode_trigger_id.expired"},
    {"dialog-open-from-slash.json", Call::open_form, success, ""},
    {"dialog-open-garbage.json", Call::open_form, permanent,
     "interactive_message.decode_trigger_id.base64_decode_failed"},
    {"dialog-open-no-elements.json", Call::open_form, success, ""},
    {"dialog-open-no-token.json", Call::open_form, success, ""},
    {"dialog-open-no-url.json", Call::open_form, permanent, bad_body},
    {"dialog-open-tampered.json", Call::open_form, permanent,
     "interactive_message.decode_trigger_id.verify_signature_failed"},
    {"dialog-open-title-too-long.json", Call::open_form, success, ""},
    {"dialog-open-trigger-lifetime-2900ms.json", Call::open_form, success, ""},
    {"ephemeral-post-create-as-admin.json", Call::ephemeral, success, ""},
    {"ephemeral-post-create.json", Call::ephemeral, place, no_permission},
    {"extra-bot-disabled.json", Call::me, auth, no_session},
    {"extra-edit-time-limit-patch.json", Call::update, message,
     "api.post.update_post.permissions_time_limit.app_error"},
    {"extra-ephemeral-missing-user.json", Call::ephemeral, permanent, bad_body},
    {"extra-ephemeral-user-not-in-channel.json", Call::ephemeral, success, ""},
    {"extra-post-archived-channel.json", Call::post, place,
     "api.post.create_post.can_not_post_to_deleted.error"},
    {"extra-response-url-command-deleted.json", Call::respond, permanent,
     "web.command_webhook.command.app_error"},
    {"extra-response-url-no-auth-needed.json", Call::respond, success, ""},
    {"extra-role-patched-ephemeral.json", Call::ephemeral, success, ""},
    {"extra-role-post-all-any.json", Call::post, success, "jm49ziew1p8p7neuoajen91sbr"},
    {"extra-role-post-all-ephemeral.json", Call::ephemeral, place, no_permission},
    {"extra-role-post-channels-private.json", Call::post, place, no_permission},
    {"extra-role-post-channels.json", Call::post, success, "xgkgdcdifirkpciuaoxgpob6iy"},
    {"extra-token-revoked.json", Call::me, auth, no_session},
    {"menu-create-static.json", Call::post, success, "gkz654ban7frtczn1ipgjdzdtw"},
    {"rate-limit-429.json", Call::post, retry, "http 429"},
    {"rate-limit-after-wait.json", Call::post, success, "79wh1hwb3tbk5y3yiax164r7dr"},
    {"rate-limit-ok.json", Call::post, success, "e7jx9ihijbgkiff17gkpcumttw"},
    {"response-url-empty-object.json", Call::respond, success, ""},
    {"response-url-ephemeral-attachments.json", Call::respond, success, ""},
    {"response-url-failing-post-counts.json", Call::respond, content,
     "api.command.execute_command.create_post_failed.app_error"},
    {"response-url-goto-location.json", Call::respond, success, ""},
    {"response-url-in-thread.json", Call::respond, success, ""},
    {"response-url-malformed-id.json", Call::respond, permanent, "http 404"},
    {"response-url-use1-in-channel.json", Call::respond, success, ""},
    {"response-url-use2-ephemeral.json", Call::respond, success, ""},
    {"response-url-use3-plain-text.json", Call::respond, success, ""},
    {"response-url-use4-no-content-type.json", Call::respond, success, ""},
    {"response-url-use5-extra.json", Call::respond, success, ""},
    {"response-url-use6-refused.json", Call::respond, permanent,
     "app.command_webhook.try_use.invalid"},
    {"response-url-username-icon.json", Call::respond, success, ""},
    {"rest-direct-create-again.json", Call::direct, success, "47zwjthjn3rc7guiszbkzg9zeh"},
    {"rest-direct-create.json", Call::direct, success, "47zwjthjn3rc7guiszbkzg9zeh"},
    {"rest-direct-one-id.json", Call::direct, person, bad_body},
    {"rest-direct-others.json", Call::direct, person, no_permission},
    {"rest-direct-self.json", Call::direct, success, "dwqn5hthppgw7x5dqe3otefywh"},
    {"rest-direct-unknown-user.json", Call::direct, person,
     "api.channel.create_direct_channel.invalid_user.app_error"},
    {"rest-ephemeral-by-admin.json", Call::ephemeral, success, ""},
    {"rest-ephemeral-by-bot-403.json", Call::ephemeral, place, no_permission},
    {"rest-me.json", Call::me, success, "rt8646pctj8gzdfa4kfqbijbfe"},
    {"rest-post-16383.json", Call::post, success, "iazg9qnmnprf5qj3e1d417fxbr"},
    {"rest-post-16384.json", Call::post, content, "model.post.is_valid.msg.app_error"},
    {"rest-post-attachment-only.json", Call::post, success, "bxaend8xxfnofdd1fs45xcw1iy"},
    {"rest-post-bad-token.json", Call::post, auth, no_session},
    {"rest-post-bearer-lowercase.json", Call::post, success, "yuow7jr7hird8k1g4o73i75ofh"},
    {"rest-post-custom-type.json", Call::post, success, "7poti73gtib83rjuaxse6aebpo"},
    {"rest-post-empty-message.json", Call::post, success, "sgys5xf8yfgsu84qupnoubca1w"},
    {"rest-post-malformed-channel.json", Call::post, place, no_permission},
    {"rest-post-missing-channel.json", Call::post, place, no_permission},
    {"rest-post-no-token.json", Call::post, auth, no_session},
    {"rest-post-patch-16384.json", Call::update, content, "model.post.is_valid.msg.app_error"},
    {"rest-post-patch-deleted.json", Call::update, message, no_permission},
    {"rest-post-patch-others.json", Call::update, message, no_permission},
    {"rest-post-patch-props.json", Call::update, success, test::post_id.c_str()},
    {"rest-post-patch.json", Call::update, success, test::post_id.c_str()},
    {"rest-post-pending-id.json", Call::post, success, "d1qnjojxitgemdusg5ney1tdcr"},
    {"rest-post-props-override.json", Call::post, success, "7kptgxccujyfjkfnoro1tm6fow"},
    {"rest-post-props-too-big.json", Call::post, content, "model.post.is_valid.props.app_error"},
    {"rest-post-reply-to-reply.json", Call::post, message,
     "api.post.create_post.root_id.app_error"},
    {"rest-post-reply.json", Call::post, success, "wpgfyjujitfqbbdijiqtuns7ah"},
    {"rest-post-root-other-channel.json", Call::post, message,
     "api.post.create_post.channel_root_id.app_error"},
    {"rest-post-root-unknown.json", Call::post, message, "api.post.create_post.root_id.app_error"},
    {"rest-post-system-type.json", Call::post, permanent, "api.context.invalid_param.app_error"},
    {"rest-post-token-query.json", Call::post, auth, "api.context.token_provided.app_error"},
    {"rest-post-token-word.json", Call::post, success, "8kci5zmwzprtdxret7mxpm1iry"},
    {"rest-post-unknown-channel.json", Call::post, place, no_permission},
    {"rest-post-unknown-type.json", Call::post, permanent, "model.post.is_valid.type.app_error"},
    {"rest-unknown-route.json", Call::other, permanent, no_route},
    {"rest-user-by-name-unknown.json", Call::username, person,
     "app.user.get_by_username.app_error"},
    {"rest-user-by-name.json", Call::username, success, "g19yyc3g4tgfzkkxg4wrnr183w"},
    {"rest-wrong-method.json", Call::other, permanent, no_route},
};

const std::filesystem::path folder = test::source_path("tests/fixtures/mattermost");

Json recorded(const std::filesystem::path& file) {
  std::ifstream in(folder / file, std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << file;
  return Json::parse(in, nullptr, /*allow_exceptions=*/false);
}

HttpResponse response_in(const Json& exchange) {
  const Json& said = exchange.at("response");
  HttpResponse response;
  response.status = said.at("status");
  for (const auto& [name, value] : said.at("headers").items()) {
    response.headers.push_back(Header{name, value});
  }
  response.body = said.at("body");
  return response;
}

/// The call that the recorded request is; nothing for one that is never made here.
std::optional<Call> call_in(const Json& exchange) {
  const Json request = exchange.value("request", Json::object());
  const std::string method = request.value("method", "");
  std::string path = request.value("path", "");
  path = path.substr(0, path.find('?'));
  if (path == "/api/v4/nosuch" || (path == "/api/v4/posts" && method == "DELETE")) {
    return Call::other;
  }
  if (method == "PUT" && path.ends_with("/patch") && path.starts_with("/api/v4/posts/")) {
    return Call::update;
  }
  if (method == "GET" && path == "/api/v4/users/me") return Call::me;
  if (method == "GET" && path.starts_with("/api/v4/users/username/")) return Call::username;
  if (method != "POST") return std::nullopt;
  if (path == "/api/v4/posts") return Call::post;
  if (path == "/api/v4/posts/ephemeral") return Call::ephemeral;
  if (path == "/api/v4/channels/direct") return Call::direct;
  if (path == "/api/v4/actions/dialogs/open") return Call::open_form;
  if (path.starts_with("/hooks/commands/")) return Call::respond;
  return std::nullopt;
}

class MattermostRestRecordings : public test::MattermostChatTest {
 protected:
  void expect(const Recorded& row) {
    test::ScriptedHttp mattermost;
    MattermostChat asking(mattermost, clock, random, renderer, limits, settings());
    Rest rest(mattermost, settings().url, settings().bot_token);
    const HttpResponse answer = response_in(recorded(row.file));
    const UserId bob{test::bob_id};
    switch (row.call) {
      case Call::post:
        mattermost.answer(answer);
        expect_message(row, run(asking.post(to_channel())), row.says);
        break;
      case Call::update:
        mattermost.answer(answer);
        expect_message(row, run(asking.update(ref(), to_channel())), row.says);
        break;
      case Call::direct: {
        mattermost.answer(R"({"id":")" + test::bob_id + R"("})")
            .answer(R"({"id":")" + test::bot_id + R"("})")
            .answer(answer);
        if (!row.error) mattermost.answer(R"({"id":"p"})", 201);
        const Posted posted = run(asking.post(to_person()));
        expect_message(row, posted, "p");
        if (!row.error) {
          EXPECT_EQ(expect_is<Sent>(posted).message.channel.value, row.says);
        }
        break;
      }
      case Call::open_form:
        mattermost.answer(answer);
        expect_message(row, run(asking.open_form("t", bob, test::return_form())), "");
        break;
      case Call::respond: {
        mattermost.answer(answer);
        const std::string hook = "/hooks/commands/4fj7yraq3in7pgskkzquequ9hy";
        expect_json(row, run(rest.respond(hook, Json::object(), std::chrono::seconds(1))));
        break;
      }
      case Call::username: {
        mattermost.answer(answer);
        const Asked<UserInfo> user = run(asking.user_called("bob"));
        if (row.error) {
          expect_failed(user, *row.error, row.says);
        } else {
          EXPECT_EQ(expect_is<UserInfo>(user).id.value, row.says);
          EXPECT_EQ(expect_is<UserInfo>(user).name, "bob");
        }
        break;
      }
      case Call::me: {
        mattermost.answer(answer);
        if (!row.error) mattermost.answer(R"({"id":")" + test::team_id + R"("})");
        const Asked<TeamInfo> team = run(asking.team());
        if (row.error) {
          expect_failed(team, *row.error, row.says);
        } else {
          EXPECT_EQ(expect_is<TeamInfo>(team).bot_user, row.says);
        }
        break;
      }
      case Call::ephemeral:
      case Call::other: expect_json(row, read_answer(answer, Repeat::duplicates)); break;
    }
    EXPECT_TRUE(mattermost.script.empty());
  }

 private:
  static void expect_message(const Recorded& row, const Posted& posted, const std::string& id) {
    if (row.error) {
      expect_failed(posted, *row.error, row.says);
    } else {
      EXPECT_EQ(expect_is<Sent>(posted).message.id, id);
    }
  }
  static void expect_json(const Recorded& row, const Answered& answered) {
    if (row.error) {
      expect_failed(answered, *row.error, row.says);
    } else {
      expect_is<Json>(answered);
    }
  }
};

TEST_F(MattermostRestRecordings, EveryAnswerMeansWhatItMust) {  // 2.4
  for (const Recorded& row : table) {
    SCOPED_TRACE(row.file);
    expect(row);
  }
}

TEST_F(MattermostRestRecordings, EveryRecordedAnswerToACallOfOursIsInTheTable) {
  std::set<std::string> listed;
  for (const Recorded& row : table) {
    EXPECT_TRUE(listed.insert(row.file).second) << row.file << " is there twice";
    EXPECT_EQ(call_in(recorded(row.file)), row.call) << row.file;
  }
  std::set<std::string> found;
  for (const Json& entry : recorded("INDEX.json")) {
    if (entry.at("direction") != "client->mattermost") continue;
    const std::string file = entry.at("file");
    if (!std::filesystem::exists(folder / file)) continue;
    if (file.starts_with("outgoing-webhook-")) continue;  // posts of people, for what they cause
    if (call_in(recorded(file))) found.insert(file);
  }
  EXPECT_EQ(found, listed);
}

}  // namespace
}  // namespace baton::mattermost
