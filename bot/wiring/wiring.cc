#include "bot/wiring/wiring.h"

#include <algorithm>
#include <stdexcept>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/system/system_error.hpp>

#include "adapters/mattermost/chat.h"
#include "adapters/slack/chat.h"
#include "adapters/sqlite/sqlite_store.h"
#include "bot/app/handoff_service.h"
#include "bot/app/linker.h"
#include "bot/app/outbox_worker.h"
#include "bot/app/pressed_messages.h"
#include "bot/app/sweeping.h"
#include "bot/app/task_clock.h"
#include "bot/app/timekeeper.h"
#include "bot/codec/digest.h"
#include "bot/http/client.h"
#include "bot/http/listener.h"
#include "bot/http/router.h"
#include "bot/journal/journal.h"
#include "bot/metrics/metered_chat.h"
#include "bot/metrics/metered_handler.h"
#include "bot/metrics/metrics.h"
#include "bot/ports/errc.h"
#include "bot/system/descriptors.h"
#include "bot/system/secret_key.h"
#include "bot/system/system_clock.h"
#include "bot/system/system_zones.h"
#include "bot/talk/conversation.h"
#include "bot/wiring/distrust.h"
#include "bot/wiring/mattermost_door.h"
#include "bot/wiring/readiness.h"
#include "bot/wiring/reception.h"
#include "bot/wiring/routes.h"
#include "bot/wiring/scrape.h"
#include "bot/wiring/seed_of.h"
#include "bot/wiring/slack_door.h"

