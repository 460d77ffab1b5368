#pragma once

#include <map>
#include <string>

#include "bot/app/seeding.h"
#include "core/model/agency.h"

namespace baton {

/// Whom of the directory the entries of `seed` mean, by the entry's name. An entry that means
/// nobody known is somebody new. No two entries mean the same person, and the order of the file
/// says nothing: whoever an id leads to is claimed before anybody's name counts.
std::map<std::string, PersonId> who_is_who(const Seed& seed, const Directory& directory);

}  // namespace baton
