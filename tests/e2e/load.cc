#include "tests/e2e/load.h"

#include <algorithm>
#include <chrono>

namespace baton::test {
namespace {

constexpr auto pause = std::chrono::milliseconds(20);
constexpr auto patience = std::chrono::seconds(12);  // Slack's proofs are too old then

bool is_recorded(int status, const std::string& text) {
  return status == 200 && !has(text, "not recorded") && !has(text, "Nothing was recorded");
}

std::string key_in(const std::string& text, const std::string& client) {
  const std::size_t at = text.find(client + "-");
  if (at == std::string::npos) return {};
  const std::size_t digits = at + client.size() + 1;
  return text.substr(at, text.find_first_not_of("0123456789", digits) - at);
}

std::string mention(std::string name) {
  name[0] = static_cast<char>(name[0] + 32);
  return "@" + name;
}

}  // namespace

/// One who gives, and one who takes.
class Load::Pair {
 public:
  Pair(Load& load, World& world, std::string sender, std::string receiver, std::string client)
      : load_(load),
        sender_(std::move(sender)),
        receiver_(std::move(receiver)),
        client_(std::move(client)) {
    // Chats of its own: what they keep is for one thread.
    sides_[Platform::slack] = ChatSide::slack(world.sandbox_url());
    sides_[Platform::mattermost] = ChatSide::mattermost(world.sandbox_url());
  }

  void work() {
    while (!load_.ending_) {
      if (load_.allowed_.fetch_sub(1) > 0) {
        do_job();
      } else {
        ++load_.allowed_;
        std::this_thread::sleep_for(pause);
      }
    }
  }
  [[nodiscard]] const std::vector<Job>& jobs() const { return jobs_; }

 private:
  void do_job() {
    Job job;
    job.sender = sender_;
    job.receiver = receiver_;
    job.title = sender_ + " to " + receiver_ + " " + std::to_string(jobs_.size() + 1) + " end";
    for (int step = 0; step < steps_of_job && !job.is_in_doubt; ++step) {
      const auto answer = taken(static_cast<Step>(step), job);
      if (!answer) {
        job.is_in_doubt = true;
      } else {
        ++job.answered;
        job.said += "\n  " + *answer;
        if (job.key.empty()) job.key = key_in(*answer, client_);
      }
    }
    jobs_.push_back(std::move(job));
  }

  /// What was answered to the step, once it was recorded; nullopt: they have given up. Every other
  /// offer is accepted by its button.
  std::optional<std::string> taken(Step step, const Job& job) {
    if (step == Step::accept && jobs_.size() % 2 == 0) {
      if (const auto offer = offer_of(job)) {
        return answer_to(sides_[offer->chat]->press(receiver_, *offer, "Accept"));
      }
    }
    const std::string& person = step < Step::accept ? sender_ : receiver_;
    return answer_to(side_of(person).say(person, "/handoff " + command_of(step, job)));
  }

  /// The message by which the receiver is asked; nullopt: it has not come in time.
  std::optional<Entry> offer_of(const Job& job) {
    ChatSide& side = side_of(receiver_);
    const auto is_it = [&](const Entry& entry) {
      return is_direct(entry, receiver_, job.title) && has(entry.shown, "Accept");
    };
    const auto last = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < last) {
      const std::vector<Entry>& entries = side.ledger();
      const auto found = std::find_if(entries.rbegin(), entries.rend(), is_it);
      if (found != entries.rend()) return *found;
      std::this_thread::sleep_for(pause);
    }
    return std::nullopt;
  }

  std::string command_of(Step step, const Job& job) const {
    switch (step) {
      case Step::make: return "new quick " + client_ + " \"" + job.title + "\"";
      case Step::give:
        return "give " + job.key + " " + mention(receiver_) +
               " what=\"A picture\" by=\"2031-03-31 15:00\"";
      case Step::accept: return "accept " + job.key;
      case Step::note: return "note " + job.key + " \"remark on " + job.title + "\"";
      case Step::promise: return "due " + job.key + " in 2 minutes";
    }
    return {};
  }

  ChatSide& side_of(const std::string& person) {
    const bool is_slack = person == "Ana" || person == "Olga" || person == "Petra";
    return *sides_[is_slack ? Platform::slack : Platform::mattermost];
  }

  /// What was answered in the end: the same delivery comes again until it is recorded.
  static std::optional<std::string> answer_to(const Done& done) {
    if (is_recorded(done.answer.status, done.saw + done.answer.body)) {
      return done.saw + done.answer.body;
    }
    const auto last = std::chrono::steady_clock::now() + patience;
    while (!done.request.is_null() && std::chrono::steady_clock::now() < last) {
      std::this_thread::sleep_for(pause);
      const Answer again = send_again(done.request);
      if (is_recorded(again.status, again.body)) return again.body;
    }
    return std::nullopt;
  }

  Load& load_;
  std::string sender_;
  std::string receiver_;
  std::string client_;
  std::map<Platform, std::unique_ptr<ChatSide>> sides_;
  std::vector<Job> jobs_;
};

Load::Load(World& world) {
  const struct {
    const char* sender;
    const char* receiver;
    const char* client;
  } pairs[] = {{"Ana", "Dino", "ACME"},
               {"Olga", "Ana", "BOLT"},
               {"Dino", "Olga", "ACME"},
               {"Alex", "Dino", "BOLT"}};
  for (const auto& pair : pairs) {
    pairs_.push_back(std::make_unique<Pair>(*this, world, pair.sender, pair.receiver, pair.client));
  }
  for (const std::unique_ptr<Pair>& pair : pairs_) {
    threads_.emplace_back([&pair = *pair] { pair.work(); });
  }
}

Load::~Load() { join(); }

void Load::join() {
  ending_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

std::vector<Job> Load::end() {
  join();
  std::vector<Job> all;
  for (const std::unique_ptr<Pair>& pair : pairs_) {
    all.insert(all.end(), pair->jobs().begin(), pair->jobs().end());
  }
  return all;
}

}  // namespace baton::test
