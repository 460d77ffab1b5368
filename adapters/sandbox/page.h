#pragma once

#include <optional>
#include <string_view>

namespace baton::sandbox {

/// One file of the page, as it was when the program was built.
struct PageFile {
  std::string_view path;  ///< "/app.js"; the page itself is "/"
  std::string_view type;
  std::string_view bytes;
};
/// nullopt: the page has no such file.
std::optional<PageFile> page_file(std::string_view path);

}  // namespace baton::sandbox
