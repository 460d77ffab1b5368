#pragma once

#include <iosfwd>
#include <string>
#include <vector>

/// Who works in the agency of the end-to-end tests, and in which chats they live.
namespace baton::test {

enum class Platform { slack, mattermost };
inline constexpr Platform platforms[] = {Platform::slack, Platform::mattermost};

/// "slack" and "mattermost": also what the workspaces are called.
const char* name_of(Platform platform);
void PrintTo(Platform platform, std::ostream* out);

struct Resident {
  std::string name;
  std::string roles;
  std::vector<Platform> accounts;  ///< of the agency; the simulated chats have one for everybody
  Platform home = Platform::slack;
  std::string hours = {};  ///< of working, in UTC; empty: the usual ones
};
using People = std::vector<Resident>;

/// Ana, Dino, Petra, Alex and Olga, all in one chat. The other one is not linked.
People everybody_in(Platform platform);
/// Ana, Dino and Olga are in both: Ana and Olga at home in Slack, Dino in Mattermost. Petra is in
/// Slack alone, Alex in Mattermost alone.
People in_both_chats();

bool lives_in(const People& people, Platform platform);

/// Where the two sides find each other.
struct Addresses {
  int baton_port = 0;
  std::string sandbox_url;
};
/// The configuration of an agency of these people, with the clients ACME (in #acme) and BOLT (in
/// #bolt-coffee), with the workflows of a folder.
std::string config_text(const People& people, const Addresses& addresses,
                        const std::string& workflows);

extern const std::string signing_secret;
extern const std::string slack_token;
extern const std::string mattermost_token;
extern const std::string command_token;

}  // namespace baton::test
