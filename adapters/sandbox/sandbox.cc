#include "adapters/sandbox/sandbox.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "adapters/sandbox/acting.h"
#include "adapters/sandbox/bell.h"
#include "adapters/sandbox/mattermost/server.h"
#include "adapters/sandbox/page.h"
#include "adapters/sandbox/query.h"
#include "adapters/sandbox/web_api.h"
#include "adapters/sandbox/window.h"
#include "bot/codec/form_body.h"
#include "bot/codec/json_guard.h"

namespace baton::sandbox {
namespace {

constexpr std::chrono::milliseconds poll_max{20'000};
constexpr std::string_view mattermost_doors = "/sandbox/mattermost/";
constexpr const char* policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

HttpResponse wrong(const std::string& sentence, int status = 400) {
  return HttpResponse::json(Json{{"error", sentence}}.dump(), status);
}

/// Whether the request was made to this machine by its own name, so that no other site's name was
/// bent to point here.
bool is_to_loopback(const HttpRequest& request) {
  std::string_view host = request.header("Host").value_or("localhost");
  const std::size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
    host = host.substr(0, colon);
  }
  constexpr std::array<std::string_view, 3> names{"127.0.0.1", "localhost", "[::1]"};
  return std::ranges::find(names, host) != names.end();
}

/// The longest that one may wait for events.
std::chrono::milliseconds wait_of(const codec::FormFields& fields) {
  const auto most = static_cast<std::uint64_t>(poll_max.count());
  return std::chrono::milliseconds(std::min(number_of(fields, "wait", most), most));
}

mattermost::ServerOptions mattermost_options_of(const SandboxOptions& options) {
  mattermost::ServerOptions made;
  made.bot_token = options.mattermost_bot_token;
  made.command_token = options.mattermost_command_token;
  made.baton_url = options.baton_url;
  made.own_url = options.own_url;
  made.integration_limit = options.integration_limit;
  return made;
}

HttpResponse page(const HttpRequest& request) {
  const std::optional<PageFile> file = page_file(request.path);
  if (!file) return HttpResponse::text("There is nothing here.\n", 404);
  if (request.method != "GET" && request.method != "HEAD") {
    return HttpResponse::text("Only GET is answered here.\n", 405);
  }
  HttpResponse response;
  response.headers.push_back(Header{"Content-Type", std::string(file->type)});
  response.headers.push_back(Header{"Content-Security-Policy", policy});
  response.headers.push_back(Header{"Cache-Control", "no-store"});
  if (request.method == "GET") response.body = file->bytes;
  return response;
}

}  // namespace

struct Sandbox::Parts {
  Parts(SandboxOptions options_, mattermost::ServerOptions mattermost_options, HttpClient& client,
        Clock& clock_, Random& random, Log& log)
      : own_url(std::move(options_.own_url)),
        clock(clock_),
        triggers(random),
        addresses(random),
        courier(std::move(options_.signing_secret), std::move(options_.baton_url),
                options_.answer_limit, client, clock_, log),
        api(Team{workspace, triggers}, conditions, std::move(options_.bot_token), clock_, log),
        acting(workspace, triggers, addresses, courier, clock_),
        mattermost(std::move(mattermost_options), client, clock_, random, log) {
    workspace.on_change([this] { bell.ring(); });
    mattermost.on_change([this] { mattermost_bell.ring(); });
  }

  boost::asio::awaitable<HttpResponse> door(HttpRequest request);
  boost::asio::awaitable<HttpResponse> read_door(HttpRequest request);
  boost::asio::awaitable<HttpResponse> act_door(HttpRequest request, Json asked);
  boost::asio::awaitable<HttpResponse> read_mattermost(HttpRequest request,
                                                       codec::FormFields fields);
  boost::asio::awaitable<HttpResponse> events(HttpRequest request);
  boost::asio::awaitable<HttpResponse> response_address(HttpRequest request);
  HttpResponse respond(const HttpRequest& request);
  Json mark_read(const Json& asked);
  [[nodiscard]] std::string reached_at(const HttpRequest& request) const {
    if (!own_url.empty()) return own_url;
    return "http://" + std::string(request.header("Host").value_or("localhost"));
  }

