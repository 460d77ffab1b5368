#include "tests/faults/preload.h"

#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

/// The wire, seen by how requests begin.
namespace baton::test {
namespace {

/// What a connection carries.
enum class Carries : int { nothing, command, post, edit, look, question_who_we_are };
constexpr int connections_max = 4096;
std::array<std::atomic<Carries>, connections_max> connections;

void carry(int fd, Carries what) {
  if (fd >= 0 && fd < connections_max) connections[static_cast<std::size_t>(fd)] = what;
}
Carries carried(int fd) {
  return fd >= 0 && fd < connections_max ? connections[static_cast<std::size_t>(fd)].load()
                                         : Carries::nothing;
}

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// What a request of ours asks a chat for; nullopt: it is no beginning of one.
std::optional<Carries> asked(std::string_view bytes) {
  const std::string_view line = bytes.substr(0, bytes.find("\r\n"));
  const bool begins =
      line.starts_with("GET /") || line.starts_with("POST /") || line.starts_with("PUT /");
  if (!begins || !has(line, " HTTP/1.1")) return std::nullopt;
  if (has(line, "/chat.postMessage ") || has(line, "POST /api/v4/posts ")) return Carries::post;
  if (has(line, "/chat.update ") || has(line, "/patch ")) return Carries::edit;
  if (has(line, "/conversations.history") || has(line, "/conversations.replies") ||
      has(line, "/posts?page=")) {
    return Carries::look;
  }
  if (has(line, "/auth.test") || has(line, "/users/me ")) return Carries::question_who_we_are;
  return Carries::nothing;
}

void before_sending(int fd, std::string_view bytes) {
  if (const auto what = asked(bytes)) carry(fd, *what);
  if (carried(fd) == Carries::command) pass(KillPoint::answer_ready);
  if (carried(fd) == Carries::post) pass(KillPoint::post_ready);
  if (carried(fd) == Carries::edit) pass(KillPoint::edit_ready);
}

void after_sending(int fd) {
  switch (carried(fd)) {
    case Carries::nothing: break;
    case Carries::command:
      carry(fd, Carries::nothing);
      pass(KillPoint::answer_sent);
      break;
    case Carries::post: pass(KillPoint::post_sent); break;
    case Carries::edit: pass(KillPoint::edit_sent); break;
    case Carries::look: pass(KillPoint::look_sent); break;
    case Carries::question_who_we_are: pass(KillPoint::link_sent); break;
  }
}

void after_receiving(int fd, std::string_view bytes) {
  if (bytes.starts_with("POST /slack/") || bytes.starts_with("POST /mattermost/")) {
    carry(fd, Carries::command);
    pass(KillPoint::command_read);
  } else if (bytes.starts_with("GET /")) {
    carry(fd, Carries::nothing);
  } else if (carried(fd) == Carries::post) {
    pass(KillPoint::post_answered);
  } else if (carried(fd) == Carries::edit) {
    pass(KillPoint::edit_answered);
  }
}

/// How a message begins, wherever its parts lie: as much as a request's first line takes.
class Beginning {
 public:
  Beginning(const msghdr* message, std::size_t bytes_max) {
    for (std::size_t at = 0; at < message->msg_iovlen; ++at) {
      const iovec& part = message->msg_iov[at];
      const std::size_t room = std::min(bytes_.size(), bytes_max) - size_;
      const std::size_t count = std::min(part.iov_len, room);
      std::memcpy(bytes_.data() + size_, part.iov_base, count);
      size_ += count;
    }
  }
  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 512> bytes_;
  std::size_t size_ = 0;
};

}  // namespace
}  // namespace baton::test

extern "C" ssize_t sendmsg(int fd, const msghdr* message, int flags) {
  static const auto next = BATON_NEXT(sendmsg);
  baton::test::before_sending(fd, baton::test::Beginning(message, SIZE_MAX).text());
  const ssize_t sent = next(fd, message, flags);
  if (sent > 0) baton::test::after_sending(fd);
  return sent;
}

extern "C" ssize_t send(int fd, const void* bytes, std::size_t count, int flags) {
  static const auto next = BATON_NEXT(send);
  baton::test::before_sending(fd, {static_cast<const char*>(bytes), count});
  const ssize_t sent = next(fd, bytes, count, flags);
  if (sent > 0) baton::test::after_sending(fd);
  return sent;
}

extern "C" ssize_t recvmsg(int fd, msghdr* message, int flags) {
  static const auto next = BATON_NEXT(recvmsg);
  const ssize_t got = next(fd, message, flags);
  if (got > 0) {
    const baton::test::Beginning beginning(message, static_cast<std::size_t>(got));
    baton::test::after_receiving(fd, beginning.text());
  }
  return got;
}

extern "C" ssize_t recv(int fd, void* bytes, std::size_t count, int flags) {
  static const auto next = BATON_NEXT(recv);
  const ssize_t got = next(fd, bytes, count, flags);
  if (got > 0) {
    baton::test::after_receiving(fd,
                                 {static_cast<const char*>(bytes), static_cast<std::size_t>(got)});
  }
  return got;
}
