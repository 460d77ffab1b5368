#include "tests/e2e/reckoning.h"

#include <algorithm>
#include <map>
#include <set>

#include "tests/e2e/store_file.h"

namespace baton::test {
namespace {

/// Whether `text` names the task, and not one whose key is longer.
bool names(const std::string& text, const std::string& key) {
  for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    const std::size_t end = at + key.size();
    const bool goes_on = end < text.size() && text[end] >= '0' && text[end] <= '9';
    if (!goes_on) return true;
  }
  return false;
}

bool is_labelled(const Entry& entry) { return has(entry.shown, "This may be a repeat."); }

void append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

class Reckoner {
 public:
  Reckoner(World& world, const std::vector<Job>& jobs, Histories histories)
      : world_(world), jobs_(jobs), histories_(histories) {}

  Reckoning reckon() {
    timers();
    world_.settled();
    sent_ = rows("SELECT key, kind, task, state, attempt_at, reason FROM outbox");
    entries_ = world_.ledger();  // after the rows: time may bring more
    count();
    journal();
    holders();
    notices();
    messages();
    outbox();
    cards();
    return std::move(found_);
  }

 private:
  using Rows = std::vector<std::vector<std::string>>;
  Rows rows(const std::string& statement) {
    return rows_of(world_.folder() / "baton.db", statement);
  }

  void count() {
    found_.jobs = static_cast<int>(jobs_.size());
    for (const Job& job : jobs_) {
      found_.answers += job.answered;
      found_.in_doubt += job.is_in_doubt ? 1 : 0;
    }
  }

  /// Each step that was answered is one event; each that was not, one at most.
  void journal() {
    if (world_.run({"verify", "--store", world_.folder() / "baton.db"}) != 0) {
      found_.lost.emplace_back("the journal does not verify");
    }
    std::map<std::string, std::map<std::string, int>> events;
    for (const auto& row :
         rows("SELECT substr(stream, 6), type, count(*) FROM journal WHERE stream LIKE 'task/%'"
              " GROUP BY stream, type")) {
      events[row[0]][row[1]] = std::stoi(row[2]);
    }
    std::size_t made = 0;
    std::size_t perhaps_made = 0;
    for (const Job& job : jobs_) {
      (job.answered > 0 ? made : perhaps_made) += 1;
      if (job.answered > 0) steps(job, events[job.key]);
    }
    if (events.size() < made) found_.lost.emplace_back("tasks are missing");
    if (events.size() > made + perhaps_made) found_.twice.emplace_back("there are tasks too many");
  }

  void steps(const Job& job, std::map<std::string, int>& events) {
    static constexpr const char* types[steps_of_job] = {"opened", "offered", "accepted",
                                                        "note-added", "due-set"};
    for (int step = 0; step < steps_of_job; ++step) {
      const int times = events[types[step]];
      const std::string what = job.key + " (" + job.title + "): " + types[step];
      if (step < job.answered && times == 0) found_.lost.push_back(what + job.said);
      if (times > 1) found_.twice.push_back(what + ", " + std::to_string(times) + " times");
      const bool was_asked = step < job.answered + (job.is_in_doubt ? 1 : 0);
      if (!was_asked && times > 0) found_.twice.push_back(what + ", that nobody asked for");
    }
    // What time brings: a reminder of the promise, and the end of Undo.
    for (const char* type : {"reminded", "undo-closed"}) {
      if (events[type] > 1) found_.twice.push_back(job.key + ": " + type);
    }
  }

  /// At every instant one person has the baton, and who accepted it does (I13).
  void holders() {
    const People people = in_both_chats();
    std::map<std::string, std::string> holders;
    for (const auto& row : rows("SELECT key, holder FROM task")) {
      holders[row[0]] = row[1];
      if (row[1].empty()) found_.lost.push_back(row[0] + ": nobody holds it");
    }
    for (const Job& job : jobs_) {
      if (job.answered <= static_cast<int>(Step::accept)) continue;
      const std::string& holder = holders[job.key];
      const auto receiver = std::ranges::find(people, job.receiver, &Resident::name);
      const std::string number = "p" + std::to_string(receiver - people.begin() + 1);
      if (holder != number) found_.lost.push_back(job.key + ": held by " + holder);
    }
  }

  /// Jobs of the same people were told of alike: none lacks a notice that another has (I3). Cards
  /// of former people are looked for in the chats that were linked by then, and make no message;
  /// what was given up is told of in addition.
  void notices() {
    std::map<std::string, std::string> told;
    for (const auto& row :
         rows("SELECT task, type || ' ' || kind || ' ' || person || ' ' || workspace || ' '"
              " || count(*) FROM outbox JOIN journal ON stream = 'task/' || task"
              " AND journal.version = outbox.version"
              " WHERE type IN ('opened', 'offered', 'accepted', 'note-added', 'due-set')"
              " AND kind NOT IN ('former-card', 'undeliverable')"
              " GROUP BY task, type, kind, person, workspace ORDER BY task, 2")) {
      told[row[0]] += "\n  " + row[1];
    }
    std::map<std::string, std::string> first_of;
    for (const Job& job : jobs_) {
      if (job.answered < steps_of_job) continue;
      const std::string& first =
          first_of.try_emplace(job.sender + job.receiver, job.key).first->second;
      if (told[job.key] == told[first] && !told[first].empty()) continue;
      found_.silent.push_back(job.key + " is told of by" + told[job.key] + "\n but " + first +
                              " by" + told[first]);
    }
  }

