#include <algorithm>

#include "bot/talk/card_kinds.h"
#include "bot/talk/text.h"
#include "core/time/timers.h"

namespace baton {
namespace {

/// Words one line of a thread from what it tells of. The task may have gone on since.
class Threading {
 public:
  explicit Threading(const Telling& told)
      : notice_(told.notice), task_(told.task), voice_(told.voice) {}

  Line line() const {
    const std::string& what = notice_.text;
    if (what == "stage") return stage();
    if (what == "started") return by(" has started.");
    if (what == "blocked") return blocked();
    if (what == "unblocked") return by(": it is no longer blocked.");
    if (what == "waiting") return waiting();
    if (what == "resumed") return by(" goes on: the wait for the client is over.");
    if (what == "due") return due();
    if (what == "note") return note();
    if (what == "question" || what == "answer") return question(what == "question");
    if (what == "returned") return returned();
    if (what == "returned-later") return returned_later();
    if (what == "passed") return passed();
    if (what.starts_with("undone")) return undone();
    if (what == "baton-taken") return baton_taken();
    if (what == "gap-supplied") return gap_supplied();
    if (what == "reopened") {
      return by(" opened it again. ", bold(voice_.subject(task_.holder)), " holds it.");
    }
    if (what == "overdue") return overdue();
    if (what.starts_with("reminded-")) return reminded(what.substr(what.find('-') + 1));
    return standing_line(task_, voice_);
  }

 private:
  Line reminded(const std::string& of) const {
    const char* about = "something is due";
    if (of == timer::answer) about = "a question waits for the answer";
    if (of == timer::wait) about = "the client's answer is due";
    if (of == timer::look_again) about = "is it still blocked?";
    if (of == timer::gap) about = "what was missing is overdue";
    if (of == timer::debt) about = "what was skipped is overdue";
    if (of == timer::due) about = "the promised date has come";
    if (of == timer::stage) about = "the time for this stage is over";
    return say(bold(voice_.name(notice_.actor)), " was reminded: ", about);
  }

  template <class... Words>
  Line by(Words&&... words) const {
    const PersonId& actor = notice_.actor;
    return say(bold(actor.empty() ? std::string("Baton") : voice_.subject(actor)),
               std::forward<Words>(words)...);
  }
  const Handoff* handoff() const { return task_.handoff(notice_.handoff); }

  Line stage() const {
    const Handoff* accepted = handoff();
    if (accepted == nullptr) return standing_line(task_, voice_);
    const std::string title = goal_title(task_, *accepted, voice_.agency());
    if (accepted->outcome != Outcome::accepted) return by(" accepted it: ", bold(title));
    Line line = say(bold(voice_.subject(accepted->receiver)), " holds it now: ", bold(title));
    const auto named = std::ranges::count_if(task_.gaps, [&](const Gap& gap) {
      return gap.handoff == accepted->number && gap.at == accepted->settled_at;
    });
    if (named == 0) return line;
    return say(line, " · accepted with ",
               named == 1 ? std::string("a gap") : std::to_string(named) + " gaps");
  }

  Line blocked() const {
    if (!task_.blocking) return by(" said that it is blocked.");
    return by(" cannot go on: ", excerpt(task_.blocking->why), " · to be looked at again ",
              moment(task_.blocking->look_again));
  }

  Line waiting() const {
    if (!task_.waiting) return by(" waits for the client.");
    return by(" waits for the client until ", moment(task_.waiting->until), ": ",
              excerpt(task_.waiting->why));
  }

  Line due() const {
    if (!task_.is_promised()) return by(" changed the promised date.");
    return by(" promised it to the client for ", moment(task_.due), ".");
  }

  Line note() const {
    const auto index = static_cast<std::size_t>(notice_.detail) - 1;
    if (index >= task_.notes.size()) return by(" wrote a note.");
    return by(" noted: ", excerpt(task_.notes[index].text));
  }

  Line question(bool is_question) const {
    const Handoff* asked = handoff();
    if (asked != nullptr) {
      const auto found = std::ranges::find(asked->questions, notice_.detail, &Question::number);
      if (found != asked->questions.end()) {
        return is_question ? by(" asks: ", excerpt(found->text))
                           : by(" answers: ", excerpt(found->answer));
      }
    }
    return by(is_question ? " asks." : " answers.");
  }

  Line returned() const {
    const Handoff* back = handoff();
    if (back == nullptr || back->outcome != Outcome::returned) return by(" returned it.");
    Line line = by(" returned it: ", bold(text::humanised(back->reason)));
    return back->words.empty() ? line : say(line, " · ", excerpt(back->words));
  }

  Line returned_later() const {
    const Handoff* back = handoff();
    if (back == nullptr || back->back_of == 0) return by(" offered it back.");
    Line line = by(" offers it back to ", bold(voice_.name(back->receiver)));
    // Refused, the reason is that of the refusal.
    if (back->outcome != Outcome::returned) {
      line = say(line, ": ", bold(text::humanised(back->reason)));
      if (!back->words.empty()) line = say(line, " · ", excerpt(back->words));
    }
    if (!back->is_open()) return line;
    return say(line, " · ", bold(voice_.name(back->sender)), " holds it until it is accepted");
  }

  Line passed() const {
    const Handoff* offer = handoff();
    if (offer == nullptr) return by(" passed it on.");
    return by(" passed it on to ", bold(voice_.name(offer->receiver)), ".");
  }

  /// Of what an earlier version planned it is not known what was taken back.
  Line undone() const {
    constexpr std::string_view mark = "undone-";
    const std::string& told = notice_.text;
    const std::string what = told.starts_with(mark) ? told.substr(mark.size()) : std::string();
    return by(" took back ", taken_back(what), ". ", standing_line(task_, voice_));
  }

  Line baton_taken() const {
    Line line = say(bold(voice_.subject(task_.holder)), " has taken it over.");
    const bool allowed = !notice_.actor.empty() && notice_.actor != task_.holder;
    return allowed ? say(line, " ", by(" said yes.")) : line;
  }

  Line gap_supplied() const {
    const Gap* gap = task_.gap(notice_.detail);
    if (gap == nullptr) return by(" supplied a gap.");
    return by(" supplied gap ", std::to_string(gap->number), " (", short_excerpt(gap->what),
              "): ", evidence_span(excerpt(gap->value)));
  }

  Line overdue() const {
    const Handoff* offer = handoff();
    if (offer == nullptr) return say("The offer was not accepted in time.");
    return say(bold(voice_.subject(offer->receiver)), " has not accepted in time. ",
               bold(voice_.subject(offer->sender)), " still holds it.");
  }

  const Notice& notice_;
  const Task& task_;
  const Voice& voice_;
};

}  // namespace

Card thread_message(const Telling& told) {
  Card card;
  card.headline = Threading(told).line();
  return card;
}

}  // namespace baton
