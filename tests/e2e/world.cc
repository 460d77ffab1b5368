#include "tests/e2e/world.h"
#include "tests/support/places.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace baton::test {
namespace {

constexpr auto look_pause = std::chrono::milliseconds(25);
constexpr auto wait_max = std::chrono::seconds(20);

/// Looks again and again until `look` says yes.
bool comes_true(const std::function<bool()>& look) {
  const auto last = std::chrono::steady_clock::now() + wait_max;
  while (true) {
    if (look()) return true;
    if (std::chrono::steady_clock::now() > last) return false;
    std::this_thread::sleep_for(look_pause);
  }
}

}  // namespace

World::World(People people, int time_rate, const std::string& workflow)
    : people_(std::move(people)), time_rate_(time_rate) {
  make_folder();
  set_up(workflow);
  start();
}

World::World(People people, int time_rate, With)
    : people_(std::move(people)), time_rate_(time_rate) {
  make_folder();
  faults_ = std::make_unique<ProcessFaults>(folder_ / "faults");
  faults_of_chats_ = std::make_unique<ProcessFaults>(folder_ / "faults-of-chats");
  set_up({});
}

void World::make_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "baton-e2e-XXXXXX").string();
  folder_ = ::mkdtemp(pattern.data());
}

std::string World::rate_variable(int time_rate) const {
  std::string variable = "BATON_TEST_TIME_RATE=" + std::to_string(time_rate);
  // A service that is started again and again goes on where the chats are.
  if (time_rate == time_rate_) variable += "@" + std::to_string(began_.count());
  return variable;
}

void World::set_clocks(std::chrono::milliseconds ahead) {
  (*faults_)->clock_ms = ahead.count();
  (*faults_of_chats_)->clock_ms = ahead.count();
}

void World::set_up(const std::string& workflow) {
  began_ = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  baton_port_ = free_port();
  const int sandbox_port = free_port();
  sandbox_url_ = local(sandbox_port);
  std::filesystem::path workflows = source_path("config/workflows/");
  if (!workflow.empty()) {
    workflows = folder_ / "workflows";
    std::filesystem::create_directory(workflows);
    std::ofstream(workflows / "workflow.yaml") << workflow;
  }
  std::ofstream(folder_ / "baton.yaml")
      << config_text(people_, {baton_port_, sandbox_url_}, workflows.string());
  chats_[Platform::slack] = ChatSide::slack(sandbox_url_);
  chats_[Platform::mattermost] = ChatSide::mattermost(sandbox_url_);
  const std::vector<std::string> command{baton_program(), "sandbox",
                                         "--port",        std::to_string(sandbox_port),
                                         "--baton-url",   baton_url()};
  std::vector<std::string> environment{
      "BATON_SANDBOX_SIGNING_SECRET=" + signing_secret, "BATON_SANDBOX_BOT_TOKEN=" + slack_token,
      "BATON_SANDBOX_MATTERMOST_BOT_TOKEN=" + mattermost_token,
      "BATON_SANDBOX_MATTERMOST_COMMAND_TOKEN=" + command_token, rate_variable(time_rate_)};
  if (faults_of_chats_) {
    for (std::string& variable : faults_of_chats_->environment()) environment.push_back(variable);
  }
  sandbox_ = std::make_unique<Child>(command, environment, folder_ / "sandbox.log");
  sandbox_->first_line();
}

World::~World() {
  service_.reset();
  sandbox_.reset();
  if (testing::Test::HasFailure()) {
    std::fprintf(stderr, "--- the service's log ---\n%s\n", log().c_str());
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void World::start(int time_rate) {
  begin(time_rate);
  if (!comes_true([this] { return is_ready(); })) {
    throw std::runtime_error("the service did not become ready:\n" + log());
  }
}

void World::begin(int time_rate) {
  service_.reset();
  std::vector<std::string> environment{rate_variable(time_rate)};
  if (faults_) {
    environment = faults_->environment();
    environment.push_back(rate_variable(time_rate));
  }
  const std::vector<std::string> command{baton_program(),        "serve",        "--config",
                                         folder_ / "baton.yaml", "--log-format", "json"};
  service_ = std::make_unique<Child>(command, environment, folder_ / "serve.log");
}

int World::run(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{baton_program()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  Child child(command, {}, folder_ / "serve.log");
  return child.ended(wait_max).value_or(-1);
}

std::string World::baton_url() const { return local(baton_port_); }

std::string World::log() const {
  std::ifstream file(folder_ / "serve.log");
  return {std::istreambuf_iterator<char>(file), {}};
}

ChatSide& World::chat(Platform platform) { return *chats_.at(platform); }

ChatSide& World::home_of(const std::string& person) {
  const auto found = std::ranges::find(people_, person, &Resident::name);
  // Who is not listed is at home where the others are.
  return chat(found == people_.end() ? people_.front().home : found->home);
}

Done World::say(const std::string& person, const std::string& text) {
  return home_of(person).say(person, text);
}

Done World::press(const std::string& person, const Entry& message, const std::string& label) {
  return chat(message.chat).press(person, message, label);
}

Done World::submit(const std::string& person, const Json& values) {
  return home_of(person).submit(person, values);
}

std::vector<Entry> World::ledger() {
  std::vector<Entry> all;
  for (const Platform platform : platforms) {
    const std::vector<Entry>& some = chat(platform).ledger();
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

Entry World::seen(const std::string& what, const std::function<bool(const Entry&)>& wanted) {
  std::vector<Entry> entries;
  Entry last;
  const bool came = comes_true([&] {
    entries = ledger();
    const auto found = std::find_if(entries.rbegin(), entries.rend(), wanted);
    if (found != entries.rend()) last = *found;
    return found != entries.rend();
  });
  if (!came) ADD_FAILURE() << "never seen: " << what << "\n" << testing::PrintToString(entries);
  return last;
}

int World::count(const std::function<bool(const Entry&)>& wanted) {
  return static_cast<int>(std::ranges::count_if(ledger(), wanted));
}

void World::settled() {
  ready("no notice is on its way", [](const Json& now) { return now["outbox"]["unsettled"] == 0; });
}

Json World::ready(const std::string& what, const std::function<bool(const Json&)>& wanted) {
  Json now;
  const bool came = comes_true([&] {
    now = Json::parse(get(baton_url() + "/readyz").body, nullptr, false);
    return now.is_object() && wanted(now);
  });
  if (!came) ADD_FAILURE() << "never so: " << what << "\n" << now;
  return now;
}

bool World::is_ready() const { return get(baton_url() + "/readyz").status == 200; }

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool is_message(const Entry& entry, const std::string& part) {
  return entry.kind == Entry::Kind::posted && entry.ours && entry.only_for.empty() &&
         entry.thread.empty() && has(entry.shown, part);
}

bool is_direct(const Entry& entry, const std::string& person, const std::string& part) {
  return is_message(entry, part) && entry.place == "direct " + person;
}

bool is_in(const Entry& entry, const std::string& place, const std::string& part) {
  return is_message(entry, part) && entry.place == place;
}

bool is_private(const Entry& entry, const std::string& person, const std::string& part) {
  const bool is_words =
      entry.kind == Entry::Kind::posted || entry.kind == Entry::Kind::form_changed;
  return is_words && entry.ours && entry.only_for == person && has(entry.shown, part);
}

bool is_turned(const Entry& entry, const std::string& place, const std::string& words) {
  return entry.kind == Entry::Kind::edited && entry.place == place &&
         entry.shown.starts_with(words);
}

}  // namespace baton::test
