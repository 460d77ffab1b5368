#include "core/machine/supplied_as.h"

#include "core/gate/gate.h"
#include "core/machine/words.h"

namespace baton {
namespace {

Rejection problem(const std::string& name, const std::string& value, std::string why) {
  Rejection rejection = refuse(Refusal::bad_value);
  rejection.problems.push_back({name, value, std::move(why)});
  return rejection;
}

}  // namespace

std::variant<Action, Rejection> supplied_as(const Requirement& requirement,
                                            const std::string& value) {
  const std::string& id = requirement.id.value;
  switch (requirement.kind) {
    case RequirementKind::field: return Action(Set{id, value});
    case RequirementKind::evidence: return Action(Attach{id, value});
    case RequirementKind::check: {
      Requirement yes_no;
      yes_no.type = FieldType::yes_no;
      const Parsed parsed = parse_value(yes_no, value);
      if (parsed.value.empty()) return problem(id, value, "is a checklist item: say yes or no");
      return Action(Check{id, parsed.value == "yes"});
    }
    case RequirementKind::approval: break;
  }
  return problem(id, value, "is an approval: use `approve`");
}

}  // namespace baton
