#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "adapters/sandbox/mattermost/machine.h"
#include "adapters/sandbox/mattermost/posts.h"
#include "bot/ports/http.h"

namespace baton {
class Log;
}

namespace baton::sandbox::mattermost {

/// Who is logged in: people by password, Baton by its token.
class Sessions {
 public:
  static constexpr std::size_t kept_max = 200;

  explicit Sessions(Secret bot_token) : bot_token_(std::move(bot_token)) {}
  /// A new session's token.
  std::string issue(const std::string& user, Random& random);
  /// Whose token it is; empty: nobody's.
  [[nodiscard]] std::string user_of(const std::string& token) const;

 private:
  Secret bot_token_;
  std::deque<std::pair<std::string, std::string>> made_;  ///< token, user
};

/// So many calls a second, and so many at once beyond (GCRA), from wherever they come.
class CallLimit {
 public:
  struct Verdict {
    bool refused = false;
    int limit = 0;
    int remaining = 0;
    int reset_s = 0;
    int retry_after_s = 0;
  };
  Verdict count(const Conditions& conditions, TimePoint now);

 private:
  TimePoint paid_until_{};
};

/// One request that was let in.
struct Call {
  const User* user = nullptr;    ///< nullptr: the route needs no session
  std::vector<std::string> ids;  ///< what the route's parameters matched
  const HttpRequest* request;
  std::string request_id;
};

/// The REST API under /api/v4/ as far as Baton and the people on its doors use it, and the
/// addresses /hooks/commands/<id>.
class Rest {
 public:
  /// `own_url`: how response addresses begin; empty: as the Host header of the user's request says.
  Rest(Machine& machine, Secret bot_token, std::string own_url, Log& log);

  boost::asio::awaitable<HttpResponse> handle(HttpRequest request);

 private:
  struct Route;
  boost::asio::awaitable<HttpResponse> limited(HttpRequest request, const Route* route,
                                               std::vector<std::string> ids);
  boost::asio::awaitable<HttpResponse> answer(HttpRequest request, const Route* route,
                                              std::vector<std::string> ids);
  boost::asio::awaitable<HttpResponse> act(Call call, std::string name);
  std::optional<AppError> let_in(const HttpRequest& request, Call& call) const;
  [[nodiscard]] std::string base_of(const HttpRequest& request) const;

  HttpResponse log_in(const Call& call);
  HttpResponse ping(const Call& call);
  HttpResponse me(const Call& call);
  HttpResponse user(const Call& call);
  HttpResponse user_called(const Call& call);
  HttpResponse team(const Call& call);
  HttpResponse team_called(const Call& call);
  HttpResponse channel(const Call& call);
  HttpResponse channel_called(const Call& call);
  HttpResponse direct(const Call& call);
  HttpResponse posts_of(const Call& call);
  HttpResponse create(const Call& call);
  HttpResponse get(const Call& call);
  HttpResponse patch(const Call& call);
  HttpResponse update(const Call& call);
  HttpResponse remove(const Call& call);
  HttpResponse create_private(const Call& call);
  HttpResponse dialog(const Call& call);

  static const std::vector<Route>& routes();

  Machine& machine_;
  Sessions sessions_;
  PendingPosts pending_;
  CallLimit limit_;
  std::string own_url_;
  Log& log_;
};

}  // namespace baton::sandbox::mattermost
