#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bot/ports/card.h"
#include "bot/ports/form.h"

/// Cards and forms as the conversation makes them, for tests of what they look like.
namespace baton::test {

Press press_of(Verb verb, Press::Kind kind = Press::Kind::act);
Press run_of(std::string text);
Button button_of(std::string label, Press press, Button::Look look = Button::Look::normal);
/// Monday 2 March 2026, 11:00 in Berlin.
Span due_time();

Card offer_card();
Card accepted_card();
/// A menu with one row and one button for each of `tasks` tasks.
Card menu_card(int tasks);
/// Every place of a card filled with `text`.
Card card_full_of(const std::string& text);
Form return_form();
/// Title, submit, labels, hints and options made by `next`, one after the other.
Form form_full_of(const std::function<std::string()>& next);

}  // namespace baton::test
