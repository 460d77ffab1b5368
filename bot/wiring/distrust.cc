#include "bot/wiring/distrust.h"

#include "bot/ports/errc.h"

namespace baton {

void count_distrust(Meter& meter, std::string_view surface,
                    const boost::system::error_code& refused) {
  const struct {
    AppErrc error;
    std::string_view reason;
  } reasons[] = {
      {AppErrc::bad_signature, "signature"},  // or a token
      {AppErrc::stale_request, "stale"},         {AppErrc::unknown_key, "key"},
      {AppErrc::foreign_workspace, "workspace"}, {AppErrc::foreign_person, "person"},
  };
  for (const auto& [error, reason] : reasons) {
    if (refused == error) meter.distrusted(surface, reason);
  }
}

}  // namespace baton
