#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/model/ids.h"

namespace baton::mattermost {

/// The order of names that may stand in any case: "@Bob" is bob.
struct IgnoringCase {
  using is_transparent = void;
  bool operator()(std::string_view left, std::string_view right) const;
};
/// Who is meant by the names that stand in a text: user name -> user id.
using Mentions = std::map<std::string, UserId, IgnoringCase>;

/// `text` as Mattermost sends it, raw, in the grammar's markup: & < > as entities, and "@name" of
/// somebody mentioned as "<@user id|name>": a name may end in a dot, and so may the sentence around
/// it. All else stays as it is. No mention begins within a word: ana@example.com.
std::string typed_text(std::string_view text, const Mentions& mentions);

}  // namespace baton::mattermost
