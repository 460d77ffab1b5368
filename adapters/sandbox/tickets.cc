#include "adapters/sandbox/tickets.h"

#include <algorithm>
#include <utility>

namespace baton::sandbox {

std::string Triggers::issue(const std::string& person, TimePoint now) {
  Trigger made;
  made.id = std::to_string(now.time_since_epoch().count()) + ".1." + random_id(random_);
  made.person = person;
  made.made_at = now;
  made_.push_back(made);
  if (made_.size() > kept_max) made_.pop_front();
  return made.id;
}

Triggers::Use Triggers::look(const std::string& id, TimePoint now, std::string& person) const {
  const auto found = std::ranges::find(made_, id, &Trigger::id);
  if (found == made_.end()) return Use::invalid;
  if (found->used) return Use::exchanged;
  if (now - found->made_at >= life) return Use::expired;
  person = found->person;
  return Use::good;
}

void Triggers::use_up(const std::string& id) {
  const auto found = std::ranges::find(made_, id, &Trigger::id);
  if (found != made_.end()) found->used = true;
}

std::string ResponseAddresses::issue(Address address, TimePoint now) {
  std::string path = "/response/T0001/" + random_id(random_);
  Kept kept;
  kept.address = std::move(address);
  kept.made_at = now;
  made_.emplace(path, std::move(kept));
  order_.push_back(path);
  if (order_.size() > kept_max) {
    made_.erase(order_.front());
    order_.pop_front();
  }
  return path;
}

std::optional<ResponseAddresses::Address> ResponseAddresses::take(const std::string& path,
                                                                  TimePoint now,
                                                                  std::string& refusal) {
  const auto found = made_.find(path);
  if (found == made_.end()) {
    refusal = "invalid_url";
    return std::nullopt;
  }
  if (now - found->second.made_at >= life) {
    refusal = "expired_url";
    return std::nullopt;
  }
  if (found->second.uses >= uses_max) {
    refusal = "used_url";
    return std::nullopt;
  }
  ++found->second.uses;
  return found->second.address;
}

}  // namespace baton::sandbox
