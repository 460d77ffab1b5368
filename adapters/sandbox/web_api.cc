#include "adapters/sandbox/web_api.h"

#include <utility>

#include "bot/codec/digest.h"
#include "bot/codec/form_body.h"
#include "bot/codec/json_guard.h"
#include "bot/log/log.h"

namespace baton::sandbox {
namespace {

constexpr std::string_view prefix = "/api/";
constexpr int rate_limited_s = 2;  ///< Retry-After while every call is refused

HttpResponse too_many(int seconds) {
  HttpResponse response = HttpResponse::json(refusal("ratelimited").dump(), 429);
  response.headers.push_back(Header{"Retry-After", std::to_string(seconds)});
  return response;
}

/// What a plain function yielded, for who waits for it.
boost::asio::awaitable<HttpResponse> at_once(HttpResponse response) { co_return response; }

/// The arguments of a call, from a JSON or a form body, or of a GET from its query; a refusal's
/// name in `error` where they cannot be read.
Json arguments_of(const HttpRequest& request, std::string& error) {
  const std::string type(request.header("Content-Type").value_or(""));
  if (type.starts_with("application/json")) {
    const auto parsed = codec::parse_json(request.body);
    if (!parsed) {
      error = "invalid_json";
    } else if (!parsed->is_object()) {
      error = "json_not_object";
    } else {
      return *parsed;
    }
    return Json::object();
  }
  Json arguments = Json::object();
  const bool in_query = request.method == "GET";
  const std::string& text = in_query ? request.query : request.body;
  if (text.empty()) return arguments;
  if (!in_query && !type.starts_with("application/x-www-form-urlencoded")) {
    error = "invalid_post_type";
    return arguments;
  }
  const auto fields = codec::parse_form(text);
  if (!fields) {
    error = "invalid_form_data";
    return arguments;
  }
  for (const auto& [name, value] : *fields) arguments[name] = value;
  if (in_query && arguments.contains("token")) arguments.erase("token");
  return arguments;
}

std::string token_of(const HttpRequest& request, const Json& arguments) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view header = request.header("Authorization").value_or("");
  if (header.starts_with(scheme)) return std::string(header.substr(scheme.size()));
  return string_of(arguments, "token");
}

std::string joined(const std::set<std::string>& scopes) {
  std::string all;
  for (const std::string& scope : scopes) all += (all.empty() ? "" : ",") + scope;
  return all;
}

}  // namespace

WebApi::WebApi(Team team, Conditions& conditions, Secret token, Clock& clock, Log& log)
    : team_(team), conditions_(conditions), token_(std::move(token)), clock_(clock), log_(log) {}

boost::asio::awaitable<HttpResponse> WebApi::handle(HttpRequest request) {
  std::string method = request.path.substr(prefix.size());
  std::function<HttpResponse()> effect = [this, method, &request] { return call(method, request); };
  co_return co_await under_conditions(std::move(method), std::move(effect));
}

boost::asio::awaitable<HttpResponse> WebApi::under_conditions(
    std::string method, std::function<HttpResponse()> effect) {
  std::function<boost::asio::awaitable<HttpResponse>()> later = [&effect] {
    return at_once(effect());
  };
  HttpResponse refused = too_many(rate_limited_s);
  co_return co_await under_weather(conditions_, clock_, log_, std::move(method), std::move(refused),
                                   std::move(later));
}

HttpResponse WebApi::call(const std::string& method, const HttpRequest& request) {
  std::optional<int> wait;
  Json said;
  try {
    said = answer(method, request, wait);
  } catch (const Json::exception&) {
    said = refusal("invalid_arguments");  // an argument of a kind that no method takes
  }
  if (wait) return too_many(*wait);
  log_.debug("sandbox.called", {{"method", method}, {"error", said.value("error", "")}});
  HttpResponse response = HttpResponse::json(said.dump());
  response.headers.push_back(Header{"x-oauth-scopes", joined(conditions_.scopes)});
  return response;
}

Json WebApi::answer(const std::string& method, const HttpRequest& request,
                    std::optional<int>& wait) {
  const MethodRow* const row = find_method(method);
  if (row == nullptr) return refusal("unknown_method");
  std::string error;
  const Json arguments = arguments_of(request, error);
  if (!error.empty()) return refusal(error);
  const std::string token = token_of(request, arguments);
  if (token.empty()) return refusal("not_authed");
  if (!codec::equal_in_constant_time(token, token_.reveal())) return refusal("invalid_auth");
  if (conditions_.token_revoked) return refusal("token_revoked");
  const TimePoint now = clock_.now();
  if (conditions_.rate_limits) {
    wait = limits_.refuse(method, string_of(arguments, "channel"), row->per_minute, now);
    if (wait) return nullptr;
  }
  if (row->scope != nullptr && !conditions_.scopes.contains(row->scope)) {
    Json missing = refusal("missing_scope");
    missing["needed"] = row->scope;
    missing["provided"] = joined(conditions_.scopes);
    return missing;
  }
  return row->call(team_, arguments, now);
}

}  // namespace baton::sandbox
