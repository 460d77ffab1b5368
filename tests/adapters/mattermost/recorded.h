#pragma once

#include <set>
#include <string>
#include <vector>

#include "bot/ports/errc.h"
#include "bot/ports/http.h"

/// Every request that a real Mattermost was recorded to send to an integration, and what it says,
/// written down by hand from the recordings in tests/fixtures/mattermost.
namespace baton::test {

inline constexpr const char* night_team = "jwyg34gnc7fo9ryus75y38ogao";
inline constexpr const char* alice = "3potgqwkbtbxbnbb6o1kydywic";
inline constexpr const char* bob = "g19yyc3g4tgfzkkxg4wrnr183w";
inline constexpr const char* handoff_channel = "dfurx5tb3fniibj8nhepud6qiy";
inline constexpr const char* archived_channel = "168otx47pjfrzjsxj1a78bikdy";
inline constexpr const char* direct_channel = "uuuo464jfifw9cj3xwe9h3kpqh";  ///< alice and bob
inline constexpr const char* group_channel = "r6zt5hms3p8o8my33pa34jzyrh";
inline constexpr const char* bot_channel = "pqck1ttxjtfm3nmqh3i45iu56w";  ///< alice and the bot
inline constexpr const char* handoff_token = "rrkrpwt5din4femgph34tqwm8h";
inline constexpr const char* userinfo_token = "6ic4dtjrspd8ugcmpco3763ouh";
inline constexpr const char* named_token = "z9eb8m8wzbggdkghb3g7oxwoxy";

/// A slash command. All are alice's, in the team of the night.
struct RecordedCommand {
  const char* file;
  const char* trigger;  ///< what the trigger id begins with, once its base64 is decoded
  const char* hook;     ///< the end of the response_url
  const char* text = "x";
  const char* channel = handoff_channel;
  const char* token = handoff_token;
  const char* hooks = "http://127.0.0.1:8065/hooks/commands/";
};
/// A press on a button or a choice in a menu; none of them is ours.
struct RecordedAction {
  const char* file;
  const char* trigger;
  const char* post;
  const char* user = alice;
  const char* user_name = "alice";
  const char* channel = handoff_channel;
  const char* team = night_team;
  const char* type = "button";
  const char* context = R"({"handoff_id":42,"nested":{"a":[1,2]},"who":"carol"})";
};
/// A dialog of alice's that was sent or closed; all are called "handoff-form" and have the state
/// "st-1". What is sent is always the same.
struct RecordedDialog {
  const char* file;
  const char* channel = handoff_channel;
  bool cancelled = false;
};
/// What is neither: refused as a command.
struct RecordedOther {
  const char* file;
  AppErrc error;
};

const std::vector<RecordedCommand>& recorded_commands();
const std::vector<RecordedAction>& recorded_actions();
const std::vector<RecordedDialog>& recorded_dialogs();
const std::vector<RecordedOther>& recorded_others();

/// The request in that file. Fails the test where it cannot be read.
HttpRequest recorded_request(const std::string& file);
/// All files that hold a request of Mattermost to an integration, as their index says.
std::set<std::string> recorded_files();

}  // namespace baton::test
