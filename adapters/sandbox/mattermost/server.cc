#include "adapters/sandbox/mattermost/server.h"

#include <stdexcept>
#include <utility>

#include "adapters/sandbox/mattermost/doors.h"
#include "adapters/sandbox/mattermost/rest.h"
#include "adapters/sandbox/mattermost/window.h"
#include "adapters/sandbox/query.h"

namespace baton::sandbox::mattermost {
namespace {

Command command_of(ServerOptions& options) {
  Command command;
  command.url = options.baton_url + "/mattermost/command";
  command.token = std::move(options.command_token);
  return command;
}

}  // namespace

struct Server::Parts {
  Parts(ServerOptions options, HttpClient& client, Clock& clock, Random& random, Log& log)
      : state(random),
        triggers(random),
        integrations(options.integration_limit, client, log),
        command(command_of(options)),
        machine{state, conditions, triggers, hooks, integrations, command, clock, random},
        rest(machine, std::move(options.bot_token), std::move(options.own_url), log),
        doors(machine) {}

  ServerState state;
  Conditions conditions;
  TriggerIds triggers;
  Hooks hooks;
  Integrations integrations;
  Command command;
  Machine machine;
  Rest rest;
  Doors doors;
};

Server::Server(ServerOptions options, HttpClient& client, Clock& clock, Random& random, Log& log)
    : parts_(std::make_unique<Parts>(std::move(options), client, clock, random, log)) {}
Server::~Server() = default;

void Server::on_change(std::function<void()> changed) {
  parts_->state.on_change(std::move(changed));
}

std::uint64_t Server::revision() const { return parts_->state.revision(); }

Machine& Server::machine() { return parts_->machine; }

boost::asio::awaitable<HttpResponse> Server::rest(HttpRequest request) {
  co_return co_await parts_->rest.handle(std::move(request));
}

boost::asio::awaitable<nlohmann::json> Server::act(std::string name, Json asked, std::string base) {
  Doors& doors = parts_->doors;
  if (name == "say") co_return co_await doors.say(std::move(asked), std::move(base));
  if (name == "press") co_return co_await doors.press(std::move(asked));
  if (name == "submit") co_return co_await doors.submit(std::move(asked));
  if (name == "close") co_return co_await doors.close(std::move(asked));
  if (name == "read") co_return doors.read(asked);
  if (name == "control") co_return control(parts_->machine, asked);
  co_return nullptr;
}

nlohmann::json Server::read(const std::string& name, const codec::FormFields& fields) {
  Machine& machine = parts_->machine;
  if (name == "control") return conditions_json(machine.conditions);
  if (name == "ledger") {
    const std::string place(codec::field_of(fields, "channel"));
    const Channel* const channel = place.empty() ? nullptr : machine.state.channel_called(place);
    if (!place.empty() && channel == nullptr) {
      throw std::invalid_argument("there is no such channel");
    }
    return ledger_json(machine.state, number_of(fields, "after", 0),
                       channel == nullptr ? "" : channel->id, ledger_page_max);
  }
  if (name != "state" && name != "events") return nullptr;
  const User* const user = machine.state.user_called(std::string(codec::field_of(fields, "user")));
  if (user == nullptr || user->is_bot) throw std::invalid_argument("there is no such user");
  if (name == "state") return window_json(machine, user->id);
  return window_changes(machine, user->id, number_of(fields, "after", 0));
}

}  // namespace baton::sandbox::mattermost
