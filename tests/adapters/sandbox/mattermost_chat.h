#pragma once

#include "tests/adapters/sandbox/chat.h"

namespace baton::test {

/// The sandbox seen from its Mattermost side.
class MattermostTest : public ChatTest {
 protected:
  /// Calls the REST API as Baton would.
  HttpResponse rest(const std::string& method, const std::string& path, const Json& body = nullptr,
                    const std::string& token = mattermost_bot_token);
  /// Goes through one of Mattermost's doors; the test fails where it is refused.
  Json door(const std::string& name, const Json& asked);
  Json window(const std::string& user);
  /// What `user` sees in the channel of that id.
  std::vector<Json> seen(const std::string& user, const std::string& channel);
  Json ledger(const std::string& channel = "");
  std::string channel_id(const std::string& name);
  std::string user_id(const std::string& username);
  /// Posts as Baton into the channel of that id, and yields the post.
  Json post(const std::string& channel, const Json& props = Json::object(),
            const std::string& message = "m");
  /// The next answer of Baton's.
  void answer(const Json& body, int status = 200);
};

/// Props with one button of that label, whose id is "b0".
Json button_props(const std::string& label, const Json& context);

}  // namespace baton::test
