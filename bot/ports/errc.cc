#include "bot/ports/errc.h"

namespace baton {
namespace {

class AppCategory final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "baton"; }
  std::string message(int code) const override {
    switch (static_cast<AppErrc>(code)) {
      case AppErrc::bad_signature: return "the signature is missing or does not match";
      case AppErrc::stale_request: return "the request's timestamp is more than 5 minutes off";
      case AppErrc::bad_request: return "the request cannot be parsed";
      case AppErrc::too_large: return "the request is over a size limit";
      case AppErrc::foreign_workspace: return "the request names a workspace that is not ours";
      case AppErrc::unsupported: return "the request is of a kind that is not handled";
      case AppErrc::contended: return "others kept changing the same task";
      case AppErrc::store_failed: return "the store could not commit";
      case AppErrc::store_corrupt: return "the store holds what it must not";
      case AppErrc::unsealable: return "a sealed text cannot be opened";
      case AppErrc::not_ready: return "the service is still starting";
      case AppErrc::store_in_use: return "another process has the store open";
      case AppErrc::store_unusable: return "the store cannot be used by this program";
      case AppErrc::foreign_person: return "it was made for somebody else";
      case AppErrc::unknown_key: return "it was made under a key that is not ours, or no longer";
    }
    return "unknown error";
  }
};

}  // namespace

const boost::system::error_category& app_category() {
  static const AppCategory category;
  return category;
}

boost::system::error_code make_error_code(AppErrc code) {
  return {static_cast<int>(code), app_category()};
}

}  // namespace baton