  void timers() {
    Rows late;
    world_.ready("no timer is late", [&](const Json&) {
      late = rows(
          "SELECT task, kind FROM timer"
          " WHERE due < (SELECT max(at) FROM journal) - 60000");
      return late.empty();
    });
    for (const auto& row : late) found_.lost.push_back("the timer " + row[1] + " of " + row[0]);
  }

  /// Nothing is said twice, unless it must be and says so.
  void messages() {
    for (const Entry& entry : entries_) {
      if (entry.kind != Entry::Kind::posted || !entry.ours || !entry.only_for.empty()) continue;
      ++found_.messages;
      const bool is_again = ++posted_[entry.outbox] > 1;
      const std::string what = entry.place + ": " + entry.shown + " <" + entry.outbox + ">";
      const bool may_repeat = histories_ == Histories::refused && posted_[entry.outbox] <= 2;
      if (is_labelled(entry)) ++found_.repeats;
      if (is_labelled(entry) ? !may_repeat : is_again) found_.twice.push_back(what);
    }
  }

  /// Whatever was to be sent is there, or was needless; where no history can be read, a human may
  /// have been told instead (I7).
  void outbox() {
    for (const auto& row : sent_) {
      if (row[1] == "undeliverable" && row[3] == "delivered") told_.insert(row[2]);
    }
    for (const auto& row : sent_) {
      const std::string what =
          row[1] + " of " + row[2] + " <" + row[0] + "> " + row[3] + " " + row[5];
      if (row[3] == "dead") given_up(row, what);
      if (row[3] == "delivered" && row[4] != "0" && !posted_.contains(row[0])) {
        found_.silent.push_back(what + " stands nowhere");
      }
    }
  }

  void given_up(const std::vector<std::string>& row, const std::string& what) {
    // Nobody is told of one's own copy: the next change of the card says the same.
    const bool is_made_good = row[1] == "sender-copy" || told_.contains(row[2]);
    if (histories_ == Histories::readable || !is_made_good) found_.silent.push_back(what);
    ++found_.given_up;
  }

  /// Whoever has to do with a task finds one card of it where they are, and it shows the present.
  void cards() {
    const People people = in_both_chats();
    std::map<std::string, Platform> home;
    for (const Resident& person : people) home[person.name] = person.home;
    for (const Job& job : jobs_) {
      if (job.answered <= static_cast<int>(Step::give)) continue;
      for (const Platform chat : std::set{home[job.sender], home[job.receiver]}) card(job, chat);
    }
  }

  void card(const Job& job, Platform chat) {
    const std::string place = job.key.starts_with("ACME") ? "acme" : "bolt-coffee";
    const std::string what = std::string("the card of ") + job.key + " in " + name_of(chat);
    const std::string held = job.receiver + " holds this";
    std::string message;
    std::string shown;
    for (const Entry& entry : entries_) {
      if (entry.chat != chat || entry.place != place) continue;
      if (is_message(entry, job.key) && names(entry.shown, job.key)) {
        // One that was given up, as its sender was told, is posted again at the next change.
        const bool may_repeat = is_labelled(entry) || told_.contains(job.key);
        if (!message.empty() && !may_repeat) found_.twice.push_back(what);
        message = entry.message;
      }
      if (message.empty() || entry.message != message) continue;
      const bool goes_back = shown.starts_with(held) && !entry.shown.starts_with(held);
      if (goes_back) found_.silent.push_back(what + " went back to: " + entry.shown);  // I6
      shown = entry.shown;
    }
    const bool is_accepted = job.answered > static_cast<int>(Step::accept);
    if (message.empty()) {
      found_.silent.push_back(what);
    } else if (is_accepted && !shown.starts_with(held)) {
      found_.silent.push_back(what + " shows an older state: " + shown);
    }
  }

  World& world_;
  const std::vector<Job>& jobs_;
  Histories histories_;
  Rows sent_;  ///< all rows of the outbox
  std::vector<Entry> entries_;
  std::set<std::string> told_;  ///< the tasks of which a human heard that a message was given up
  std::map<std::string, int> posted_;  ///< how often, by what Baton knows a message by
  Reckoning found_;
};

}  // namespace

Reckoning& Reckoning::operator+=(const Reckoning& other) {
  jobs += other.jobs;
  answers += other.answers;
  in_doubt += other.in_doubt;
  messages += other.messages;
  repeats += other.repeats;
  given_up += other.given_up;
  append(lost, other.lost);
  append(silent, other.silent);
  append(twice, other.twice);
  return *this;
}

Reckoning reckon(World& world, const std::vector<Job>& jobs, Histories histories) {
  return Reckoner(world, jobs, histories).reckon();
}

}  // namespace baton::test
