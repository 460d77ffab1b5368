#include "config/shipped.h"

#include <stdexcept>
#include <string>

namespace baton::config {

std::string_view shipped_file(std::string_view name) {
  for (const ShippedFile& file : shipped_files()) {
    if (file.name == name) return file.text;
  }
  throw std::out_of_range("not a shipped file: " + std::string(name));
}

}  // namespace baton::config
