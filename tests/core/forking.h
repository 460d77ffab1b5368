#pragma once

#include "tests/core/fixture.h"

namespace baton::test {

/// The lab, whose build opens a page and an ad; both end in "part".
inline Agency make_forking_agency() {
  Agency made = make_big_agency();
  Workflow& workflow = made.workflows.at({lab, 1});
  workflow.stages.push_back(stage("part", "Part", "designer", ""));
  workflow.stages.back().final_stage = true;
  const auto build = std::ranges::find(workflow.stages, StageId{"build"}, &Stage::id);
  build->forks = {{"Page", {"part"}}, {"Ad", {"part"}}};
  return made;
}

}  // namespace baton::test
