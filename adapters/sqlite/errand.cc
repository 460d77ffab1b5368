#include "adapters/sqlite/errand.h"

#include <boost/asio/post.hpp>

#include "bot/ports/errc.h"

namespace baton::sqlite {

bool Errand::begin() {
  const std::lock_guard lock(mutex_);
  return !abandoned_;
}

void Errand::attempt(Connection& connection) {
  failure_ = nullptr;
  try {
    work(connection);
  } catch (...) {
    failure_ = std::current_exception();
  }
}

void Errand::fail(const std::string& why) {
  failure_ = std::make_exception_ptr(
      boost::system::system_error(make_error_code(AppErrc::store_failed), why));
}

void Errand::finish() {
  // Under the lock, so that the waiter cannot leave, and its event loop not end, in between.
  const std::lock_guard lock(mutex_);
  if (abandoned_) return;
  boost::asio::post(executor_, [self = shared_from_this()] { self->wake(); });
}

void Errand::wake() {
  if (timer_ == nullptr) return;
  woken_ = true;
  timer_->cancel();
}

void Errand::abandon() {
  timer_ = nullptr;
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
  executor_ = {};
}

void ErrandQueue::push(std::shared_ptr<Errand> errand) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_) {
      throw boost::system::system_error(make_error_code(AppErrc::store_failed), *closed_);
    }
    if (errands_.size() >= capacity_) {
      throw boost::system::system_error(
          make_error_code(AppErrc::store_failed),
          "the store's queue is full: " + std::to_string(capacity_) + " calls are waiting");
    }
    errands_.push_back(std::move(errand));
  }
  arrived_.notify_one();
}

std::vector<std::shared_ptr<Errand>> ErrandQueue::take(std::size_t max) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return closed_ || !errands_.empty(); });
  std::vector<std::shared_ptr<Errand>> taken;
  while (!errands_.empty() && taken.size() < max) {
    taken.push_back(std::move(errands_.front()));
    errands_.pop_front();
  }
  return taken;
}

void ErrandQueue::close(const std::string& why) {
  std::deque<std::shared_ptr<Errand>> dropped;
  {
    const std::lock_guard lock(mutex_);
    if (!closed_) closed_ = why;
    dropped.swap(errands_);
  }
  arrived_.notify_all();
  for (const std::shared_ptr<Errand>& errand : dropped) {
    errand->fail(why);
    errand->finish();
  }
}

}  // namespace baton::sqlite
