#pragma once

#include <string>
#include <vector>

#include "core/model/agency.h"

namespace baton::journal {

/// A person's identities as one text that can be sealed: canonical JSON, a list of
/// {"user", "workspace"}; empty for none.
std::string text_of(const std::vector<Identity>& identities);
/// The identities that text_of() wrote; none where the text was erased.
std::vector<Identity> identities_of(const std::string& text);

}  // namespace baton::journal
