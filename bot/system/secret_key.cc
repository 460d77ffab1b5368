#include "bot/system/secret_key.h"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "core/text/ascii.h"

namespace baton {
namespace {

constexpr std::size_t key_bytes = 32;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error("the secret key " + file.string() + " " + what);
}

/// Writes a new key so that it is there whole or not at all.
void make(const std::filesystem::path& file, Random& random) {
  const std::string text = random_id(random) + random_id(random) + "\n";
  const std::string fresh = file.string() + ".new";
  ::unlink(fresh.c_str());
  const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) fail(file, "cannot be made: " + std::generic_category().message(errno));
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(fd) == 0;
  ::close(fd);
  // link, not rename: a key that somebody else made meanwhile is never replaced
  const bool placed = written && (::link(fresh.c_str(), file.c_str()) == 0 || errno == EEXIST);
  const std::string reason = std::generic_category().message(errno);
  ::unlink(fresh.c_str());
  if (!placed) fail(file, "cannot be made: " + reason);
}

}  // namespace

Secret secret_key_of_hex(const std::string& text) {
  std::string bytes;
  bool fits = text.size() == 2 * key_bytes;
  for (std::size_t at = 0; fits && at < text.size(); at += 2) {
    const int high = ascii::hex_value(text[at]);
    const int low = ascii::hex_value(text[at + 1]);
    fits = high >= 0 && low >= 0;
    bytes += static_cast<char>(high * 16 + low);
  }
  if (!fits) throw std::invalid_argument("a secret key is 64 hexadecimal digits");
  return Secret(std::move(bytes));
}

Secret load_or_make_secret_key(const std::filesystem::path& file, Random& random) {
  std::error_code unreadable;  // of the folder: making or reading the file will tell
  if (!std::filesystem::exists(file, unreadable)) make(file, random);
  if (std::filesystem::is_directory(file, unreadable)) fail(file, "is a folder");
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) fail(file, "cannot be read");
  constexpr std::string_view space = " \t\r\n";
  text.erase(text.find_last_not_of(space) + 1);
  text.erase(0, text.find_first_not_of(space));
  try {
    return secret_key_of_hex(text);
  } catch (const std::invalid_argument& error) {
    fail(file, std::string("cannot be used: ") + error.what());
  }
}

}  // namespace baton
