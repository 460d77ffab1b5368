#pragma once

#include <boost/system/error_code.hpp>

namespace baton {

/// What is wrong with something that came from outside, or with the world.
enum class AppErrc {
  bad_signature = 1,  ///< the signature is missing, malformed or does not match
  stale_request,      ///< its timestamp is too old, too far ahead, or no number
  bad_request,        ///< it cannot be parsed
  too_large,          ///< over a named limit
  foreign_workspace,  ///< it names a team that is not ours
  unsupported,        ///< well formed, of a kind we do not handle
  contended,          ///< others kept changing the same task
  store_failed,       ///< the store could not commit
  store_corrupt,      ///< the store holds what it must not
  unsealable,         ///< sealed under a key we do not have, or altered
  not_ready,          ///< the service is still starting
  store_in_use,       ///< another process has the store open
  store_unusable,     ///< the store cannot be used by this program
  foreign_person,     ///< it was made for somebody else
  unknown_key,        ///< it was made under a key that is not ours, or no longer
};
const boost::system::error_category& app_category();
boost::system::error_code make_error_code(AppErrc code);

}  // namespace baton

template <>
struct boost::system::is_error_code_enum<baton::AppErrc> : std::true_type {};
