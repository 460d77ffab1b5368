#pragma once

#include <string>

#include "bot/ports/talk.h"
#include "core/model/overloaded.h"

namespace baton::test {

/// An intent in one line, for tables of expectations.
inline std::string text_of(const Intent& intent) {
  const auto in = [](const std::string& text) { return "[" + text + "]"; };
  const auto attempt = [](const std::optional<int>& handoff) {
    return handoff ? " #" + std::to_string(*handoff) : std::string();
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
      [&](const Give& it) {
        return (it.to ? " to " + it.to->value : "") +
               (it.receiver ? " @" + it.receiver->value : "") +
               (it.note.empty() ? "" : " " + in(it.note));
      },
      [&](const Accept& it) { return attempt(it.handoff); },
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
  };
  return std::visit(Overloaded{
                        [&](const Command& command) {
                          std::string out(word_of(verb_of(command.action)));
                          if (!command.task.empty()) out += " " + command.task.value;
                          out += std::visit(action_text, command.action);
                          for (const auto& [name, value] : command.values)
                            out += " +" + name + in(value);
                          return out;
                        },
                        [](const ViewRequest& view) {
                          switch (view.kind) {
                            case ViewRequest::Kind::menu: return std::string("menu");
                            case ViewRequest::Kind::help: return "help " + view.topic;
                            case ViewRequest::Kind::show: return "show " + view.task.value;
                            case ViewRequest::Kind::history: return "history " + view.task.value;
                            case ViewRequest::Kind::list: break;
                          }
                          switch (view.filter) {
                            case ViewRequest::Filter::all: return std::string("list all");
                            case ViewRequest::Filter::waiting: return std::string("list waiting");
                            case ViewRequest::Filter::holding: return std::string("list holding");
                            case ViewRequest::Filter::client:
                              return "list client " + view.client.value;
                            case ViewRequest::Filter::person: break;
                          }
                          return "list person " + view.person.value;
                        },
                        [](const FormRequest& form) {
                          std::string out = "form " + std::string(word_of(form.press.verb));
                          if (!form.press.task.empty()) out += " " + form.press.task.value;
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
