#pragma once

#include <string>

#include "bot/ports/talk.h"
#include "core/model/overloaded.h"
#include "core/time/instant.h"
#include "tests/support/zones.h"

namespace baton::test {

/// An intent in one line, for tables of expectations.
inline std::string text_of(const Intent& intent) {
  const auto in = [](const std::string& text) { return "[" + text + "]"; };
  const auto attempt = [](const std::optional<int>& handoff) {
    return handoff ? " #" + std::to_string(*handoff) : std::string();
  };
  const auto at = [](TimePoint when) { return " " + instant_text(when, berlin()); };
  const auto words = [&](const std::string& text) {
    return text.empty() ? std::string() : " " + in(text);
  };
  const auto target = [](const std::optional<StageId>& to, const std::optional<PersonId>& person) {
    return (to ? " to " + to->value : "") + (person ? " @" + person->value : "");
  };
  const auto action_text = Overloaded{
      [&](const StartNew& it) {
        return " " + it.workflow.value + " " + it.client.value + " " + in(it.title);
      },
      [&](const Set& it) { return " " + it.field + in(it.value); },
      [&](const Check& it) { return " " + it.item + (it.on ? "" : " off"); },
      [&](const Attach& it) { return " " + it.item + in(it.link); },
      [&](const Approve& it) {
        return " " + it.item + " by" + in(it.who) + " on" + in(it.when) + " how" + in(it.how) +
               " link" + in(it.link);
      },
      [&](const AddNote& it) { return " " + in(it.text); },
      [&](const Give& it) { return target(it.to, it.receiver) + words(it.note); },
      [&](const Accept& it) {
        std::string out = attempt(it.handoff);
        for (const GapWish& gap : it.gaps)
          out += (gap.before_start ? " gap" : " later") + in(gap.what);
        return out;
      },
      [&](const GiveBack& it) {
        return attempt(it.handoff) + " " + it.reason + " " + in(it.words);
      },
      [&](const Ask& it) { return attempt(it.handoff) + " " + in(it.question); },
      [&](const AnswerQuestion& it) {
        const std::string question = it.question ? " ?" + std::to_string(*it.question) : "";
        return attempt(it.handoff) + question + " " + in(it.text);
      },
      [&](const Withdraw& it) { return attempt(it.handoff); },
      [](const Finish&) { return std::string(); },
      [&](const Cancel& it) { return " " + in(it.why); },
      [](const Undo& it) { return it.what ? " " + std::string(word_of(*it.what)) : std::string(); },
      [&](const Take& it) { return attempt(it.handoff) + words(it.why); },
      [&](const Pass& it) { return attempt(it.handoff) + target({}, it.to); },
      [&](const Urgent& it) { return target(it.to, it.receiver) + words(it.reason); },
      [&](const Repay& it) { return " " + it.debt + in(it.value); },
      [&](const Forgive& it) { return " " + it.debt + in(it.why); },
      [&](const NameGap& it) { return (it.gap.before_start ? " " : " later") + in(it.gap.what); },
      [&](const SupplyGap& it) { return " " + it.gap + in(it.value); },
      [](const ConfirmGap& it) { return it.gap.empty() ? std::string() : " " + it.gap; },
      [&](const DropGap& it) { return " " + it.gap + in(it.why); },
      [&](const Allow& it) { return attempt(it.consent); },
      [&](const Refuse& it) { return attempt(it.consent) + words(it.why); },
      [](const Start& it) { return std::string(it.anyway ? " anyway" : ""); },
      [&](const Block& it) {
        return " " + in(it.why) + (it.look_again ? at(*it.look_again) : std::string());
      },
      [](const Unblock&) { return std::string(); },
      [&](const Wait& it) { return at(it.until) + words(it.why); },
      [](const Resume&) { return std::string(); },
      [&](const Snooze& it) { return it.until ? at(*it.until) : std::string(); },
      [&](const SetDue& it) { return at(it.due) + words(it.why); },
      [](const SetPriority& it) { return " " + std::string(word_of(it.priority)); },
      [](const Reopen&) { return std::string(); },
      [](const Move& it) { return " " + it.client.value; },
  };
  return std::visit(Overloaded{
                        [&](const Command& command) {
                          std::string out(word_of(verb_of(command.action)));
                          if (!command.task.empty()) out += " " + command.task.value;
                          out += std::visit(action_text, command.action);
                          for (const auto& [name, value] : command.values)
                            out += " +" + name + in(value);
                          if (command.then) out += " then give" + action_text(*command.then);
                          return out;
                        },
                        [](const ViewRequest& view) {
                          switch (view.kind) {
                            case ViewRequest::Kind::menu: return std::string("menu");
                            case ViewRequest::Kind::help: return "help " + view.topic;
                            case ViewRequest::Kind::show:
                              return "show" + (view.task.empty() ? "" : " " + view.task.value);
                            case ViewRequest::Kind::history:
                              return "history" + (view.task.empty() ? "" : " " + view.task.value);
                            case ViewRequest::Kind::list: break;
                          }
                          switch (view.filter) {
                            case ViewRequest::Filter::all: return std::string("list all");
                            case ViewRequest::Filter::waiting: return std::string("list waiting");
                            case ViewRequest::Filter::holding: return std::string("list holding");
                            case ViewRequest::Filter::owed: return std::string("list owed");
                            case ViewRequest::Filter::overdue: return std::string("list overdue");
                            case ViewRequest::Filter::client:
                              return "list client " + view.client.value;
                            case ViewRequest::Filter::person: break;
                          }
                          return "list person " + view.person.value;
                        },
                        [](const FormRequest& form) {
                          std::string out = "form " + std::string(word_of(form.press.verb));
                          if (!form.press.task.empty()) out += " " + form.press.task.value;
                          if (!form.press.text.empty()) out += " /" + form.press.text;
                          for (const auto& [name, text] : form.press.filled) {
                            out += " " + name + "[" + text + "]";
                          }
                          return out;
                        },
                        [](const Misunderstood& misunderstood) {
                          return "? " + plain_text(misunderstood.reply.card);
                        },
                    },
                    intent);
}

}  // namespace baton::test
