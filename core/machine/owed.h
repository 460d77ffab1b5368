#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/machine/decide.h"

namespace baton {

/// A gap or a debt that is open.
struct Owed {
  int number = 0;
  std::string what;
};

/// The number of the one that `name` means: its number, or the beginning of what is owed, where
/// only one begins so; empty: the only one. Else the refusal, with all that is open as choices.
std::variant<int, Rejection> owed_called(const OwedName& name, const std::vector<Owed>& open);

}  // namespace baton
