
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <boost/system/system_error.hpp>

#include "bot/codec/reply_json.h"
#include "bot/ports/errc.h"

namespace baton::test {
namespace {

rc::Gen<std::string> any_text() {
  return rc::gen::elementOf(
      std::vector<std::string>{"", "Ana", "\"quoted\" \\ <&>", "\u201CGr\u00F6\u00DFe\u201D",
                               "two\nlines\t\x01", "https://example.com/?a=1&b=2"});
}
rc::Gen<TimePoint> any_time() {
  return rc::gen::map(rc::gen::arbitrary<std::int64_t>(),
                      [](std::int64_t ms) { return TimePoint(std::chrono::milliseconds(ms)); });
}
template <class Enum>
rc::Gen<Enum> any_of(Enum last) {
  return rc::gen::map(rc::gen::inRange(0, static_cast<int>(last) + 1),
                      [](int value) { return static_cast<Enum>(value); });
}
template <class T>
rc::Gen<std::vector<T>> few(rc::Gen<T> element) {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 3), [element](std::size_t count) {
    return rc::gen::container<std::vector<T>>(count, element);
  });
}
rc::Gen<Line> any_line() {
  return few(rc::gen::build<Span>(
      rc::gen::set(&Span::style, any_of(Span::Style::time)), rc::gen::set(&Span::text, any_text()),
      rc::gen::set(&Span::url, any_text()), rc::gen::set(&Span::at, any_time())));
}
rc::Gen<FormValues> any_values() {
  using Entries = std::vector<std::pair<std::string, std::string>>;
  return rc::gen::map(few(rc::gen::pair(any_text(), any_text())), [](const Entries& entries) {
    return FormValues(entries.begin(), entries.end());
  });
}
rc::Gen<Press> any_press() {
  return rc::gen::build<Press>(
      rc::gen::set(&Press::kind, any_of(Press::Kind::run)),
      rc::gen::set(&Press::verb, any_of(Verb::cancel)),
      rc::gen::set(
          &Press::task,
          rc::gen::map(any_text(), [](std::string text) { return TaskKey{std::move(text)}; })),
      rc::gen::set(&Press::handoff, rc::gen::arbitrary<int>()),
      rc::gen::set(&Press::version, rc::gen::arbitrary<std::uint64_t>()),
      rc::gen::set(&Press::text, any_text()), rc::gen::set(&Press::filled, any_values()));
}
rc::Gen<Button> any_button() {
  return rc::gen::build<Button>(rc::gen::set(&Button::label, any_text()),
                                rc::gen::set(&Button::press, any_press()),
                                rc::gen::set(&Button::look, any_of(Button::Look::danger)));
}
rc::Gen<Card> any_card() {
  return rc::gen::build<Card>(
      rc::gen::set(&Card::tone, any_of(Card::Tone::ended)),
      rc::gen::set(&Card::headline, any_line()),
      rc::gen::set(&Card::sections, few(rc::gen::build<Card::Section>(
                                        rc::gen::set(&Card::Section::heading, any_text()),
                                        rc::gen::set(&Card::Section::lines, few(any_line())),
                                        rc::gen::set(&Card::Section::buttons, few(any_button()))))),
      rc::gen::set(&Card::buttons, few(any_button())), rc::gen::set(&Card::footer, any_line()));
}
rc::Gen<Input> any_input() {
  return rc::gen::build<Input>(
      rc::gen::set(&Input::name, any_text()), rc::gen::set(&Input::label, any_text()),
      rc::gen::set(&Input::hint, any_text()),
      rc::gen::set(&Input::kind, any_of(Input::Kind::choice)),
      rc::gen::set(&Input::optional, rc::gen::arbitrary<bool>()),
      rc::gen::set(&Input::length_max, rc::gen::arbitrary<std::size_t>()),
      rc::gen::set(&Input::options, few(rc::gen::build<Input::Option>(
                                        rc::gen::set(&Input::Option::label, any_text()),
                                        rc::gen::set(&Input::Option::value, any_text())))),
      rc::gen::set(&Input::initial, any_text()));
}
rc::Gen<Form> any_form() {
  return rc::gen::build<Form>(
      rc::gen::set(&Form::title, any_text()), rc::gen::set(&Form::submit, any_text()),
      rc::gen::set(&Form::intro, few(any_line())), rc::gen::set(&Form::inputs, few(any_input())),
      rc::gen::set(&Form::press, any_press()));
}
rc::Gen<Reply> any_reply() {
  return rc::gen::build<Reply>(rc::gen::set(&Reply::kind, any_of(Reply::Kind::form_errors)),
                               rc::gen::set(&Reply::card, any_card()),
                               rc::gen::set(&Reply::form, any_form()),
                               rc::gen::set(&Reply::errors, any_values()),
                               rc::gen::set(&Reply::shown_elsewhere, rc::gen::arbitrary<bool>()));
}

