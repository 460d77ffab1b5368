#pragma once

#include <stdexcept>
#include <string>

namespace baton::sandbox {

/// What a door's caller named, where there is such a thing; `kind` says of what kind it is. Throws
/// std::invalid_argument where there is none.
template <class Thing>
Thing& existing(Thing* thing, const char* kind) {
  if (thing == nullptr) throw std::invalid_argument(std::string("there is no such ") + kind);
  return *thing;
}

}  // namespace baton::sandbox
