#include "bot/log/fd_sink.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace baton::log {
namespace {

constexpr int look_again_ms = 50;  ///< how often a stuck descriptor is compared with closing

}  // namespace

FdSink::FdSink(int fd, std::function<std::uint64_t()> lost_elsewhere,
               std::function<std::string(std::uint64_t)> report)
    : fd_(fd), lost_elsewhere_(std::move(lost_elsewhere)), report_(std::move(report)) {}

void FdSink::log(const spdlog::details::log_msg& message) {
  const std::uint64_t lost = dropped_ + lost_elsewhere_();
  if (lost > reported_) {
    pending_.append(report_(lost - reported_)).append("\n");
    reported_ = lost;
  }
  pending_.append(message.payload.data(), message.payload.size()).append("\n");
  ++pending_lines_;
  if (!drain()) give_up();
}

void FdSink::close() { closing_ = true; }

bool FdSink::drain() {
  std::size_t written = 0;
  while (written < pending_.size()) {
    if (!wait_writable()) return false;
    // A pipe that is writable takes PIPE_BUF bytes without blocking.
    const std::size_t size = std::min<std::size_t>(pending_.size() - written, PIPE_BUF);
    const ssize_t taken = ::write(fd_, pending_.data() + written, size);
    if (taken >= 0) {
      written += static_cast<std::size_t>(taken);
    } else if (errno != EINTR && errno != EAGAIN) {
      return false;
    }
  }
  pending_.clear();
  pending_lines_ = 0;
  return true;
}

bool FdSink::wait_writable() {
  for (;;) {
    pollfd watched{fd_, POLLOUT, 0};
    const int ready =
        ::poll(&watched, 1, closing_ ? std::min(look_again_ms, patience_ms_) : look_again_ms);
    if (ready > 0) return true;  // also for an error, which write() then names
    if (ready < 0 && errno != EINTR) return false;
    if (!closing_) continue;
    patience_ms_ -= look_again_ms;
    if (patience_ms_ <= 0) {
      patience_ms_ = 0;
      return false;
    }
  }
}

void FdSink::give_up() {
  dropped_ += pending_lines_;
  pending_.clear();
  pending_lines_ = 0;
}

}  // namespace baton::log
