#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bot/ports/clock.h"
#include "bot/talk/conversation.h"
#include "core/machine/decide.h"
#include "tests/support/agency.h"

namespace baton::test {

/// The moment that a story has come to.
class StoryClock final : public Clock {
 public:
  explicit StoryClock(const TimePoint& now) : now_(now) {}
  [[nodiscard]] TimePoint now() const override { return now_; }
  boost::asio::awaitable<void> wait(std::chrono::milliseconds) const override { co_return; }

 private:
  const TimePoint& now_;
};

/// One task in the small agency, told command by command through the conversation and the machine.
/// A minute passes before each command.
class Story {
 public:
  explicit Story(std::string key = "ACME-12") { task.key = {std::move(key)}; }
  /// A copy goes on by a clock of its own.
  Story(const Story& other)
      : agency(other.agency),
        task(other.task),
        now(other.now),
        form_inputs_max(other.form_inputs_max),
        last(other.last) {}
  Story& operator=(const Story& other) {
    if (this == &other) return *this;
    agency = other.agency;
    task = other.task;
    now = other.now;
    form_inputs_max = other.form_inputs_max;
    last = other.last;
    return *this;
  }
  ~Story() = default;

  Envelope envelope(std::variant<Typed, Pressed, Submitted> what) const {
    Envelope made;
    made.workspace = slack_workspace;
    made.team = "T0001";
    made.form_inputs_max = form_inputs_max;
    made.what = std::move(what);
    return made;
  }
  const Person& person(const PersonId& id) const { return *agency.directory.person(id); }

  /// What `line` means, typed by `by`.
  Intent understood(const PersonId& by, std::string line) const {
    return talk.understand(envelope(Typed{std::move(line)}), person(by), agency);
  }
  /// The answer to `line`; what it asks for has happened.
  Reply type(const PersonId& by, std::string line) {
    return answer(by, understood(by, std::move(line)));
  }
  Reply press(const PersonId& by, Press pressed) {
    return answer(by,
                  talk.understand(envelope(Pressed{std::move(pressed), {}}), person(by), agency));
  }
  Reply submit(const PersonId& by, Press form, FormValues values) {
    const Submitted submitted{std::move(form), std::move(values)};
    return answer(by, talk.understand(envelope(submitted), person(by), agency), submitted);
  }
  /// The answer to `action` on the task, as if a button or a command had asked for it.
  Reply act(const PersonId& by, Action action) {
    Command command{by, task.key, std::move(action), {}};
    command.new_task = {"BOLT-4"};
    return judged(command);
  }
  /// As act(), where the answer must not be a refusal.
  Story& did(const PersonId& by, Action action) {
    const Reply reply = act(by, std::move(action));
    EXPECT_FALSE(last.rejection.has_value()) << plain_text(reply.card);
    return *this;
  }
  /// The answer to a whole command.
  Reply run(const Command& command) { return judged(command); }
  /// As type(), where the answer must not be a refusal.
  Story& then(const PersonId& by, const std::string& line) {
    const Reply reply = type(by, line);
    EXPECT_FALSE(last.rejection.has_value()) << line << ": " << plain_text(reply.card);
    EXPECT_EQ(reply.kind, Reply::Kind::message) << line;
    EXPECT_NE(reply.card.tone, Card::Tone::bad) << line << ": " << plain_text(reply.card);
    return *this;
  }
  Card card(NoticeKind kind, int handoff, int detail = 0, PersonId to = {},
            std::string words = {}) const {
    Notice notice;
    notice.kind = kind;
    notice.task = task.key;
    notice.person = std::move(to);
    notice.handoff = handoff;
    notice.detail = detail;
    notice.text = std::move(words);
    return talk.card(notice, task, agency, false);
  }

  Agency agency = make_agency();
  Task task;
  TimePoint now = monday_nine;
  StoryClock clock{now};
  Conversation talk{clock};
  std::size_t form_inputs_max = 98;
  Handled last;  ///< what the latest command came to

 private:
  Reply answer(const PersonId& by, const Intent& intent, std::optional<Submitted> form = {}) {
    last = {};
    const Person& actor = person(by);
    if (const auto* misunderstood = std::get_if<Misunderstood>(&intent))
      return misunderstood->reply;
    if (const auto* asked = std::get_if<FormRequest>(&intent)) {
      return talk.form(*asked, is_this(asked->press.task) ? task : Task{}, actor, agency);
    }
    if (const auto* view = std::get_if<ViewRequest>(&intent)) {
      const bool about_task = !view->task.empty();
      std::vector<Task> tasks;
      if (!about_task || view->task == task.key) tasks.push_back(task);
      return talk.view(*view, tasks, actor, agency);
    }
    return judged(std::get<Command>(intent), std::move(form));
  }
  Reply judged(const Command& command, std::optional<Submitted> form = {}) {
    now += std::chrono::minutes(1);
    const Task before = is_this(command.task) ? task : Task{};
    Verdict verdict = judge(before, command, agency, now);
    last = {};
    last.command = command;
    last.before = before;
    last.after = verdict.after;
    last.rejection = std::move(verdict.rejection);
    last.kept = std::move(verdict.kept);
    last.problems = std::move(verdict.problems);
    last.form = std::move(form);
    if (is_this(command.task)) task = std::move(verdict.after);
    return talk.word(last, person(command.by), agency);
  }
  /// A new task becomes this story's.
  bool is_this(const TaskKey& key) const { return key.empty() || key == task.key; }
};

/// ACME-12 "Spring launch" just started by Ana.
inline Story started() {
  Story story;
  story.then(ana, "new paid-campaign-launch ACME \"Spring launch\"");
  return story;
}
/// With all that the way to Creative Production asks for.
inline Story ready_for_production() {
  Story story = started();
  story.then(ana, "set ACME-12 goal=\"200 sales a week\"")
      .then(ana, "attach ACME-12 brief https://drive.example.com/brief");
  return story;
}
/// Offered by Ana to Dino.
inline Story offered() {
  Story story = ready_for_production();
  story.then(ana, "give ACME-12 @dino The logo is in the brand folder");
  return story;
}
/// At Approved, held by Ana, nothing supplied of what Deployment Ready asks for (RC-03).
inline Story approved() {
  Story story = offered();
  story.then(dino, "accept ACME-12")
      .then(dino, "check ACME-12 formats")
      .then(dino, "attach ACME-12 drafts https://drive.example.com/draft-1")
      .then(dino, "attach ACME-12 drafts https://drive.example.com/draft-2")
      .then(dino, "give ACME-12")
      .then(ana, "accept ACME-12")
      .then(ana, "set ACME-12 confirmation \"Maria said yes on the phone\"")
      .then(ana, "attach ACME-12 final-design spring-final.zip")
      .then(ana, "give ACME-12 to approved");
  return story;
}
/// Offered by Ana to Petra for Deployment Ready, all five supplied.
inline Story ready_for_deployment() {
  Story story = approved();
  story.then(ana, "set ACME-12 budget=\"5000 EUR\"")
      .then(ana, "attach ACME-12 creative https://drive.example.com/creative")
      .then(ana, "attach ACME-12 copy https://drive.example.com/copy")
      .then(ana, "attach ACME-12 tracking https://drive.example.com/tracking")
      .then(ana,
            "approve ACME-12 sign-off by \"Maria Smith\" on \"2 March\" how: \"e-mail\" "
            "https://mail.example.com/42")
      .then(ana, "give ACME-12 @petra Please start on Monday");
  return story;
}

}  // namespace baton::test
