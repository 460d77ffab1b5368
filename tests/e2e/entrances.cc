#include "tests/e2e/entrances.h"

#include <algorithm>
#include <ctime>

#include <gtest/gtest.h>

#include "bot/codec/digest.h"
#include "tests/e2e/people.h"

namespace baton::test {

const std::string metrics_token = "metrics-token-5b1f0c9ea7d24388";

namespace {

using enum Forgery;

const char* const signature = "X-Slack-Signature";
const char* const timestamp = "X-Slack-Request-Timestamp";
const std::string form_type = "application/x-www-form-urlencoded";
const std::string json_type = "application/json";

std::string header_of(const Wired& request, const std::string& name) {
  return std::string(find_header(request.headers, name).value_or(""));
}
std::string half(const std::string& text) { return text.substr(0, text.size() / 2); }
/// The same with its last character another one.
std::string altered_text(std::string text) {
  text.back() = text.back() == '0' ? '1' : '0';
  return text;
}

std::vector<Row> other_methods() {
  std::vector<Row> rows;
  for (const char* word : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
    rows.push_back({Forgery::method, word, [word](Wired& it) { it.method = word; }, 405});
  }
  return rows;
}

std::vector<Row> other_types(const std::vector<std::string>& types) {
  std::vector<Row> rows;
  for (const std::string& type : types) {
    rows.push_back({content_type, "another type of content",
                    [type](Wired& it) { it.set("Content-Type", type); }, 415});
  }
  rows.push_back(
      {content_type, "no type of content", [](Wired& it) { it.drop("Content-Type"); }, 415});
  rows.push_back({duplicated, "two types of content",
                  [](Wired& it) { it.add("Content-Type", header_of(it, "Content-Type")); }, 415});
  return rows;
}

std::vector<Row> operator+(std::vector<Row> rows, std::vector<Row> more) {
  std::ranges::move(more, std::back_inserter(rows));
  return rows;
}

/// What Slack signs. The request comes signed, as it should be.
std::vector<Row> unsigned_rows() {
  return std::vector<Row>{
             {no_proof, "no signature", [](Wired& it) { it.drop(signature); }, 401, "signature"},
             {no_proof, "an empty signature", [](Wired& it) { it.set(signature, ""); }, 401,
              "signature"},
             {no_proof, "no timestamp", [](Wired& it) { it.drop(timestamp); }, 401, "stale"},
             {wrong_proof, "a signature of zeros",
              [](Wired& it) { it.set(signature, "v0=" + std::string(64, '0')); }, 401, "signature"},
             {wrong_proof, "half a signature",
              [](Wired& it) { it.set(signature, half(header_of(it, signature))); }, 401,
              "signature"},
             {wrong_proof, "a digit of the signature changed",
              [](Wired& it) { it.set(signature, altered_text(header_of(it, signature))); }, 401,
              "signature"},
             {wrong_proof, "a signature of another version",
              [](Wired& it) { it.set(signature, "v1" + header_of(it, signature).substr(2)); }, 401,
              "signature"},
             {wrong_proof, "signed for another moment",
              [](Wired& it) {
                it.set(timestamp, std::to_string(std::stoll(header_of(it, timestamp)) - 1));
              },
              401, "signature"},
             {other_secret, "signed by somebody else", [](Wired& it) { it.sign("another"); }, 401,
              "signature"},
             {other_secret, "signed with nothing", [](Wired& it) { it.sign(""); }, 401,
              "signature"},
             {other_secret, "signed with the token of the bot",
              [](Wired& it) { it.sign(slack_token); }, 401, "signature"},
             {stale, "more than five minutes old", [](Wired& it) { it.sign(signing_secret, -302); },
              401, "stale"},
             {stale, "a year old", [](Wired& it) { it.sign(signing_secret, -31'536'000); }, 401,
              "stale"},
             {stale, "at no time",
              [](Wired& it) { it.set(timestamp, header_of(it, timestamp) + "x"); }, 401, "stale"},
             {ahead, "more than five minutes ahead",
              [](Wired& it) { it.sign(signing_secret, 303); }, 401, "stale"},
             {truncated, "half of it", [](Wired& it) { it.body = half(it.body); }, 401,
              "signature"},
             {truncated, "nothing of it", [](Wired& it) { it.body.clear(); }, 401, "signature"},
             {altered, "a byte is changed", [](Wired& it) { it.body = altered_text(it.body); }, 401,
              "signature"},
             {altered, "a byte is added", [](Wired& it) { it.body += "0"; }, 401, "signature"},
             {duplicated, "two signatures, the right one first",
              [](Wired& it) { it.add(signature, "v0=" + std::string(64, '0')); }, 401, "signature"},
             {duplicated, "two signatures, the right one last",
              [](Wired& it) {
                const std::string right = header_of(it, signature);
                it.set(signature, "v0=" + std::string(64, '0'));
                it.add(signature, right);
              },
              401, "signature"},
             {duplicated, "the right signature twice",
              [](Wired& it) { it.add(signature, header_of(it, signature)); }, 401, "signature"},
             {duplicated, "two timestamps", [](Wired& it) { it.add(timestamp, "1"); }, 401,
              "stale"},
             {duplicated, "two lengths", [](Wired& it) { it.add("Content-Length", "1"); }, 400},
         } +
         other_types({json_type, "text/plain", "multipart/form-data; boundary=x"}) +
         other_methods();
}

Guarded slack_commands() {
  Guarded door{Entrance::slack_commands, unsigned_rows(), {}};
  // Slack's check of the certificate is answered unsigned, with nothing.
  door.rows.push_back({no_proof, "posing as the check of the certificate",
                       [](Wired& it) {
                         it.drop(signature);
                         it.body += "&ssl_check=1";
                       },
                       200});
  return door;
}

Guarded slack_interactions() { return {Entrance::slack_interactions, unsigned_rows(), {}}; }

Guarded mattermost_command() {
  const std::string field = "token=";
  const auto token_is = [field](const std::string& token) {
    return [field, token](Wired& it) { it.replace(field + command_token, field + token); };
  };
  const auto shows = [](const std::string& token) {
    return [token](Wired& it) {
      it.drop("Authorization");
      it.add("Authorization", "Token " + token);
    };
  };
  return {Entrance::mattermost_command,
          std::vector<Row>{
              {no_proof, "no token", [field](Wired& it) { it.replace(field, "tokem="); }, 401,
               "signature"},
              {no_proof, "an empty token", token_is(""), 401, "signature"},
              {wrong_proof, "a guessed token", token_is(std::string(26, 'a')), 401, "signature"},
              {wrong_proof, "a guessed token in the header", shows(std::string(26, 'a')), 401,
               "signature"},
              {other_secret, "the token of the bot", token_is(mattermost_token), 401, "signature"},
              {truncated, "ends within the token",
               [field](Wired& it) {
                 it.body = it.body.substr(0, it.body.find(field + command_token) + 16);
               },
               401, "signature"},
              {truncated, "nothing of it", [](Wired& it) { it.body.clear(); }, 401, "signature"},
              {altered, "a character of the token changed", token_is(altered_text(command_token)),
               401, "signature"},
              {altered, "a character more", token_is(command_token + "0"), 401, "signature"},
              {altered, "from another team",
               [](Wired& it) { it.replace("team_id=team", "team_id=meat"); }, 403, "workspace"},
              {duplicated, "two tokens",
               [field](Wired& it) { it.body += "&" + field + std::string(26, 'a'); }, 400},
              {duplicated, "two tokens in the header",
               [shows](Wired& it) {
                 shows(command_token)(it);
                 it.add("Authorization", "Token " + std::string(26, 'a'));
               },
               401, "signature"},
          } + other_types({json_type, "text/plain"}) +
              other_methods(),
          {{stale, "Mattermost's token has no time: the delivery is known again by its trigger"},
           {ahead, "as stale"}}};
}

Row told(Forgery kind, const char* name, std::function<void(Json&)> change,
         const std::string& reason = "signature") {
  return {kind, name, [change](Wired& it) { it.edit(change); }, 200, reason, true};
}

Guarded mattermost_action() {
  return {
      Entrance::mattermost_action,
      std::vector<Row>{
          told(no_proof, "no context", [](Json& it) { it.erase("context"); }),
          told(no_proof, "an empty context", [](Json& it) { it["context"] = Json::object(); }),
          told(no_proof, "no seal", [](Json& it) { it["context"].erase("m"); }),
          told(wrong_proof, "a seal of zeros",
               [](Json& it) { it["context"]["m"] = std::string(64, '0'); }),
          told(wrong_proof, "half a seal",
               [](Json& it) { it["context"]["m"] = half(it["context"]["m"]); }),
          told(
              other_secret, "sealed under another key",
              [](Json& it) { it["context"]["k"] = std::string(16, '0'); }, "key"),
          told(altered, "a digit of the seal changed",
               [](Json& it) { it["context"]["m"] = altered_text(it["context"]["m"]); }),
          told(altered, "of another agency", [](Json& it) { it["context"]["a"] = "Southlight"; }),
          told(altered, "of another workspace", [](Json& it) { it["context"]["w"] = "slack"; }),
          told(altered, "another message",
               [](Json& it) { it["context"]["s"] = "card/x/ACME-9/1"; }),
          told(altered, "another action",
               [](Json& it) {
                 std::string press = it["context"]["p"];
                 press.replace(press.find("accept"), 6, "return");
                 it["context"]["p"] = press;
               }),
          told(altered, "something added", [](Json& it) { it["context"]["x"] = ""; }),
          {truncated, "half of it", [](Wired& it) { it.body = half(it.body); }, 400},
          {truncated, "nothing of it", [](Wired& it) { it.body.clear(); }, 400},
          {altered, "a byte of the frame is changed", [](Wired& it) { it.body.front() = '['; },
           400},
          {duplicated, "two contexts", [](Wired& it) { it.body.insert(1, "\"context\":{},"); },
           400},
      } + other_types({form_type, "text/plain"}) +
          other_methods(),
      {{stale, "a button is good for as long as it is seen: the present state decides"},
       {ahead, "as stale"}}};
}

/// Changes what the state of a form says of itself.
std::function<void(Json&)> state_says(const std::string& member, const Json& value) {
  return [member, value](Json& it) {
    Json state = Json::parse(it["state"].get<std::string>());
    state[member] = value;
    it["state"] = state.dump();
  };
}

Guarded mattermost_dialog() {
  const long now = std::time(nullptr);
  return {
      Entrance::mattermost_dialog,
      std::vector<Row>{
          told(no_proof, "no state", [](Json& it) { it["state"] = ""; }),
          told(no_proof, "no seal", state_says("m", "")),
          told(wrong_proof, "a seal of zeros", state_says("m", std::string(64, '0'))),
          told(wrong_proof, "another program's form",
               [](Json& it) { it["callback_id"] = "other"; }),
          told(other_secret, "sealed under another key", state_says("k", std::string(16, '0')),
               "key"),
          told(stale, "opened long ago, as it says", state_says("t", now - 3600)),
          told(ahead, "opened tomorrow, as it says", state_says("t", now + 86'400)),
          told(truncated, "half a state", [](Json& it) { it["state"] = half(it["state"]); }),
          {truncated, "half of it", [](Wired& it) { it.body = half(it.body); }, 400},
          told(altered, "a form of its own, as it says", state_says("n", std::string(32, 'f'))),
          told(altered, "of another agency", state_says("a", "Southlight")),
          told(
              altered, "sent by another person",
              [](Json& it) { it["user_id"] = std::string(26, 'a'); }, "person"),
          {duplicated, "two states", [](Wired& it) { it.body.insert(1, "\"state\":\"\","); }, 400},
      } + other_types({form_type, "text/plain"}) +
          other_methods(),
      {}};
}

/// What is open to everybody, and tells nothing.
Guarded open_to_all(Entrance entrance) {
  const std::string open = "it asks for no proof, and does nothing";
  return {entrance,
          {{Forgery::method, "POST", [](Wired& it) { it.method = "POST"; }, 405},
           {Forgery::method, "DELETE", [](Wired& it) { it.method = "DELETE"; }, 405},
           {duplicated, "two hosts", [](Wired& it) { it.add("Host", "other"); }, 400}},
          {{no_proof, open},
           {wrong_proof, open},
           {other_secret, open},
           {stale, open},
           {ahead, open},
           {truncated, "it has no body"},
           {altered, "it has no body"},
           {content_type, "it has no body"}}};
}

Guarded metrics() {
  const auto shows = [](const std::string& words) {
    return [words](Wired& it) { it.set("Authorization", words); };
  };
  const std::string bearer = "Bearer ";
  return {Entrance::metrics,
          {{no_proof, "no token", [](Wired& it) { it.drop("Authorization"); }, 404, "signature"},
           {no_proof, "an empty token", shows(bearer), 404, "signature"},
           {no_proof, "the token where addresses are logged",
            [](Wired& it) {
              it.drop("Authorization");
              it.target += "?token=" + metrics_token;
            },
            404, "signature"},
           {wrong_proof, "a guessed token", shows(bearer + "guessed"), 404, "signature"},
           {wrong_proof, "another scheme", shows("Basic " + metrics_token), 404, "signature"},
           {other_secret, "the signing secret", shows(bearer + signing_secret), 404, "signature"},
           {other_secret, "the command's token", shows(bearer + command_token), 404, "signature"},
           {truncated, "half a token", shows(bearer + half(metrics_token)), 404, "signature"},
           {altered, "a character changed", shows(bearer + altered_text(metrics_token)), 404,
            "signature"},
           {altered, "a character more", shows(bearer + metrics_token + "0"), 404, "signature"},
           {Forgery::method, "POST", [](Wired& it) { it.method = "POST"; }, 405},
           {duplicated, "two tokens, the right one first",
            [bearer](Wired& it) { it.add("Authorization", bearer + "guessed"); }, 404, "signature"},
           {duplicated, "the right token twice",
            [bearer](Wired& it) { it.add("Authorization", bearer + metrics_token); }, 404,
            "signature"}},
          {{stale, "a token has no time"},
           {ahead, "a token has no time"},
           {content_type, "it has no body"}}};
}

}  // namespace

const char* name_of(Forgery kind) {
  switch (kind) {
    case no_proof: return "no proof";
    case wrong_proof: return "wrong proof";
    case other_secret: return "another secret";
    case stale: return "stale";
    case ahead: return "ahead";
    case truncated: return "truncated";
    case altered: return "altered";
    case content_type: return "content type";
    case Forgery::method: return "method";
    case duplicated: return "duplicated";
  }
  return "?";
}

const std::vector<Guarded>& guarded() {
  static const std::vector<Guarded> all{slack_commands(),
                                        slack_interactions(),
                                        mattermost_command(),
                                        mattermost_action(),
                                        mattermost_dialog(),
                                        open_to_all(Entrance::healthz),
                                        open_to_all(Entrance::readyz),
                                        metrics()};
  return all;
}

void Wired::set(const std::string& name, const std::string& value) {
  drop(name);
  add(name, value);
}
void Wired::add(const std::string& name, const std::string& value) {
  headers.push_back({name, value});
}
void Wired::drop(const std::string& name) {
  std::erase_if(headers, [&](const Header& header) { return is_named(header, name); });
}
void Wired::replace(const std::string& part, const std::string& instead) {
  const std::size_t at = body.find(part);
  EXPECT_NE(at, std::string::npos) << part << " in " << body;
  if (at != std::string::npos) body.replace(at, part.size(), instead);
}
void Wired::edit(const std::function<void(Json&)>& change) {
  Json json = Json::parse(body);
  change(json);
  body = json.dump();
}
void Wired::sign(const std::string& secret, long seconds) {
  const std::string at = std::to_string(std::time(nullptr) + seconds);
  set(timestamp, at);
  set(signature, "v0=" + codec::to_hex(codec::hmac_sha256(secret, "v0:" + at + ":" + body)));
}
std::string Wired::bytes() const {
  std::string text = method + " " + target + " HTTP/1.1\r\nHost: baton.example.com\r\n";
  for (const Header& header : headers) text += header.name + ": " + header.value + "\r\n";
  text += "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n";
  return text + body;
}

Wired wired(const Json& request) {
  Wired made;
  made.method = request["method"];
  const std::string url = request["url"];
  made.target = url.substr(url.find('/', url.find("://") + 3));
  for (const auto& [name, value] : request["headers"].items()) {
    const bool is_of_the_frame = name == "Content-Length" || name == "Host" || name == "Connection";
    if (!is_of_the_frame) made.headers.push_back({name, value.get<std::string>()});
  }
  made.body = request["body"];
  return made;
}

}  // namespace baton::test
