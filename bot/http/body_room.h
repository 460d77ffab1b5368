#pragma once

#include <cstddef>
#include <utility>

#include "bot/http/session.h"

namespace baton::http {

/// Room for one body among those of all connections, until it is given back. A small one always has
/// it; the larger ones share what there is.
class BodyRoom {
 public:
  BodyRoom(Service& service, std::size_t bytes) : service_(service) {
    if (bytes <= service.options.small_body_bytes) return;
    const std::size_t wanted = service.large_body_bytes + bytes;
    is_there_ = wanted <= service.options.large_bodies_bytes_max;
    if (!is_there_) return;
    taken_ = bytes;
    service.large_body_bytes = wanted;
  }
  ~BodyRoom() { give_back(); }
  BodyRoom(const BodyRoom&) = delete;
  BodyRoom& operator=(const BodyRoom&) = delete;

  [[nodiscard]] bool is_there() const { return is_there_; }
  void give_back() { service_.large_body_bytes -= std::exchange(taken_, 0); }

 private:
  Service& service_;
  bool is_there_ = true;
  std::size_t taken_ = 0;
};

}  // namespace baton::http