RC_GTEST_PROP(ReplyJsonTest, GivesEveryReplyBack, ()) {
  const auto reply = *rc::gen::noShrink(any_reply());
  const std::string text = codec::to_json(reply);
  RC_ASSERT(codec::reply_from_json(text) == reply);
  RC_ASSERT(codec::to_json(codec::reply_from_json(text)) == text);
}

TEST(ReplyJsonTest, SaysOnlyWhatDiffersFromTheDefault) {
  EXPECT_EQ(codec::to_json(Reply{}), "{}");
  Reply reply;
  reply.kind = Reply::Kind::message;
  reply.card.headline = {bold("Ana"), plain(" holds this")};
  reply.card.buttons = {{"Accept", {}, Button::Look::primary}};
  reply.card.buttons[0].press.task = TaskKey{"ACME-12"};
  reply.card.buttons[0].press.version = 7;
  EXPECT_EQ(codec::to_json(reply),
            R"({"card":{"buttons":[{"label":"Accept","look":"primary","press":{"task":"ACME-12",)"
            R"("version":7}}],"headline":[{"style":"bold","text":"Ana"},{"text":" holds this"}]},)"
            R"("kind":"message"})");
}

TEST(ReplyJsonTest, IgnoresWhatItDoesNotKnow) {
  EXPECT_EQ(codec::reply_from_json(R"({"kind":"nothing","later":[1,2]})"), Reply{});
}

TEST(ReplyJsonTest, RefusesWhatItCannotRead) {
  const char* const cases[] = {"",
                               "[]",
                               "{\"kind\":\"shrug\"}",
                               "{\"kind\":1}",
                               "{\"card\":[]}",
                               "{\"card\":{\"headline\":[1]}}",
                               "{\"card\":{\"buttons\":[{\"press\":{\"verb\":\"dance\"}}]}}",
                               "{\"card\":{\"buttons\":[{\"press\":{\"handoff\":4294967296}}]}}",
                               "{\"card\":{\"buttons\":[{\"press\":{\"version\":-1}}]}}",
                               "{\"card\":{\"buttons\":[{\"press\":{\"filled\":[\"a\"]}}]}}",
                               "{\"card\":{\"buttons\":[{\"press\":{\"filled\":{\"a\":1}}}]}}",
                               "{\"shown_elsewhere\":1}",
                               "{\"errors\":{\"a\":1}}",
                               "{\"form\":{\"inputs\":[{\"optional\":\"yes\"}]}}"};
  for (const char* text : cases) {
    SCOPED_TRACE(text);
    try {
      codec::reply_from_json(text);
      ADD_FAILURE() << "it was read";
    } catch (const boost::system::system_error& error) {
      EXPECT_EQ(error.code(), make_error_code(AppErrc::store_corrupt));
    }
  }
}

TEST(ReplyJsonTest, DoesNotWriteWhatItCouldNotReadAgain) {
  Reply reply;
  reply.card.headline = {plain("\xFF")};
  EXPECT_THROW(codec::to_json(reply), std::invalid_argument);
  reply.card.headline = {plain(std::string("a\0b", 3))};
  EXPECT_THROW(codec::to_json(reply), std::invalid_argument);
}

}  // namespace
}  // namespace baton::test
