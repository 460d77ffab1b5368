#include "tests/adapters/slack/samples.h"

namespace baton::test {

Press press_of(Verb verb, Press::Kind kind) {
  Press press;
  press.kind = kind;
  press.verb = verb;
  press.task = TaskKey{"ACME-12"};
  press.handoff = 1;
  press.version = 7;
  return press;
}
Press run_of(std::string text) {
  Press press;
  press.kind = Press::Kind::run;
  press.text = std::move(text);
  return press;
}
Button button_of(std::string label, Press press, Button::Look look) {
  return Button{std::move(label), std::move(press), look};
}
Span due_time() {
  Span span;
  span.style = Span::Style::time;
  span.text = "Mon 11:00";
  span.at = TimePoint(std::chrono::seconds(1'772'445'600));
  return span;
}

Card offer_card() {
  Card card;
  card.tone = Card::Tone::waiting;
  card.headline = {bold("Ana still holds this"), plain(" · Dino has not accepted · due "),
                   due_time()};
  Card::Section what;
  what.lines = {{code("ACME-12"), plain(" Spring launch · Acme Shoes")},
                {plain("Creative Review → "), bold("Approved")}};
  Card::Section passed;
  passed.heading = "All 2 requirements are met";
  passed.lines = {
      {plain("✓ Final design files: "), link("banner.zip", "https://files.example.com/banner.zip")},
      {plain("✓ Client confirmation: "), link("", "https://mail.example.com/42")}};
  card.sections = {what, passed};
  card.buttons = {
      button_of("Accept", press_of(Verb::accept), Button::Look::primary),
      button_of("Ask", press_of(Verb::ask, Press::Kind::open_form)),
      button_of("Return", press_of(Verb::give_back, Press::Kind::open_form), Button::Look::danger)};
  card.footer = {plain("Offered by Ana on "), due_time()};
  return card;
}

Card accepted_card() {
  Card card;
  card.tone = Card::Tone::good;
  card.headline = {bold("Dino holds this"), plain(" · accepted "), due_time()};
  Card::Section what;
  what.lines = {{code("ACME-12"), plain(" Spring launch")}};
  card.sections = {what};
  return card;
}

Card menu_card(int tasks) {
  Card card;
  card.headline = {plain("What you can do now")};
  for (int i = 1; i <= tasks; ++i) {
    const std::string key = "ACME-" + std::to_string(i);
    Card::Section section;
    section.heading = i == 1 ? "Waiting on you" : "";
    section.lines = {{code(key), plain(" Banner " + std::to_string(i))}};
    section.buttons = {button_of("Show", run_of("show " + key))};
    card.sections.push_back(section);
  }
  return card;
}

Card card_full_of(const std::string& text) {
  Card card;
  Span italic = plain(text);
  italic.style = Span::Style::italic;
  Span time = due_time();
  time.text = text;
  const Line line{
      plain(text),         bold(text), italic, code(text), link(text, "https://example.com/a"),
      link("label", text), time};
  card.headline = line;
  Card::Section section;
  section.heading = text;
  section.lines = {line, {plain(text)}};
  section.buttons = {button_of(text, run_of(text))};
  card.sections = {section};
  card.buttons = {button_of(text, press_of(Verb::accept))};
  card.footer = line;
  return card;
}

Form return_form() {
  Form form;
  form.title = "Return ACME-12";
  form.submit = "Return";
  form.intro = {{plain("It goes back to Ana, with your reason.")}};
  Input reason;
  reason.name = "reason";
  reason.label = "Reason";
  reason.kind = Input::Kind::choice;
  reason.options = {{"Missing information", "missing-information"},
                    {"Wrong format", "wrong-format"},
                    {"Other", "other"}};
  reason.initial = "wrong-format";
  Input words;
  words.name = "words";
  words.label = "In your words";
  words.hint = "Needed for \"Other\"";
  words.kind = Input::Kind::long_text;
  words.optional = true;
  words.length_max = 500;
  words.initial = "Logo <too small> & blurred";
  form.inputs = {reason, words};
  form.press = press_of(Verb::give_back, Press::Kind::open_form);
  return form;
}

Form form_full_of(const std::function<std::string()>& next) {
  Form form = return_form();
  form.title = next();
  form.submit = next();
  for (Input& input : form.inputs) {
    input.label = next();
    input.hint = next();
    for (Input::Option& option : input.options) option.label = next();
  }
  return form;
}

}  // namespace baton::test
