#include "tests/contract/store_contract.h"
#include "tests/contract/list_contract.h"
#include "tests/contract/outbox_contract.h"
#include "tests/contract/set_clock_contract.h"
#include "tests/contract/stores.h"
#include "tests/contract/timer_contract.h"

namespace baton::test {

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, StoreContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, StoreContract, SqliteFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, OutboxContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, OutboxContract, SqliteFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, SetClockContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, SetClockContract, SqliteFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, ListContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, ListContract, SqliteFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, TimerContract, MemoryFixture);
INSTANTIATE_TYPED_TEST_SUITE_P(Sqlite, TimerContract, SqliteFixture);

}  // namespace baton::test
