#pragma once

#include <string>
#include <variant>

#include "core/machine/command.h"
#include "core/machine/decide.h"
#include "core/model/workflow.h"

namespace baton {

/// The action that a value given for `requirement` stands for: set, attach or check.
std::variant<Action, Rejection> supplied_as(const Requirement& requirement,
                                            const std::string& value);

}  // namespace baton
