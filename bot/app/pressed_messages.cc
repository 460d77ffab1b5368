#include "bot/app/pressed_messages.h"

namespace baton {

using boost::asio::awaitable;

namespace {

bool names_a_message(const Pressed& pressed) {
  return !pressed.slot.empty() && !pressed.message_id.empty();
}

bool is_at(const SlotMessage& shown, const WorkspaceId& workspace, const Pressed& pressed) {
  return shown.message.workspace == workspace && shown.message.id == pressed.message_id;
}

}  // namespace

awaitable<bool> PressedMessages::is_stray(WorkspaceId workspace, Pressed pressed) {
  if (!names_a_message(pressed)) co_return false;
  const std::optional<SlotMessage> shown = co_await outbox_.message(pressed.slot);
  co_return shown && !is_at(*shown, workspace, pressed);
}

awaitable<std::optional<PressedMessages::Present>> PressedMessages::shown_now(WorkspaceId workspace,
                                                                              Pressed pressed) {
  if (!names_a_message(pressed)) co_return std::nullopt;
  const std::optional<SlotMessage> shown = co_await outbox_.message(pressed.slot);
  if (!shown) co_return std::nullopt;  // still being posted, or looked for by what it carries
  const bool own = is_at(*shown, workspace, pressed);
  const std::uint64_t version = shown->shown_version;
  std::optional<Present> now = co_await present(std::move(workspace), std::move(pressed));
  if (now && own && version >= now->version) now.reset();
  co_return now;
}

awaitable<std::optional<PressedMessages::Present>> PressedMessages::newer_than(
    std::uint64_t version, WorkspaceId workspace, Pressed pressed) {
  std::optional<Present> now = co_await present(std::move(workspace), std::move(pressed));
  if (now && now->version <= version) now.reset();
  co_return now;
}

awaitable<std::optional<PressedMessages::Present>> PressedMessages::present(WorkspaceId workspace,
                                                                            Pressed pressed) {
  const std::optional<OutboxRow> row = co_await outbox_.newest_of(std::move(pressed.slot));
  if (!row || row->notice.task.empty()) co_return std::nullopt;
  std::vector<TaskKey> keys(1, row->notice.task);
  const Registry::Read read = co_await registry_.read(std::move(keys), std::string());
  const Task& task = read.tasks.front();
  Present now;
  now.message.outbox_id = row->key;
  now.message.slot = row->notice.slot;
  now.message.to.workspace = std::move(workspace);
  now.message.card = talk_.card(row->notice, task, registry_.agency(), row->repeat);
  now.version = task.version;
  co_return now;
}

}  // namespace baton
