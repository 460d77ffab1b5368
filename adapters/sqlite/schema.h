#pragma once

#include <span>
#include <string_view>

namespace baton::sqlite {

/// One step of the schema: adapters/sqlite/schema/<name>.sql, embedded at build.
struct Migration {
  int version;  ///< of the schema after it
  std::string_view name;
  const char* script;
};
/// All of them, oldest first; versions count from 1 without a gap.
std::span<const Migration> migrations();

}  // namespace baton::sqlite
