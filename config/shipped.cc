#include "config/shipped.h"

#include <fstream>
#include <stdexcept>
#include <string>

namespace baton::config {

std::string_view shipped_file(std::string_view name) {
  for (const ShippedFile& file : shipped_files()) {
    if (file.name == name) return file.text;
  }
  throw std::out_of_range("not a shipped file: " + std::string(name));
}

void write_shipped_files(const std::filesystem::path& folder) {
  for (const ShippedFile& file : shipped_files()) {
    const std::filesystem::path path = folder / file.name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out;
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out.open(path, std::ios::binary);
    out.write(file.text.data(), static_cast<std::streamsize>(file.text.size()));
    out.close();
  }
}

}  // namespace baton::config
