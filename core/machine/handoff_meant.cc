#include "core/machine/handoff_meant.h"

#include "core/model/overloaded.h"

namespace baton {

std::optional<int> handoff_meant(const Action& action) {
  return std::visit(Overloaded{
                        [](const Accept& accept) { return accept.handoff; },
                        [](const GiveBack& back) { return back.handoff; },
                        [](const Ask& ask) { return ask.handoff; },
                        [](const AnswerQuestion& answer) { return answer.handoff; },
                        [](const Withdraw& withdraw) { return withdraw.handoff; },
                        [](const Take& take) { return take.handoff; },
                        [](const Pass& pass) { return pass.handoff; },
                        [](const auto&) { return std::optional<int>(); },
                    },
                    action);
}

}  // namespace baton