  std::string own_url;
  Clock& clock;
  Bell bell;
  Workspace workspace;
  Conditions conditions;
  Triggers triggers;
  ResponseAddresses addresses;
  Courier courier;
  WebApi api;
  Acting acting;
  Bell mattermost_bell;
  mattermost::Server mattermost;
};

Sandbox::Sandbox(SandboxOptions options, HttpClient& client, Clock& clock, Random& random, Log& log)
    : parts_(std::make_unique<Parts>(options, mattermost_options_of(options), client, clock, random,
                                     log)) {}
Sandbox::~Sandbox() = default;

boost::asio::awaitable<HttpResponse> Sandbox::handle(HttpRequest request) {
  if (request.path.starts_with("/api/v4/") || request.path.starts_with("/hooks/commands/")) {
    co_return co_await parts_->mattermost.rest(std::move(request));
  }
  if (request.path.starts_with("/api/")) {
    co_return co_await parts_->api.handle(std::move(request));
  }
  if (request.path.starts_with("/response/")) {
    co_return co_await parts_->response_address(std::move(request));
  }
  if (!is_to_loopback(request)) co_return wrong("the sandbox answers to loopback names only", 403);
  if (request.path.starts_with("/sandbox/")) {
    co_return co_await parts_->door(std::move(request));
  }
  co_return page(request);
}

boost::asio::awaitable<HttpResponse> Sandbox::Parts::response_address(HttpRequest request) {
  std::function<HttpResponse()> effect = [this, &request] { return respond(request); };
  co_return co_await api.under_conditions("response_url", std::move(effect));
}

HttpResponse Sandbox::Parts::respond(const HttpRequest& request) {
  if (request.method != "POST") return HttpResponse::text("invalid_method", 405);
  const auto message = codec::parse_json(request.body);
  if (!message) return HttpResponse::text("invalid_payload", 400);
  std::string refusal;
  const auto address = addresses.take(request.path, clock.now(), refusal);
  if (!address) return HttpResponse::text(refusal, 404);
  try {
    Json saw = Json::array();
    const std::string problem = acting.respond(*address, *message, saw);
    if (!problem.empty()) return HttpResponse::text(problem, 400);
  } catch (const Json::exception&) {
    return HttpResponse::text("invalid_payload", 400);
  }
  return HttpResponse::text("ok");
}

boost::asio::awaitable<HttpResponse> Sandbox::Parts::door(HttpRequest request) {
  std::string sentence;
  try {
    if (request.method == "GET") co_return co_await read_door(std::move(request));
    // A page of another site cannot send this type without asking first, which nobody answers.
    if (!request.header("Content-Type").value_or("").starts_with("application/json")) {
      co_return wrong("the doors take application/json", 415);
    }
    const auto asked = codec::parse_json(request.body);
    if (!asked || !asked->is_object()) co_return wrong("the body must be a JSON object");
    Json copy = *asked;
    co_return co_await act_door(std::move(request), std::move(copy));
  } catch (const std::invalid_argument& error) {
    sentence = error.what();
  } catch (const Json::exception& error) {
    sentence = error.what();
  }
  co_return wrong(sentence);
}

boost::asio::awaitable<HttpResponse> Sandbox::Parts::read_door(HttpRequest request) {
  const auto parsed = codec::parse_form(request.query);
  if (!parsed) co_return wrong("the query cannot be read");
  const codec::FormFields& fields = *parsed;
  if (request.path.starts_with(mattermost_doors)) {
    HttpResponse response = co_await read_mattermost(std::move(request), fields);
    co_return response;
  }
  if (request.path == "/sandbox/control") {
    co_return HttpResponse::json(conditions_json(conditions).dump());
  }
  if (request.path == "/sandbox/ledger") {
    const std::string channel(codec::field_of(fields, "channel"));
    const Json lines =
        ledger_json(workspace, number_of(fields, "after", 0), channel, ledger_page_max);
    co_return HttpResponse::json(lines.dump());
  }
  const std::string user(codec::field_of(fields, "user"));
  if (request.path != "/sandbox/state" && request.path != "/sandbox/events") {
    co_return wrong("there is no such door", 404);
  }
  if (workspace.person(user) == nullptr) co_return wrong("there is no such user");
  if (request.path == "/sandbox/state") {
    co_return HttpResponse::json(window_json(workspace, conditions, user).dump());
  }
  co_return co_await events(std::move(request));
}

boost::asio::awaitable<HttpResponse> Sandbox::Parts::events(HttpRequest request) {
  const auto fields = codec::parse_form(request.query);
  const std::string user(codec::field_of(*fields, "user"));
  const std::uint64_t after = number_of(*fields, "after", 0);
  const std::chrono::milliseconds limit = wait_of(*fields);
  if (workspace.revision() == after && limit.count() > 0) co_await bell.wait(limit);
  co_return HttpResponse::json(window_changes(workspace, conditions, user, after).dump());
}

boost::asio::awaitable<HttpResponse> Sandbox::Parts::read_mattermost(HttpRequest request,
                                                                     codec::FormFields fields) {
  const std::string name = request.path.substr(mattermost_doors.size());
  if (name == "events") {
    const std::chrono::milliseconds limit = wait_of(fields);
    const bool is_news = mattermost.revision() != number_of(fields, "after", 0);
    if (!is_news && limit.count() > 0) co_await mattermost_bell.wait(limit);
  }
  const Json answer = mattermost.read(name, fields);
  if (answer.is_null()) co_return wrong("there is no such door", 404);
  co_return HttpResponse::json(answer.dump());
}

boost::asio::awaitable<HttpResponse> Sandbox::Parts::act_door(HttpRequest request, Json asked) {
  const std::string url = reached_at(request);
  Json result;
  if (request.path.starts_with(mattermost_doors)) {
    std::string name = request.path.substr(mattermost_doors.size());
    result = co_await mattermost.act(std::move(name), std::move(asked), url);
    if (result.is_null()) co_return wrong("there is no such door", 404);
  } else if (request.path == "/sandbox/say") {
    result = co_await acting.say(std::move(asked), url);
  } else if (request.path == "/sandbox/press") {
    result = co_await acting.press(std::move(asked), url);
  } else if (request.path == "/sandbox/submit") {
    result = co_await acting.submit(std::move(asked), url);
  } else if (request.path == "/sandbox/close") {
    result = co_await acting.close(std::move(asked), url);
  } else if (request.path == "/sandbox/read") {
    result = mark_read(asked);
  } else if (request.path == "/sandbox/control") {
    result = control(workspace, conditions, asked, clock.now());
  } else {
    co_return wrong("there is no such door", 404);
  }
  co_return HttpResponse::json(result.dump());
}

Json Sandbox::Parts::mark_read(const Json& asked) {
  Person* const person = workspace.person(asked.at("user"));
  if (person == nullptr) throw std::invalid_argument("there is no such user");
  const std::string channel = asked.at("channel");
  const std::string ts = asked.at("ts");
  if (workspace.channel(channel) == nullptr)
    throw std::invalid_argument("there is no such channel");
  std::string& mark = person->read[channel];
  if (ts > mark) {
    mark = ts;
    workspace.touch();
  }
  return {{"ok", true}};
}

}  // namespace baton::sandbox
