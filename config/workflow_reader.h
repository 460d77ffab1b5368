#pragma once

#include <string>
#include <vector>

#include "config/document.h"
#include "core/model/workflow.h"

namespace baton::config {

/// The workflow that `definition` describes, version 0. Total: what is absent or of another kind
/// reads as its default, so that checks can look at all of a half-wrong file.
Workflow workflow_of(const Json& definition);

/// All that the schema cannot tell of a workflow file: ids, references, sizes, and what
/// baton::prove_structure() finds. `roles`: those the agency declares.
void check_workflow(const Document& document, const Workflow& workflow,
                    const std::vector<RoleId>& roles, Findings& findings);

/// Where in a workflow file what a proof speaks of stands.
Place place_in(const Document& document, const std::string& stage, const std::string& transition,
               const std::string& requirement);

}  // namespace baton::config
