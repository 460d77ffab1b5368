#include "bot/wiring/seed_of.h"

namespace baton {

Seed seed_of(const config::Config& config) {
  Seed seed;
  for (const config::PersonEntry& entry : config.people) {
    Seed::Someone& someone = seed.people.emplace_back();
    someone.name = entry.name;
    for (const auto& [workspace, user] : entry.ids) {
      someone.identities.push_back({workspace, UserId{user}});
    }
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
  for (const std::string& name : config.last_resort) {
    if (const Person* person = directory.named(name)) settings.last_resort.push_back(person->id);
  }
  settings.rights = config.rights;
  for (const config::WorkflowFile& file : config.workflows) {
    settings.active_workflows.push_back(file.workflow.id);
  }
  settings.return_reasons = config.return_reasons;
  return settings;
}

LinkPlan link_plan_of(const config::Config& config, const config::Slack& workspace) {
  LinkPlan plan;
  plan.kind = "slack";
  plan.default_channel = workspace.channel;
  for (const config::ClientEntry& client : config.clients) {
    const auto channel = client.channels.find(workspace.name);
    if (channel != client.channels.end()) plan.client_channels[client.key] = channel->second;
  }
  for (const config::PersonEntry& person : config.people) {
    const auto id = person.ids.find(workspace.name);
    if (id != person.ids.end()) plan.people[person.name] = UserId{id->second};
  }
  return plan;
}

}  // namespace baton
