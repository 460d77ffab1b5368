// The handoff in one line: "@dino ACME banner 3: logo bigger, by Thu 15:00 <link>".
#include <algorithm>

#include "bot/talk/dates.h"
#include "bot/talk/phrases.h"
#include "bot/talk/say.h"
#include "bot/talk/task_keys.h"
#include "bot/talk/text.h"
#include "core/machine/decide.h"
#include "core/time/instant.h"

namespace baton {
namespace {

const WorkflowId quick_workflow{"quick"};
constexpr std::size_t line_shown_max = 300;

std::string_view without_marks(std::string_view text) {
  while (!text.empty() && std::string_view(",;: \t\n").find(text.back()) != std::string::npos) {
    text.remove_suffix(1);
  }
  return text;
}

/// The line that asks for the time once more, in two parts: the time belongs between them.
struct Unfinished {
  std::string before;  ///< up to ", by "
  std::string behind;  ///< links that followed
};

/// "By when?", each usual answer as a button that says all of it again.
Misunderstood by_when(Line headline, const Unfinished& line, const Speaker& speaker) {
  struct Usual {
    const char* label;
    const char* typed;
  };
  constexpr std::array usual{Usual{"Today EOD", "today EOD"}, Usual{"Tomorrow EOD", "tomorrow EOD"},
                             Usual{"Friday EOD", "Fri EOD"}};
  std::vector<Button> buttons;
  std::vector<TimePoint> offered;
  for (const Usual& each : usual) {
    const std::optional<When> when = when_meant(each.typed, speaker);
    const std::string whole = line.before + each.typed + line.behind;
    const bool makes_sense = when && when->at > speaker.now && whole.size() <= run_bytes_max &&
                             std::ranges::find(offered, when->at) == offered.end();
    if (!makes_sense) continue;
    offered.push_back(when->at);
    buttons.push_back(runs(each.label, whole));
  }
  const std::string shown = line.before + "Thu 15:00" + line.behind;
  return {answer_with(
      Card::Tone::waiting, std::move(headline),
      {say("Nothing was recorded yet. Choose one, or type the line with a time at its end. ",
           when_forms),
       say(command(text::clip(text::one_line(shown), line_shown_max)))},
      std::move(buttons))};
}

/// The longest beginning of `words` that is a time ahead, and what follows it.
struct Begun {
  std::string when;
  TimePoint at;
  std::string rest;
};
std::optional<Begun> begun_with_time(const std::string& words, const Speaker& speaker) {
  for (std::size_t end = words.rfind(' '); end != words.npos && end > 0;
       end = words.rfind(' ', end - 1)) {
    const std::string when(without_marks(std::string_view(words).substr(0, end)));
    const std::string rest(text::trimmed(std::string_view(words).substr(end)));
    const std::optional<When> meant = when_meant(when, speaker);
    if (meant && meant->at > speaker.now) return Begun{when, meant->at, rest};
  }
  return std::nullopt;
}

/// Behind the time stands something that is none: it is part of what is wanted, or left out.
Misunderstood behind_the_time(const Begun& begun, const std::string& what, const std::string& links,
                              const Speaker& speaker) {
  constexpr std::size_t shown_max = 40;
  const std::string rest = text::clip(text::one_line(begun.rest), shown_max);
  const std::string end = ", by " + begun.when + links;
  const std::string with = what + ", " + begun.rest + end;
  const std::string without = what + end;
  std::vector<Button> buttons;
  if (with.size() <= run_bytes_max) {
    buttons = {runs("Add it to what is wanted", with), runs("Leave it out", without)};
  }
  return {answer_with(
      Card::Tone::waiting,
      say("I read “", begun.when, "” as ",
          bold(spoken(begun.at, speaker.agency.zone_of(speaker.actor.id))),
          ", and do not know what “", rest, "” behind it means."),
      {say("Nothing was recorded yet. Choose one, or type the line so that the time ends it:"),
       say(command(text::clip(text::one_line(with), line_shown_max)))},
      std::move(buttons))};
}

Misunderstood not_in_use() {
  return misunderstood(
      say("The handoff in one line needs the workflow “quick”, which is not in use here."),
      {with_commands("Start a task first, then give it: `new <workflow> <client> <title>`, then "
                     "`give <task> @person`.")});
}

}  // namespace

std::string Phrase::words_without_links(std::size_t from, std::size_t to,
                                        std::vector<std::string>& links) const {
  std::string words;
  std::size_t begin = from;
  const auto add = [&](std::size_t end) {
    const std::string part = line_.words_between(begin, end);
    if (!part.empty()) words += (words.empty() ? "" : " ") + part;
  };
  for (const Token& token : tokens_.all) {
    const bool inside = token.begin >= from && token.begin < to;
    if (!inside || token.quoted || !token.name.empty() || !text::is_link(token.text)) continue;
    add(token.begin);
    begin = std::min(token.end, to);  // a comma behind it belongs to what follows
    links.emplace_back(without_marks(token.text));
  }
  add(to);
  return std::string(without_marks(words));
}

Intent Phrase::quick() {
  const Agency& agency = speaker_.agency;
  const auto& active = agency.settings.active_workflows;
  const Workflow* workflow = agency.newest_workflow(quick_workflow);
  const bool in_use = std::ranges::find(active, quick_workflow) != active.end();
  if (!in_use || workflow == nullptr || workflow->stages.empty()) return not_in_use();
  const Token& named = take();
  Read<PersonId> person = person_named(named, speaker_, word_.usage);
  if (auto* problem = std::get_if<Misunderstood>(&person)) return std::move(*problem);
  if (at_end()) return lacking("For which client?", "Type the client's key after the person.");
  if (is_task_key(peek().text, agency)) {
    const std::string& typed = line_.line();
    const std::string give = "give " + typed.substr(peek().begin, peek().end - peek().begin) + " " +
                             typed.substr(named.begin, named.end - named.begin) +
                             typed.substr(peek().end);
    std::vector<Button> buttons;
    if (give.size() <= run_bytes_max) buttons.push_back(runs("Give it", give));
    return misunderstood(
        say("“", peek().text, "” is a task. This line makes a new one."),
        {say("To give a task that is there: ", baton::command(usage_of(Verb::give)))}, word_.usage,
        std::move(buttons));
  }
  Read<ClientKey> client = client_named(without_marks(take().text), agency, word_.usage);
  if (auto* problem = std::get_if<Misunderstood>(&client)) return std::move(*problem);
  if (at_end()) return lacking("What is it about?", "Type what is wanted after the client.");

  const std::string& typed = line_.line();
  const std::size_t begin = peek().begin;
  const std::string_view rest = std::string_view(typed).substr(begin);
  const std::optional<LastBy> by = last_by(rest);
  const auto at = [&](std::string_view part) {
    return begin + static_cast<std::size_t>(part.data() - rest.data());
  };
  const std::size_t what_end = by ? at(by->before) + by->before.size() : typed.size();
  std::vector<std::string> links;
  std::string what = words_without_links(begin, what_end, links);
  const std::size_t links_before = links.size();
  const std::string when_said =
      by ? words_without_links(at(by->when), typed.size(), links) : std::string();
  if (what.empty()) return lacking("What is it about?", "Type what is wanted after the client.");

  const std::optional<When> when = when_meant(when_said, speaker_);
  if (!when || when->at <= speaker_.now) {
    // Behind a comma it was meant as the time; else it may belong to what is wanted.
    const bool replaces = !when_said.empty() && (when || typed[what_end] == ',');
    Unfinished line{std::string(without_marks(typed)) + ", by ", {}};
    if (replaces) {
      line.before = typed.substr(0, what_end) + ", by ";
      for (std::size_t index = links_before; index < links.size(); ++index) {
        line.behind += " " + links[index];
      }
    }
    const std::optional<Begun> begun = when ? std::nullopt : begun_with_time(when_said, speaker_);
    if (begun) {
      const std::string_view wanted = without_marks(std::string_view(typed).substr(0, what_end));
      return behind_the_time(*begun, std::string(wanted), line.behind, speaker_);
    }
    Line headline = say("By when?");
    if (!when_said.empty()) {
      headline = say("“", text::clip(text::one_line(when_said), 60), "”",
                     when ? " has passed." : " is no time that I know.", " By when?");
    }
    return by_when(std::move(headline), line, speaker_);
  }
  std::string title = text::clip(text::one_line(what), title_max);
  Command command = command_of(
      {}, StartNew{std::get<ClientKey>(std::move(client)), quick_workflow, std::move(title)});
  command.values = {{"what", std::move(what)},
                    {"by", instant_text(when->at, agency.zone_of(speaker_.actor.id))}};
  Give give;
  const auto ways = workflow->from(workflow->stages.front().id);
  if (!ways.empty()) give.to = ways.front()->to;
  give.receiver = std::get<PersonId>(std::move(person));
  for (const std::string& link : links) give.note += (give.note.empty() ? "" : " ") + link;
  command.then = std::move(give);
  return command;
}

}  // namespace baton
