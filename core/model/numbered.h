#pragma once

#include <algorithm>

namespace baton {

/// The one of `items` that has this number, or nullptr.
template <class Items>
auto numbered(Items& items, int number) -> decltype(&*items.begin()) {
  const auto found = std::ranges::find(items, number, &Items::value_type::number);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace baton
