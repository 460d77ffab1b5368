#include "bot/wiring/distrust.h"

#include <gtest/gtest.h>

#include "bot/ports/errc.h"
#include "tests/fakes/counting_meter.h"

namespace baton::test {
namespace {

TEST(DistrustTest, CountsWhereItCameFromAndForWhomItWasMadeAndNothingElse) {
  const struct {
    AppErrc error;
    std::vector<std::string> told;
  } cases[] = {
      {AppErrc::bad_signature, {"distrusted /x signature"}},
      {AppErrc::stale_request, {"distrusted /x stale"}},
      {AppErrc::unknown_key, {"distrusted /x key"}},
      {AppErrc::foreign_workspace, {"distrusted /x workspace"}},
      {AppErrc::foreign_person, {"distrusted /x person"}},
      {AppErrc::bad_request, {}},
      {AppErrc::too_large, {}},
      {AppErrc::not_ready, {}},
      {AppErrc::unsupported, {}},
  };
  for (const auto& each : cases) {
    CountingMeter meter;
    count_distrust(meter, "/x", make_error_code(each.error));
    EXPECT_EQ(meter.told(), each.told) << make_error_code(each.error).message();
  }
}

}  // namespace
}  // namespace baton::test
