#pragma once

#include "adapters/sandbox/workspace.h"

namespace baton::sandbox {

/// What a person filled into the inputs of a view.
struct Filled {
  Json state_values = Json::object();  ///< as in the payload
  Json errors = Json::object();        ///< block id -> what Slack's own window would say
};
/// Reads `values`, whose keys are block ids or labels; what is not in it is as the view filled it
/// in. A choice is given by its value or its text.
Filled fill_in(const View& view, const Json& values);

}  // namespace baton::sandbox
