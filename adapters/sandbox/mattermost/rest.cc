#include "adapters/sandbox/mattermost/rest.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "adapters/sandbox/mattermost/actions.h"
#include "adapters/sandbox/mattermost/commands.h"
#include "adapters/sandbox/mattermost/dialogs.h"
#include "adapters/sandbox/mattermost/rest_routes.h"
#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"
#include "bot/log/log.h"
#include "core/text/ascii.h"

namespace baton::sandbox::mattermost {
namespace {

constexpr const char* version = "6.7.0.sandbox.false";

/// The token of an Authorization header: the scheme is "Bearer" or "Token", in any case.
std::string token_in_header(const HttpRequest& request) {
  const std::string_view header = request.header("Authorization").value_or("");
  for (const std::string_view scheme : {"bearer ", "token "}) {
    if (header.size() > scheme.size() && ascii::starts_with(header, scheme)) {
      return std::string(header.substr(scheme.size()));
    }
  }
  return {};
}

std::string token_in_query(const HttpRequest& request) {
  const auto fields = codec::parse_form(request.query);
  return fields ? std::string(codec::field_of(*fields, "access_token")) : std::string();
}

HttpResponse limit_exceeded(int retry_after_s) {
  HttpResponse response = HttpResponse::text("limit exceeded\n", 429);
  response.headers.push_back(Header{"X-Content-Type-Options", "nosniff"});
  response.headers.push_back(Header{"Retry-After", std::to_string(retry_after_s)});
  return response;
}

void add_limit_headers(HttpResponse& response, const CallLimit::Verdict& verdict) {
  response.headers.push_back(Header{"X-Ratelimit-Limit", std::to_string(verdict.limit)});
  response.headers.push_back(Header{"X-Ratelimit-Remaining", std::to_string(verdict.remaining)});
  response.headers.push_back(Header{"X-Ratelimit-Reset", std::to_string(verdict.reset_s)});
}

int ceil_s(double seconds) { return static_cast<int>(std::ceil(std::max(0.0, seconds))); }

HttpResponse answer_of(const Acted& acted, const std::string& request_id) {
  if (acted.error) return error_response(*acted.error, request_id);
  return HttpResponse::json(dumped(acted.answer));
}

}  // namespace

std::string Sessions::issue(const std::string& user, Random& random) {
  made_.emplace_back(new_id(random), user);
  if (made_.size() > kept_max) made_.pop_front();
  return made_.back().first;
}

std::string Sessions::user_of(const std::string& token) const {
  if (codec::equal_in_constant_time(token, bot_token_.reveal())) return bot_user();
  for (const auto& [known, user] : made_) {
    if (codec::equal_in_constant_time(token, known)) return user;
  }
  return {};
}

CallLimit::Verdict CallLimit::count(const Conditions& conditions, TimePoint now) {
  const double interval_s = 1.0 / conditions.calls_per_second;
  const double span_s = interval_s * (conditions.burst + 1);
  const auto seconds = [&](TimePoint at) {
    return std::chrono::duration<double>(at - now).count();
  };
  const double owed_s = std::max(0.0, seconds(paid_until_));
  Verdict verdict;
  verdict.limit = conditions.burst + 1;
  verdict.refused = owed_s + interval_s > span_s + 1e-9;
  const double after_s = verdict.refused ? owed_s : owed_s + interval_s;
  if (verdict.refused) {
    verdict.retry_after_s = std::max(1, ceil_s(owed_s + interval_s - span_s));
  } else {
    paid_until_ = now + std::chrono::milliseconds(std::llround(after_s * 1000));
  }
  verdict.remaining = static_cast<int>((span_s - after_s) / interval_s + 1e-9);
  verdict.reset_s = ceil_s(after_s);
  return verdict;
}

Rest::Rest(Machine& machine, Secret bot_token, std::string own_url, Log& log)
    : machine_(machine), sessions_(std::move(bot_token)), own_url_(std::move(own_url)), log_(log) {}

std::string Rest::base_of(const HttpRequest& request) const {
  if (!own_url_.empty()) return own_url_;
  const bool is_secure = request.header("X-Forwarded-Proto") == "https";
  return (is_secure ? "https://" : "http://") +
         std::string(request.header("Host").value_or("localhost"));
}

boost::asio::awaitable<HttpResponse> Rest::handle(HttpRequest request) {
  std::vector<std::string> ids;
  const Route* found = nullptr;
  for (const Route& route : routes()) {
    if (route.method == "*" || route.method == request.method) {
      if (const auto matched = match(route.pattern, request.path)) {
        found = &route;
        ids = *matched;
        break;
      }
    }
  }
  const std::string name = found == nullptr ? "unknown" : found->name;
  HttpResponse refused = limit_exceeded(1);
  std::function<boost::asio::awaitable<HttpResponse>()> effect = [this, &request, found, &ids] {
    return limited(std::move(request), found, std::move(ids));
  };
  co_return co_await under_weather(machine_.conditions, machine_.clock, log_, name,
                                   std::move(refused), std::move(effect));
}

boost::asio::awaitable<HttpResponse> Rest::limited(HttpRequest request, const Route* route,
                                                   std::vector<std::string> ids) {
  CallLimit::Verdict verdict;
  const bool is_limited = machine_.conditions.rate_limits;
  if (is_limited) verdict = limit_.count(machine_.conditions, machine_.clock.now());
  HttpResponse response = limit_exceeded(verdict.retry_after_s);
  if (!verdict.refused) {
    response = co_await answer(std::move(request), route, std::move(ids));
  }
  if (is_limited) add_limit_headers(response, verdict);
  co_return response;
}

std::optional<AppError> Rest::let_in(const HttpRequest& request, Call& call) const {
  std::string token = token_in_header(request);
  const bool in_query = token.empty();
  if (in_query) token = token_in_query(request);
  const std::string id = token.empty() ? std::string() : sessions_.user_of(token);
  const User* const user = machine_.state.user(id);
  const bool is_revoked = id == bot_user() && machine_.conditions.token_revoked;
  if (user == nullptr || user->deactivated || is_revoked) return errors::session_expired();
  if (in_query) return errors::token_in_query();
  call.user = user;
  return std::nullopt;
}

boost::asio::awaitable<HttpResponse> Rest::answer(HttpRequest request, const Route* route,
                                                  std::vector<std::string> ids) {
  if (route == nullptr) co_return no_such_route(request.path);
  Call call;
  call.ids = std::move(ids);
  call.request = &request;
  call.request_id = new_id(machine_.random);
  HttpResponse response;
  std::optional<AppError> error;
  if (route->needs_session) error = let_in(request, call);
  if (!error) {
    try {
      if (route->call != nullptr) {
        response = (this->*route->call)(call);
      } else if (route->name == std::string("hooks.commands")) {
        response = answer_later(machine_, request, call.ids.at(0), call.request_id);
      } else {
        response = co_await act(call, route->name);
      }
    } catch (const Json::exception&) {
      error = errors::body_param(route->body);
    } catch (const std::invalid_argument&) {
      error = errors::body_param(route->body);
    }
  }
  if (error) {
    response = error_response(*error, call.request_id);
    if (error->status == 401 && request.header("Authorization")) {
      response.headers.push_back(Header{"Set-Cookie", "MMAUTHTOKEN=; Path=/; Max-Age=0; HttpOnly"});
    }
  }
  log_.debug("sandbox.called",
             {{"method", std::string("mattermost.") + route->name}, {"status", response.status}});
  if (find_header(response.headers, "X-Content-Type-Options") || response.status == 405) {
    co_return response;  // the answers of the router itself
  }
  response.headers.push_back(Header{"X-Request-Id", call.request_id});
  response.headers.push_back(Header{"X-Version-Id", version});
  co_return response;
}

boost::asio::awaitable<HttpResponse> Rest::act(Call call, std::string name) {
  const std::string user = call.user->id;
  Json body = Json::object();
  if (!call.request->body.empty()) body = body_of(*call.request);
  Acted acted;
  if (name == "commands.execute") {
    std::string base = base_of(*call.request);
    acted = co_await execute_command(machine_, user, std::move(body), std::move(base));
  } else if (name == "posts.actions") {
    acted = co_await press_action(machine_, user, call.ids.at(0), call.ids.at(1), std::move(body));
  } else {
    acted = co_await submit_dialog(machine_, user, std::move(body));
  }
  co_return answer_of(acted, call.request_id);
}

}  // namespace baton::sandbox::mattermost
