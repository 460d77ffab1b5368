#pragma once

#include <string>
#include <string_view>

#include "bot/ports/card.h"
#include "bot/ports/form.h"

/// Cards, forms and replies as a text that people can read: for golden files and failing tests.
namespace baton::test {

inline std::string text_of(const Press& press) {
  std::string out;
  switch (press.kind) {
    case Press::Kind::act: out = "act "; break;
    case Press::Kind::open_form: out = "form "; break;
    case Press::Kind::run: return "run `" + press.text + "`";
  }
  out += std::string(word_of(press.verb));
  if (!press.task.empty()) out += " " + press.task.value;
  if (press.handoff != 0) out += " #" + std::to_string(press.handoff);
  if (press.version != 0) out += " v" + std::to_string(press.version);
  if (!press.text.empty()) out += " `" + press.text + "`";
  for (const auto& [name, text] : press.filled) out += " {" + name + ": " + text + "}";
  return out;
}

inline std::string text_of(const Span& span) {
  switch (span.style) {
    case Span::Style::plain: return span.text;
    case Span::Style::bold: return "**" + span.text + "**";
    case Span::Style::italic: return "_" + span.text + "_";
    case Span::Style::code: return "`" + span.text + "`";
    case Span::Style::link: return "[" + span.text + "](" + span.url + ")";
    case Span::Style::time: return "{" + span.text + "}";
  }
  return {};
}
inline std::string text_of(const Line& line) {
  std::string out;
  for (const Span& span : line) out += text_of(span);
  return out;
}
inline std::string text_of(const Button& button) {
  const char* look = button.look == Button::Look::primary  ? "!"
                     : button.look == Button::Look::danger ? "~"
                                                           : "";
  return "  [" + std::string(look) + button.label + "] -> " + text_of(button.press) + "\n";
}
inline std::string_view name_of(Card::Tone tone) {
  switch (tone) {
    case Card::Tone::neutral: return "neutral";
    case Card::Tone::waiting: return "waiting";
    case Card::Tone::good: return "good";
    case Card::Tone::bad: return "bad";
    case Card::Tone::ended: return "ended";
  }
  return {};
}

inline std::string text_of(const Card& card) {
  std::string out = "(" + std::string(name_of(card.tone)) + ") " + text_of(card.headline) + "\n";
  for (const Card::Section& section : card.sections) {
    out += section.heading.empty() ? "-\n" : "- " + section.heading + "\n";
    for (const Line& line : section.lines) out += "  " + text_of(line) + "\n";
    for (const Button& button : section.buttons) out += text_of(button);
  }
  if (!card.buttons.empty()) out += "buttons\n";
  for (const Button& button : card.buttons) out += text_of(button);
  if (!card.footer.empty()) out += "footer " + text_of(card.footer) + "\n";
  return out;
}

inline std::string text_of(const Form& form) {
  std::string out =
      "form \"" + form.title + "\" submit \"" + form.submit + "\" " + text_of(form.press) + "\n";
  for (const Line& line : form.intro) out += "  " + text_of(line) + "\n";
  for (const Input& input : form.inputs) {
    const char* kind = input.kind == Input::Kind::choice      ? "choice"
                       : input.kind == Input::Kind::long_text ? "long text"
                                                              : "text";
    out += "- " + input.name + ": " + input.label + " (" + kind;
    if (input.optional) out += ", optional";
    out += ", at most " + std::to_string(input.length_max) + ")";
    if (!input.initial.empty()) out += " = " + input.initial;
    out += "\n";
    if (!input.hint.empty()) out += "    " + input.hint + "\n";
    for (const Input::Option& option : input.options) {
      out += "    * " + option.label + " -> " + option.value + "\n";
    }
  }
  return out;
}

inline std::string text_of(const Reply& reply) {
  switch (reply.kind) {
    case Reply::Kind::nothing: return "nothing\n";
    case Reply::Kind::message: return text_of(reply.card);
    case Reply::Kind::open_form: return text_of(reply.form) + "else " + text_of(reply.card);
    case Reply::Kind::form_errors: {
      std::string out = "form errors\n";
      for (const auto& [name, sentence] : reply.errors) out += "  " + name + ": " + sentence + "\n";
      return out;
    }
  }
  return {};
}

}  // namespace baton::test
