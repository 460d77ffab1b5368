#include "bot/wiring/seed_of.h"

#include <algorithm>

#include "config/text_shape.h"

namespace baton {
namespace {

/// Whether `id`, as the file has it for a person, is a name that must be looked up.
bool is_name(const config::Config& config, const WorkspaceId& workspace, const std::string& id) {
  const auto named = std::ranges::find(config.mattermost, workspace, &config::Mattermost::name);
  return named != config.mattermost.end() && !config::is_mattermost_id(id);
}

/// Of `workspace`, whatever chat it is.
LinkPlan plan_of(const config::Config& config, const WorkspaceId& workspace,
                 const std::string& default_channel) {
  LinkPlan plan;
  plan.default_channel = default_channel;
  const bool is_one_of_several = config.slack.size() + config.mattermost.size() > 1;
  for (const config::ClientEntry& client : config.clients) {
    const auto channel = client.channels.find(workspace);
    if (channel == client.channels.end()) continue;
    plan.client_channels[client.key] = channel->second;
    if (is_one_of_several && client.channels_for_all.contains(workspace)) {
      plan.channels_for_all.insert(client.key);
    }
  }
  for (const config::PersonEntry& person : config.people) {
    const auto id = person.ids.find(workspace);
    if (id != person.ids.end()) plan.people[person.name] = id->second;
  }
  plan.file = seed_of(config);
  plan.file.workflows.clear();  // they do not wait for a link
  plan.last_resort = config.last_resort;
  return plan;
}

}  // namespace

Seed seed_of(const config::Config& config) {
  Seed seed;
  for (const config::PersonEntry& entry : config.people) {
    Seed::Someone& someone = seed.people.emplace_back();
    someone.name = entry.name;
    for (const auto& [workspace, id] : entry.ids) {
      if (is_name(config, workspace, id)) {
        someone.named[workspace] = std::nullopt;
      } else {
        someone.identities.push_back({workspace, UserId{id}});
      }
    }
    someone.perhaps_known = someone.identities.empty() && !someone.named.empty();
    someone.home = entry.home;
    someone.roles = entry.roles;
    someone.timezone = entry.timezone;
    someone.hours = entry.hours;
  }
  for (const config::ClientEntry& entry : config.clients) {
    Seed::Account& account = seed.clients.emplace_back();
    account.key = entry.key;
    account.name = entry.name;
    account.roles = entry.roles;
  }
  for (const config::WorkflowFile& file : config.workflows) {
    seed.workflows.push_back({file.workflow.id, file.definition});
  }
  return seed;
}

Settings settings_of(const config::Config& config, const Directory& directory) {
  Settings settings;
  settings.agency = config.agency;
  settings.roles = config.roles;
  settings.last_resort = people_called(config.last_resort, directory);
  settings.rights = config.rights;
  for (const config::WorkflowFile& file : config.workflows) {
    settings.active_workflows.push_back(file.workflow.id);
  }
  settings.return_reasons = config.return_reasons;
  settings.undo_window = config.undo_window;
  return settings;
}

LinkPlan link_plan_of(const config::Config& config, const config::Slack& workspace) {
  LinkPlan plan = plan_of(config, workspace.name, workspace.channel);
  plan.kind = "slack";
  plan.people_are = PeopleAre::ids;
  return plan;
}

LinkPlan link_plan_of(const config::Config& config, const config::Mattermost& workspace) {
  LinkPlan plan = plan_of(config, workspace.name, workspace.channel);
  plan.kind = "mattermost";
  plan.people_are = PeopleAre::names;
  return plan;
}

}  // namespace baton
