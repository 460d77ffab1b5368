#include "bot/ports/card.h"

#include "bot/ports/form.h"

namespace baton {
namespace {

void append(std::string& out, const Line& line) {
  for (const Span& span : line) {
    out += span.text;
    if (span.style == Span::Style::link && span.url != span.text) out += " (" + span.url + ")";
  }
}

}  // namespace

Span plain(std::string text) { return {Span::Style::plain, std::move(text), {}, {}}; }
Span bold(std::string text) { return {Span::Style::bold, std::move(text), {}, {}}; }
Span code(std::string text) { return {Span::Style::code, std::move(text), {}, {}}; }
Span link(std::string label, std::string url) {
  return {Span::Style::link, std::move(label), std::move(url), {}};
}

std::string plain_text(const Card& card) {
  std::string out;
  append(out, card.headline);
  for (const Card::Section& section : card.sections) {
    if (!section.heading.empty()) out += "\n" + section.heading;
    for (const Line& line : section.lines) {
      out += "\n";
      append(out, line);
    }
  }
  if (!card.footer.empty()) {
    out += "\n";
    append(out, card.footer);
  }
  return out;
}

Reply Reply::message(Card card) {
  Reply reply;
  reply.kind = Kind::message;
  reply.card = std::move(card);
  return reply;
}

}  // namespace baton
