#include "tests/adapters/sqlite/faulty_vfs.h"

#include <new>

#include <sqlite3.h>

namespace baton::test {
namespace {

Faults faults;

/// SQLite allocates it, and the system's own file right behind it.
struct File {
  sqlite3_file base;
  [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

/// Whether this operation is one that fails.
bool fails() {
  int left = faults.fail_after;
  while (left >= 0 && !faults.fail_after.compare_exchange_weak(left, left - 1)) {
  }
  const bool after_it = faults.failed > 0 && faults.for_ever;
  if (left != 0 && !after_it) return false;
  ++faults.failed;
  return true;
}

int close(sqlite3_file* file) { return methods(file).xClose(real(file)); }
int read(sqlite3_file* file, void* into, int count, sqlite3_int64 at) {
  if (fails()) return SQLITE_IOERR_READ;
  return methods(file).xRead(real(file), into, count, at);
}
int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
  if (faults.full) return SQLITE_FULL;
  if (!fails()) return methods(file).xWrite(real(file), from, count, at);
  methods(file).xWrite(real(file), from, count / 2, at);
  return SQLITE_IOERR_WRITE;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (fails()) return SQLITE_IOERR_TRUNCATE;
  return methods(file).xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
  if (faults.fail_sync || fails()) return SQLITE_IOERR_FSYNC;
  ++faults.syncs;
  return methods(file).xSync(real(file), flags);
}
int size(sqlite3_file* file, sqlite3_int64* bytes) {
  if (fails()) return SQLITE_IOERR_FSTAT;
  return methods(file).xFileSize(real(file), bytes);
}
int lock(sqlite3_file* file, int level) { return methods(file).xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* result) {
  return methods(file).xCheckReservedLock(real(file), result);
}
int control(sqlite3_file* file, int operation, void* argument) {
  return methods(file).xFileControl(real(file), operation, argument);
}
int sector(sqlite3_file* file) { return methods(file).xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(real(file)); }
int shm_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** into) {
  if (fails()) return SQLITE_IOERR_SHMMAP;
  return methods(file).xShmMap(real(file), region, bytes, extend, into);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  const int result = methods(file).xShmLock(real(file), offset, count, flags);
  if (result == SQLITE_BUSY) {
    ++faults.waits_for_lock;
    faults.waits_for_lock.notify_all();
  }
  return result;
}
void shm_barrier(sqlite3_file* file) { methods(file).xShmBarrier(real(file)); }
int shm_unmap(sqlite3_file* file, int remove) {
  return methods(file).xShmUnmap(real(file), remove);
}

const sqlite3_io_methods io{
    2,         close,      read,    write,  truncate,        sync,    size,     lock,
    unlock,    check_lock, control, sector, characteristics, shm_map, shm_lock, shm_barrier,
    shm_unmap, nullptr,    nullptr};

sqlite3_vfs* system_vfs = nullptr;
sqlite3_vfs faulty;

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if (fails()) return SQLITE_CANTOPEN;
  if (faults.sealed)
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  const int result = system_vfs->xOpen(system_vfs, name, real(file), flags, out_flags);
  if (result == SQLITE_OK) file->pMethods = &io;
  return result;
}

}  // namespace

void Faults::mend() {
  fail_sync = false;
  full = false;
  sealed = false;
  fail_after = -1;
  for_ever = false;
}

Faults& faulty_vfs() {
  if (system_vfs == nullptr) {
    sqlite3_initialize();
    system_vfs = sqlite3_vfs_find(nullptr);
    faulty = *system_vfs;
    faulty.pNext = nullptr;
    faulty.zName = faulty_vfs_name;
    faulty.szOsFile = static_cast<int>(sizeof(File)) + system_vfs->szOsFile;
    faulty.xOpen = open;
    sqlite3_vfs_register(&faulty, 0);
  }
  faults.mend();
  faults.failed = 0;
  faults.syncs = 0;
  faults.waits_for_lock = 0;
  return faults;
}

}  // namespace baton::test
