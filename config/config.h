#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/model/ids.h"
#include "core/model/secret.h"
#include "core/model/workflow.h"

/// The configuration as the service needs it, and how it is read: YAML -> schema -> Config.
namespace baton::config {

/// Where something stands in a file. Lines and columns count from 1; 0: the file as a whole.
struct Place {
  std::string file;  ///< as given, or relative to the configuration file
  int line = 0;
  int column = 0;
};

/// One thing that is wrong, or that the reader should know.
struct Finding {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  Place place;
  std::string message;  ///< what is wrong, and the mend
};
/// "baton.yaml:12:7: error: ...". One line.
std::string to_string(const Finding& finding);

struct Limits {
  int connections_max = 2000;
  int connections_per_source_max = 200;
  std::size_t body_bytes_max = std::size_t{1024} * 1024;
};
struct Listen {
  std::string address = "127.0.0.1";
  int port = 8080;  ///< 0: any free one
  Limits limits;
};
/// "http://127.0.0.1:8080", the port being `port`: where this machine reaches the service.
std::string address_of(const Listen& listen, int port);

struct Slack {
  WorkspaceId name{"slack"};
  std::vector<Secret> signing_secrets;  ///< any of them signs: rotation without a gap
  Secret bot_token;
  std::string api_url = "https://slack.com/api";
  std::string channel;  ///< default channel for cards, by name or id; may be empty
};
/// One team on a Mattermost server.
struct Mattermost {
  WorkspaceId name{"mattermost"};
  std::string url;  ///< "https://chat.example.com", no slash at the end
  Secret bot_token;
  std::vector<Secret> command_tokens;  ///< of the slash commands: any of them is good
  std::string team;                    ///< by name or id
  std::string channel;                 ///< default channel for cards, by name or id; may be empty
};
struct PersonEntry {
  std::string name;
  /// Workspace -> user id; in Mattermost also the username, in lower case without "@".
  std::map<WorkspaceId, std::string> ids;
  WorkspaceId home;
  std::vector<RoleId> roles;
  std::string timezone = "UTC";
  std::string hours = "Mon-Fri 09:00-17:30";
};
struct ClientEntry {
  ClientKey key;
  std::string name;
  std::map<WorkspaceId, std::string> channels;  ///< workspace -> channel name or id
  std::set<WorkspaceId> channels_for_all;       ///< where it is the one name that was given for all
  std::map<RoleId, std::string> roles;          ///< role -> person's name
};
struct WorkflowFile {
  Workflow workflow;       ///< version 0: it is numbered when it is published
  std::string definition;  ///< the whole file as canonical JSON
  std::string file;
};

struct Config {
  std::string file;
  std::string agency;
  Listen listen;
  Secret metrics_token;         ///< of who may read /metrics; empty: this machine alone
  std::string public_url;       ///< what chats call back, no slash at the end; may be empty
  std::filesystem::path store;  ///< of the SQLite file, absolute
  std::filesystem::path secret_key_file;  ///< absolute; empty when given by value
  Secret secret_key;  ///< given by value: 64 hexadecimal digits; empty when it is a file
  std::vector<std::string> last_resort;  ///< names
  std::map<std::string, std::vector<RoleId>> rights;
  std::chrono::minutes undo_window{5};  ///< of wall time
  std::vector<std::string> return_reasons;
  std::vector<Slack> slack;
  std::vector<Mattermost> mattermost;
  std::vector<RoleId> roles;
  std::vector<PersonEntry> people;
  std::vector<ClientEntry> clients;
  std::vector<WorkflowFile> workflows;
};

struct Loaded {
  std::optional<Config> config;   ///< absent when there is an error
  std::vector<Finding> findings;  ///< all of them, in the order of files and lines
};

/// Reads the value of an environment variable; nullopt: it is not set.
using Environment = std::function<std::optional<std::string>(const std::string&)>;
Environment process_environment();

/// Whether there is a time zone of that name.
using IsZone = std::function<bool(const std::string&)>;

/// Reads `file` and the workflow files it names. Never throws for what is in them: all that is
/// wrong comes as findings, all at once. Without `is_zone` a time zone needs the looks of one only.
Loaded load(const std::filesystem::path& file, const Environment& environment,
            const IsZone& is_zone = nullptr);

/// The workflow of a definition that was published once (canonical JSON, already checked then).
/// Throws std::invalid_argument where it cannot be read.
Workflow read_workflow(const std::string& definition, int version);

}  // namespace baton::config