namespace baton {

using boost::asio::awaitable;

namespace {

constexpr std::chrono::seconds listener_grace{8};  // its cuts must be heard within stop_grace
constexpr std::chrono::milliseconds stop_grace{9'500};

Secret secret_key_of(const config::Config& config, Random& random) {
  if (!config.secret_key.empty()) return secret_key_of_hex(config.secret_key.reveal());
  return load_or_make_secret_key(config.secret_key_file, random);
}

/// A key of its own for what chats carry for us, so that it tells nothing of the secret key.
Secret seal_key_of(const Secret& secret_key) {
  const codec::Digest key = codec::hmac_sha256(secret_key.reveal(), "baton: seals of buttons");
  return Secret(std::string(key.begin(), key.end()));
}

SqliteOptions store_options(const config::Config& config, const Clock& clock, Meter& meter) {
  SqliteOptions options;
  options.path = config.store;
  options.agency = config.agency;
  options.now = clock.now();
  options.meter = &meter;
  return options;
}

/// What the files, the store and the calls of the chats need, beside the connections.
constexpr std::uint64_t other_descriptors = 100;
/// A faster clock makes the service impatient, but the other side no quicker.
constexpr std::chrono::milliseconds patience_min{2'000};

/// How many connections may be open at once where this process may have so many descriptors.
int connections_max_of(const config::Listen& listen, std::uint64_t descriptors) {
  const std::uint64_t room = descriptors - std::min(descriptors / 2, other_descriptors);
  const auto wanted = static_cast<std::uint64_t>(listen.limits.connections_max);
  return static_cast<int>(std::min(wanted, room));
}

ListenerOptions listener_options(const config::Listen& listen, std::uint64_t descriptors,
                                 const Clock& clock, Random& random) {
  ListenerOptions options;
  options.address = listen.address;
  options.port = listen.port;
  options.instance = random_id(random).substr(0, 6);
  options.connections_max = connections_max_of(listen, descriptors);
  options.connections_per_source_max = listen.limits.connections_per_source_max;
  options.body_bytes_max = listen.limits.body_bytes_max;
  for (std::chrono::milliseconds* limit :
       {&options.head_limit, &options.body_limit, &options.write_limit, &options.idle_limit}) {
    *limit = std::max(std::chrono::duration_cast<std::chrono::milliseconds>(clock.real(*limit)),
                      patience_min);
  }
  return options;
}

}  // namespace

class Service::Impl {
 public:
  Impl(boost::asio::io_context& io, config::Config config, Log& log)
      : io_(io),
        config_(std::move(config)),
        log_(log),
        clock_(time_rate_of_environment()),
        secret_key_(secret_key_of(config_, random_)),
        keyring_(secret_key_, random_, config_.agency),
        store_(store_options(config_, clock_, metrics_)),
        registry_(store_, keyring_, clock_, zones_, &config::read_workflow),
        service_(registry_, store_, store_, talk_, clock_, random_, log_, metrics_,
                 [this](const Upcoming& upcoming) { wake(upcoming); }),
        task_clock_(registry_, store_, clock_, random_, log_,
                    [this](const Upcoming& upcoming) { wake(upcoming); }),
        timekeeper_(io.get_executor(), store_, clock_, log_, metrics_,
                    [this](TimerRow timer) { return task_clock_.fire(std::move(timer)); }),
        pressed_(store_, registry_, talk_),
        reception_(io.get_executor(), service_, pressed_, talk_, clock_, log_, metrics_),
        slack_(reception_, log_, metrics_),
        mattermost_(reception_, log_, metrics_) {}

  awaitable<void> start() {
    const std::uint64_t descriptors = raise_descriptor_limit();
    co_await registry_.open();
    Seed seed = seed_of(config_);
    co_await registry_.sow(std::move(seed));
    registry_.settings() = settings_of(config_, registry_.agency().directory);
    const int unknown = co_await store_.recover();
    if (unknown > 0) log_.info("outbox.recovered", {{"unknown", unknown}});
    listen(descriptors);
    for (const config::Slack& entry : config_.slack) add(entry);
    for (const config::Mattermost& entry : config_.mattermost) add(entry);
    delivery_ = std::make_unique<OutboxDelivery>(store_, registry_, talk_, chats(), clock_, random_,
                                                 log_, metrics_);
    worker_ = std::make_unique<OutboxWorker>(io_.get_executor(), store_, *delivery_, clock_, log_);
    for (const auto& [workspace, chat] : chats()) worker_->hold(workspace);
    run(worker_->run());
    run(timekeeper_.run());
    run(sweep_deliveries(store_, clock_, log_));
    run(loop_lag_.run());
    for (const std::unique_ptr<Linker>& linker : linkers_) run(linker->run());
  }

  int port() const { return listener_->port(); }

  awaitable<void> stop() {
    stopping_ = true;
    const TimePoint last = clock_.now() + stop_grace;
    reception_.close();
    worker_->stop();
    timekeeper_.stop();
    co_await listener_->stop(std::chrono::milliseconds(listener_grace));
    // Messages and what follows an answer may still be under way. What is cut here is known as in
    // flight, and looked up at the next start.
    while ((reception_.under_way() > 0 || worker_->under_way() > 0) && clock_.now() < last) {
      co_await clock_.wait(std::chrono::milliseconds(20));
    }
  }

  std::string fatal() const { return store_.health(); }

 private:
  void add(const config::Slack& entry) {
    slack::SlackChat::Settings settings;
    settings.workspace = entry.name;
    settings.api_url = entry.api_url;
    settings.bot_token = entry.bot_token;
    Chat& chat =
        add("slack", std::make_unique<slack::SlackChat>(client_, clock_, std::move(settings)));
    const std::size_t at = slack_.workspaces().size();
    slack_.workspaces().push_back(
        {slack::Ingress(entry.name, entry.signing_secrets, clock_), &chat});
    auto set_team = [this, at](const std::string& team) {
      slack_.workspaces()[at].ingress.set_team(team);
    };
    link(chat, link_plan_of(config_, entry), std::move(set_team));
  }

  void add(const config::Mattermost& entry) {
    MattermostDoor::Workspace::Options options;
    options.name = entry.name;
    options.agency = config_.agency;
    options.seal_key = seal_key_of(secret_key_);
    options.callback_url = callback_url();
    options.command_tokens = entry.command_tokens;
    MattermostDoor::Workspace& workspace = mattermost_.add(std::move(options), clock_);
    mattermost::MattermostChat::Settings settings;
    settings.workspace = entry.name;
    settings.url = entry.url;
    settings.bot_token = entry.bot_token;
    settings.team = entry.team;
    Chat& chat = add("mattermost", std::make_unique<mattermost::MattermostChat>(
                                       client_, clock_, random_, workspace.renderer(),
                                       workspace.server_limits(), std::move(settings)));
    workspace.set_chat(chat);
    auto set_team = [&workspace](const std::string& team) { workspace.ingress().set_team(team); };
    link(chat, link_plan_of(config_, entry), std::move(set_team));
  }

  Chat& add(const char* platform, std::unique_ptr<Chat> chat) {
    return *chats_.emplace_back(std::make_unique<MeteredChat>(std::move(chat), platform, metrics_));
  }

  void link(Chat& chat, LinkPlan plan, std::function<void(const std::string&)> set_team) {
    // Resolved when the workspace is linked; until then nothing is sent there.
    if (!plan.default_channel.empty()) registry_.settings().default_channels[chat.workspace()];
    auto linked = [this, name = chat.workspace(), set = std::move(set_team)](const TeamInfo& team) {
      set(team.team);
      worker_->release(name);
    };
    linkers_.push_back(std::make_unique<Linker>(chat, std::move(plan), registry_, clock_, log_,
                                                std::move(linked)));
  }

  /// Where chats call back.
  std::string callback_url() const {
    if (!config_.public_url.empty()) return config_.public_url;
    return config::address_of(config_.listen, port());
  }

  Chats chats() const {
    Chats chats;
    for (const std::unique_ptr<Chat>& chat : chats_) chats[chat->workspace()] = chat.get();
    return chats;
  }

  void listen(std::uint64_t descriptors) {
    for (const Route& route : routes) {
      router_.add(route.method, route.path, handler_of(route));
    }
    auto handle = [this](HttpRequest request) { return router_.handle(std::move(request)); };
    ListenerOptions options = listener_options(config_.listen, descriptors, clock_, random_);
    if (options.connections_max < config_.listen.limits.connections_max) {
      log_.warning("http.few_descriptors", {{"connections_max", options.connections_max}});
    }
    listener_ =
        std::make_unique<Listener>(io_, std::move(options), std::move(handle), log_, metrics_);
    listener_->start();
  }

  HttpHandler handler_of(const Route& route) {
    const auto door = [&](auto& at, auto surface) {
      auto handler = [&at, surface](HttpRequest request) {
        return (at.*surface)(std::move(request));
      };
      return metered(metrics_, route.path, std::move(handler));
    };
    switch (route.entrance) {
      case Entrance::slack_commands: return door(slack_, &SlackDoor::command);
      case Entrance::slack_interactions: return door(slack_, &SlackDoor::interaction);
      case Entrance::mattermost_command: return door(mattermost_, &MattermostDoor::command);
      case Entrance::mattermost_action: return door(mattermost_, &MattermostDoor::action);
      case Entrance::mattermost_dialog: return door(mattermost_, &MattermostDoor::dialog);
      case Entrance::healthz: return [](HttpRequest) { return healthy(); };
      case Entrance::readyz: return [this](HttpRequest) { return readiness(); };
      case Entrance::metrics:
        return [this](HttpRequest request) { return metrics(std::move(request)); };
    }
    throw std::logic_error("an entrance leads nowhere");
  }

  /// A task has changed: whoever has something to do because of it is woken.
  void wake(const Upcoming& upcoming) {
    if (upcoming.notices && worker_) worker_->wake();
    timekeeper_.expect(upcoming.timer);
  }

  /// Runs a task of the service's own for as long as the service lives.
  void run(awaitable<void> task) {
    auto ended = [this](std::exception_ptr failure) {
      if (!failure || stopping_) return;
      try {
        std::rethrow_exception(failure);
      } catch (const std::exception& error) {
        log_.error("service.task_failed", {{"error", error.what()}});
      }
    };
    boost::asio::co_spawn(io_, std::move(task), std::move(ended));
  }

  static awaitable<HttpResponse> healthy() { co_return HttpResponse::text("ok\n"); }

  awaitable<HttpResponse> readiness() {
    ServiceState state;
    state.now = clock_.now();
    state.stopping = stopping_;
    state.store_health = store_.health();
    for (std::size_t at = 0; at < linkers_.size(); ++at) {
      const WorkspaceId workspace = chats_[at]->workspace();
      if (!linkers_[at]->reason().empty()) state.unlinked[workspace] = linkers_[at]->reason();
      for (const std::string& warning : linkers_[at]->warnings()) {
        state.warnings.push_back(workspace.value + ": " + warning);
      }
    }
    state.refusals = delivery_->refusals().now();
    state.depth = co_await store_.depth(state.now);
    co_return readiness_of(state);
  }

  awaitable<HttpResponse> metrics(HttpRequest request) {
    if (!may_read_metrics(request, config_.metrics_token)) {
      count_distrust(metrics_, request.path, make_error_code(AppErrc::bad_signature));
      co_return no_metrics();
    }
    const TimePoint now = clock_.now();
    const Tally tally = co_await store_.tally(now);
    const Outbox::Depth depth = co_await store_.depth(now);
    Gauges gauges;
    add_counts(gauges, tally, depth, now);
    for (std::size_t at = 0; at < linkers_.size(); ++at) {
      const bool is_refused = delivery_->refusals().now().contains(chats_[at]->workspace());
      if (is_refused || !linkers_[at]->reason().empty()) ++gauges.workspaces_broken;
    }
    const SqliteStore::Sizes sizes = store_.sizes();
    gauges.store_bytes = sizes.file;
    gauges.wal_bytes = sizes.log;
    gauges.log_dropped = log_.dropped();
    gauges.connections = listener_->connections();
    gauges.loop_lag = loop_lag_.take_worst().count();
    co_return metrics_page(metrics_.text(gauges));
  }

  boost::asio::io_context& io_;
  config::Config config_;
  Log& log_;
  SystemRandom random_;
  SystemClock clock_;
  SystemZones zones_;
  Metrics metrics_{BATON_VERSION};
  LoopLag loop_lag_;
  WebClient client_;
  Conversation talk_{clock_};
  Secret secret_key_;
  journal::Keyring keyring_;
  SqliteStore store_;
  Registry registry_;
  HandoffService service_;
  TaskClock task_clock_;
  Timekeeper timekeeper_;
  PressedMessages pressed_;
  Reception reception_;
  SlackDoor slack_;
  MattermostDoor mattermost_;
  std::vector<std::unique_ptr<Chat>> chats_;
  std::vector<std::unique_ptr<Linker>> linkers_;
  std::unique_ptr<OutboxDelivery> delivery_;
  std::unique_ptr<OutboxWorker> worker_;
  Router router_;
  std::unique_ptr<Listener> listener_;
  bool stopping_ = false;
};

Service::Service(boost::asio::io_context& io, config::Config config, Log& log)
    : impl_(std::make_unique<Impl>(io, std::move(config), log)) {}
Service::~Service() = default;
awaitable<void> Service::start() { return impl_->start(); }
int Service::port() const { return impl_->port(); }
awaitable<void> Service::stop() { return impl_->stop(); }
std::string Service::fatal() const { return impl_->fatal(); }

}  // namespace baton
