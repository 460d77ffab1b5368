#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace baton::test {

/// A folder of one test's own; it goes with the test.
class TempDir {
 public:
  enum class On {
    disk,
    memory,  ///< where syncs cost nothing, if there is such a place
  };
  explicit TempDir(On on = On::disk) {
    const std::filesystem::path shared = "/dev/shm";
    const bool in_memory = on == On::memory && std::filesystem::is_directory(shared);
    const std::filesystem::path parent =
        in_memory ? shared : std::filesystem::temp_directory_path();
    std::string name = (parent / "baton-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace baton::test
