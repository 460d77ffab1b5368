#include <utility>

#include "adapters/sandbox/block_kit.h"
#include "adapters/sandbox/methods.h"

namespace baton::sandbox {
namespace {

/// Why the view is not taken; null: it is.
Json refused_view(const Json& view) {
  if (view.is_null()) return refusal("invalid_arguments", {"missing required field: view"});
  if (view.dump().size() > view_bytes_max) return refusal("view_too_large");
  const std::vector<std::string> errors = view_errors(view);
  return errors.empty() ? Json(nullptr) : refusal("invalid_arguments", errors);
}

}  // namespace

Json views_open(Team& team, const Json& arguments, TimePoint now) {
  const std::string trigger = string_of(arguments, "trigger_id");
  if (trigger.empty()) return refusal("invalid_arguments", {"missing required field: trigger_id"});
  Json body = structured(arguments, "view");
  Json refused = refused_view(body);
  if (!refused.is_null()) return refused;
  std::string person;
  switch (team.triggers.look(trigger, now, person)) {
    case Triggers::Use::invalid: return refusal("invalid_trigger_id");
    case Triggers::Use::expired: return refusal("expired_trigger_id");
    case Triggers::Use::exchanged: return refusal("exchanged_trigger_id");
    case Triggers::Use::good: break;
  }
  const std::string external = string_of(body, "external_id");
  if (!external.empty() && team.workspace.view(external) != nullptr) {
    return refusal("duplicate_external_id");
  }
  team.triggers.use_up(trigger);
  // A new root view takes the place of whatever the person had open.
  team.workspace.clear_views(person, now);
  const View& view = team.workspace.push_view(person, std::move(body), now);
  return {{"ok", true}, {"view", view_json(view, Json::object())}};
}

Json views_update(Team& team, const Json& arguments, TimePoint now) {
  std::string id = string_of(arguments, "view_id");
  if (id.empty()) id = string_of(arguments, "external_id");
  if (id.empty()) return refusal("invalid_arguments", {"missing required field: view_id"});
  Json body = structured(arguments, "view");
  Json refused = refused_view(body);
  if (!refused.is_null()) return refused;
  std::string person;
  View* const view = team.workspace.view(id, &person);
  if (view == nullptr) return refusal("not_found");
  const std::string hash = string_of(arguments, "hash");
  if (!hash.empty() && hash != view->hash) return refusal("hash_conflict");
  team.workspace.update_view(*view, person, std::move(body), now);
  return {{"ok", true}, {"view", view_json(*view, Json::object())}};
}

}  // namespace baton::sandbox
