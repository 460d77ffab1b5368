#include "tests/adapters/sandbox/mattermost_replay.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "adapters/sandbox/mattermost/attachments.h"
#include "adapters/sandbox/mattermost/posts.h"
#include "tests/support/places.h"

namespace baton::test {
namespace {

using sandbox::mattermost::is_id;
using sandbox::mattermost::LedgerEntry;
using sandbox::mattermost::Post;

std::filesystem::path recordings() { return source_path("tests/fixtures/mattermost"); }

Json read_json(const std::string& name) {
  const std::filesystem::path path = recordings() / name;
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::stringstream text;
  text << file.rdbuf();
  return Json::parse(text.str());
}

const std::set<std::string>& transport_headers() {
  static const std::set<std::string> names{"Date",    "Content-Length",    "Connection", "Etag",
                                           "Expires", "Transfer-Encoding", "Vary"};
  return names;
}
/// Those whose values are the same in every world.
const std::set<std::string>& constant_headers() {
  static const std::set<std::string> names{
      "Content-Type",      "Retry-After",           "Set-Cookie",       "X-Content-Type-Options",
      "X-Ratelimit-Limit", "X-Ratelimit-Remaining", "X-Ratelimit-Reset"};
  return names;
}

}  // namespace

Recording load_recording(const std::string& name) {
  Recording recording;
  recording.client = read_json(name + ".json");
  for (const char* const part : {".inbound", ".inbound1", ".inbound2"}) {
    const std::string file = name + part + ".json";
    if (std::filesystem::exists(recordings() / file)) recording.inbound.push_back(read_json(file));
  }
  return recording;
}

std::string whole_body(const Json& body) {
  if (body.is_null()) return {};
  if (!body.is_object()) return body.get<std::string>();
  const std::string head = body["head"];
  const std::string tail = body["tail"];
  const std::size_t missing = body["bytes"].get<std::size_t>() - head.size() - tail.size();
  return head + std::string(missing, head.back()) + tail;
}

void Replay::add_pressed_post() {
  const std::string path = recording_.client["request"]["path"];
  const std::string from = "/api/v4/posts/";
  Post post;
  post.id = path.substr(from.size(), 26);
  post.channel_id = recorded_channel;
  post.user_id = sandbox::mattermost::bot_user();
  post.message = "Shift handoff";
  Json action = {
      {"id", path.substr(path.rfind('/') + 1)}, {"name", "Accept"}, {"style", "primary"}};
  action["type"] = "button";
  action["integration"] = {{"url", "http://127.0.0.1:9001/action"}};
  if (!recording_.inbound.empty()) {
    const Json& sent = recording_.inbound.front()["decoded_json"];
    post.channel_id = sent["channel_id"];
    action["type"] = sent["type"];
    action["data_source"] = sent["data_source"];
    if (sent.contains("context")) {
      Json context = sent["context"];
      context.erase("selected_option");
      action["integration"]["context"] = context;
    }
  }
  const Json attachment = {{"text", "Take over?"}, {"actions", Json::array({action})}};
  post.props["attachments"] =
      sandbox::mattermost::stored_attachments(Json::array({attachment}), world_.machine().random);
  post.props["from_bot"] = "true";
  for (const Json& event : recording_.client.value("websocket_events_alice", Json::array())) {
    if (event["event"] != "posted" || event["data"]["post_parsed"]["id"] != post.id) continue;
    post.root_id = event["data"]["post_parsed"]["root_id"];
    if (!post.root_id.empty()) world_.post(post.root_id, "root");
  }
  world_.state().add(std::move(post), world_.clock.now());
}

void Replay::script_integration() {
  for (const Json& inbound : recording_.inbound) {
    const Json& said = inbound["response"];
    if (said["status"] == 0) {
      HttpFailure reset;
      reset.reach = HttpFailure::Reach::maybe_sent;
      reset.reason = "read: Connection reset by peer";
      world_.integration.script.emplace_back(reset);
      continue;
    }
    if (said.value("delay_ms", 0) >= 30'000) world_.integration.is_silent = true;
    HttpResponse answer;
    answer.status = said["status"];
    for (const auto& [name, value] : said["headers"].items()) {
      answer.headers.push_back(Header{name, value.get<std::string>()});
    }
    answer.body = world_.ours(whole_body(said["body"]));
    world_.integration.script.emplace_back(std::move(answer));
  }
}

HttpRequest Replay::request() const {
  const Json& recorded = recording_.client["request"];
  HttpRequest request;
  request.method = recorded["method"];
  const std::string path = world_.ours(recorded["path"]);
  request.path = path.substr(0, path.find('?'));
  if (path.size() > request.path.size()) request.query = path.substr(request.path.size() + 1);
  for (const auto& [name, value] : recorded["headers"].items()) {
    if (name == "Content-Length") continue;
    request.headers.push_back(Header{name, world_.ours(value.get<std::string>())});
  }
  if (!request.header("Host")) request.headers.push_back(Header{"Host", "127.0.0.1:8065"});
  request.body = world_.ours(whole_body(recorded["body"]));
  return request;
}

Json Replay::neutral(const Json& json, const std::string& key) const {
  if (json.is_object()) {
    Json made = Json::object();
    for (const auto& [name, value] : json.items()) {
      const bool is_new_id = is_id(name) && !known_.contains(name);
      made[is_new_id ? "<id>" : name] = neutral(value, name);
    }
    return made;
  }
  if (json.is_array()) {
    Json made = Json::array();
    for (const Json& value : json) made.push_back(neutral(value));
    return made;
  }
  const bool is_time = key.ends_with("_at") || key == "last_password_update";
  if (is_time && json.is_number()) return json == 0 ? json : Json("<time>");
  if (!json.is_string()) return json;
  const std::string text = json;
  if (key == "cookie") return text.empty() ? "" : "<cookie>";
  if ((key == "team_name" || key == "team_domain") && text == "night") return "northlight";
  if (key == "trigger_id" && !text.empty()) return is_id(text) ? "<short>" : "<signed>";
  if (is_id(text) && !known_.contains(text)) return "<id>";
  return json;
}

Json Replay::recorded_events(const Json& events) const {
  const std::set<std::string> kinds{"posted", "post_edited", "post_deleted", "ephemeral_message",
                                    "open_dialog"};
  const Json& client = recording_.client;
  const bool is_create =
      client["request"]["path"] == "/api/v4/posts" && client["response"]["status"] == 201;
  const std::string made =
      is_create ? Json::parse(whole_body(client["response"]["body"]))["id"] : Json("");
  Json kept = Json::array();
  for (const Json& event : events) {
    const std::string kind = event["event"];
    if (!kinds.contains(kind)) continue;
    const Json& data = event["data"];
    const Json& what = kind == "open_dialog" ? data["dialog_parsed"] : data["post_parsed"];
    // What was done to prepare this case, or the next, may be told among it.
    const std::string id = what.value("id", "");
    const bool is_other_post =
        kind == "posted" && (known_.contains(id) || (is_create && id != made));
    const bool was_gone = kind == "post_deleted" && gone_.contains(id);
    if (is_other_post || was_gone) continue;
    Json ours = Json::parse(world_.ours(what.dump()));
    // Told to who creates a post, and in this event, which nobody gets here; kept nowhere.
    if (is_create) ours["pending_post_id"] = "";
    kept.push_back({kind, kind == "post_deleted" ? Json(ours["id"]) : neutral(ours)});
  }
  return kept;
}

Json Replay::own_events(const std::string& user, std::uint64_t before) const {
  const auto& state = world_.state();
  Json kept = Json::array();
  for (const LedgerEntry& entry : state.ledger().lines()) {
    if (entry.number <= before || (!entry.only_for.empty() && entry.only_for != user)) continue;
    if (entry.kind == LedgerEntry::Kind::dialog_opened) {
      const auto& dialog = *world_.state().dialog(user);
      const Json what = {
          {"trigger_id", dialog.trigger}, {"url", dialog.url}, {"dialog", dialog.dialog}};
      kept.push_back({"open_dialog", neutral(what)});
      continue;
    }
    const auto& channel = *state.channel(entry.channel);
    // Nobody is told of what happens in an archived channel.
    const bool sees = channel.members.contains(user) && !channel.archived;
    constexpr const char* kinds[] = {"posted", "post_edited", "post_deleted", "ephemeral_message"};
    if (!sees || entry.kind > LedgerEntry::Kind::ephemeral) continue;
    const bool is_deleted = entry.kind == LedgerEntry::Kind::deleted;
    Json what = entry.post;
    if (!is_deleted) what = neutral(sandbox::mattermost::post_json(state, *state.post(entry.post)));
    kept.push_back({kinds[static_cast<std::size_t>(entry.kind)], what});
  }
  return kept;
}

void Replay::compare_answer(const HttpResponse& answer) const {
  const Json& recorded = recording_.client["response"];
  EXPECT_EQ(answer.status, recorded["status"]) << answer.body.substr(0, 500);
  for (const auto& [name, value] : recorded["headers"].items()) {
    if (transport_headers().contains(name)) continue;
    const auto own = find_header(answer.headers, name);
    EXPECT_TRUE(own) << name;
    if (own && constant_headers().contains(name)) {
      EXPECT_EQ(*own, value.get<std::string>()) << name;
    }
  }
  for (const Header& header : answer.headers) {
    EXPECT_TRUE(recorded["headers"].contains(header.name)) << header.name;
  }
  const std::string said = world_.ours(whole_body(recorded["body"]));
  const Json expected = Json::parse(said, nullptr, false);
  if (expected.is_discarded()) {
    EXPECT_EQ(answer.body, said);
    return;
  }
  const Json own = Json::parse(answer.body, nullptr, false);
  const Json want = neutral(expected);
  const Json got = neutral(own);
  EXPECT_TRUE(got == want) << Json::diff(got, want).dump(1).substr(0, 2000);
}

void Replay::compare_effects(std::uint64_t before) const {
  bool is_told = false;
  const std::pair<const char*, const char*> watchers[] = {
      {"websocket_events_alice", recorded_alice}, {"websocket_events_bob", recorded_bob}};
  for (const auto& [key, user] : watchers) {
    if (!recording_.client.contains(key)) continue;
    is_told = true;
    const Json want = recorded_events(recording_.client[key]);
    const Json got = own_events(user, before);
    EXPECT_TRUE(got == want) << key << "\n" << got.dump(1) << "\n!=\n" << want.dump(1);
  }
  if (is_told) return;
  // Nobody listened: what was refused changed nothing, what was made was made once.
  const std::uint64_t changes = world_.state().revision() - before;
  const int status = recording_.client["response"]["status"];
  if (status >= 400) {
    EXPECT_EQ(changes, 0u);
  } else if (status == 201) {
    EXPECT_LE(changes, 1u);
  }
}

void Replay::play() {
  for (const auto& [id, user] : world_.state().users()) known_.insert(id);
  for (const auto& [id, channel] : world_.state().channels()) {
    known_.insert(id);
    for (const Post* const post : world_.state().posts(id)) {
      known_.insert(post->id);
      if (post->delete_at != 0) gone_.insert(post->id);
    }
  }
  known_.insert(sandbox::mattermost::team_id());
  world_.integration.requests.clear();
  script_integration();
  const std::uint64_t before = world_.state().revision();
  const HttpResponse answer = world_.handle(request());
  compare_answer(answer);
  compare_requests();
  compare_effects(before);
}

}  // namespace baton::test
