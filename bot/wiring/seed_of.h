#pragma once

#include "bot/app/linker.h"
#include "bot/app/seeding.h"
#include "config/config.h"
#include "core/model/agency.h"

/// What the configuration says, in the service's own types.
namespace baton {

/// People, clients and workflows. Channels, and who has a Mattermost user name, come when their
/// workspace is linked.
Seed seed_of(const config::Config& config);
/// REQUIRES: the directory has the people of the file.
Settings settings_of(const config::Config& config, const Directory& directory);
LinkPlan link_plan_of(const config::Config& config, const config::Slack& workspace);
LinkPlan link_plan_of(const config::Config& config, const config::Mattermost& workspace);

}  // namespace baton
