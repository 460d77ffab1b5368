#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "bot/ports/http.h"
#include "bot/wiring/routes.h"
#include "tests/e2e/wire.h"

/// Every address of the service, and how a request to it may be forged.
namespace baton::test {

/// A request as it stands on the wire: a header may come twice.
struct Wired {
  std::string method = "POST";
  std::string target;
  std::vector<Header> headers;  ///< Host and Content-Length are added
  std::string body;

  void set(const std::string& name, const std::string& value);
  void add(const std::string& name, const std::string& value);
  void drop(const std::string& name);
  /// Puts `instead` in the place of `part`. Fails the test where the body has none.
  void replace(const std::string& part, const std::string& instead);
  /// Changes a JSON body.
  void edit(const std::function<void(Json&)>& change);
  /// Signs it as Slack does, as if `seconds` from now.
  void sign(const std::string& secret, long seconds = 0);
  [[nodiscard]] std::string bytes() const;
};
/// A delivery as the simulated chats tell of it.
Wired wired(const Json& request);

enum class Forgery {
  no_proof,      ///< nothing says where it comes from
  wrong_proof,   ///< what says so is wrong
  other_secret,  ///< it is made with another secret than the one that is asked for
  stale,
  ahead,
  truncated,
  altered,
  content_type,
  method,
  duplicated,  ///< what must come once comes twice
};
inline constexpr Forgery forgeries[] = {
    Forgery::no_proof, Forgery::wrong_proof, Forgery::other_secret, Forgery::stale,
    Forgery::ahead,    Forgery::truncated,   Forgery::altered,      Forgery::content_type,
    Forgery::method,   Forgery::duplicated};
const char* name_of(Forgery kind);

struct Row {
  Forgery kind;
  const char* name;
  std::function<void(Wired&)> forge;
  int status = 401;
  /// By which it is counted as distrusted; empty: it is refused for something else.
  std::string reason = {};
  bool is_told = false;  ///< with 200, a person is told that nothing was recorded
};
/// One address with all its rows. Where a kind of forgery has none, it says why there can be none.
struct Guarded {
  Entrance entrance;
  std::vector<Row> rows;
  std::map<Forgery, std::string> impossible;
};
const std::vector<Guarded>& guarded();

extern const std::string metrics_token;

}  // namespace baton::test
