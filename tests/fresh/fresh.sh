#!/usr/bin/env bash
# Proves the README on a bare Debian 12: makes one, and in it runs the two commands that the README
# names, then builds the Dockerfile and looks at what came of it. As root; needs mmdebstrap and
# buildah, the network for packages, about 12 GB and an hour. `./dev fresh` calls it.
# FRESH_CACHE=DIR hands in a folder of ccache: minutes instead of the hour, for looking again.
set -euo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/baton-fresh.XXXXXX")
root=$work/root
started=$(date +%s)

say() { printf '%6d s  %s\n' $(($(date +%s) - started)) "$*"; }

clean_up() {
  for mount in root/.cache/ccache proc sys dev/pts dev/shm dev; do
    if mountpoint -q "$root/$mount"; then umount "$root/$mount" || exit; fi
  done
  rm -rf --one-file-system "$work"
}
trap clean_up EXIT

# The host's own sources, so that a mirror it uses is used here: Debian's alone.
debian_sources() {
  local list=/etc/apt/sources.list.d/debian.sources
  if [ -f "$list" ]; then cat "$list"; else grep -h debian /etc/apt/sources.list; fi
}

make_root() {
  say "making a bare Debian 12"
  debian_sources >"$work/debian.sources"
  mmdebstrap --quiet --variant=minbase --mode=root bookworm "$root" "$work/debian.sources"
  # What is the host's and not Debian's: whom to ask for names, and whom to trust.
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  printf '127.0.0.1 localhost\n::1 localhost\n' >"$root/etc/hosts"  # as every installer writes it
  mkdir -p "$root/usr/local/share/ca-certificates"
  cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  local node
  for node in null zero full random urandom tty; do
    touch "$root/dev/$node"
    mknod -m 666 "$work/$node" c "$(stat -c %Hr "/dev/$node")" "$(stat -c %Lr "/dev/$node")"
    rm "$root/dev/$node"
    mv "$work/$node" "$root/dev/$node"
  done
  ln -s /proc/self/fd "$root/dev/fd"
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
  ln -s pts/ptmx "$root/dev/ptmx"
  mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
  if [ -n "${FRESH_CACHE:-}" ]; then
    mkdir -p "$root/root/.cache/ccache"
    mount --bind "$FRESH_CACHE" "$root/root/.cache/ccache"
  fi
}

# What runs the command behind it in the root, with nothing of the host's environment.
inside=(chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)

# The host may trust a certificate authority of its own: then so does the root, and its npm.
trust() {
  "${inside[@]}" apt-get update -qq
  "${inside[@]}" /usr/bin/env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends ca-certificates git curl >/dev/null
  "${inside[@]}" update-ca-certificates >/dev/null
}

run_tests() {
  say "./dev test"
  git clone --quiet "$source" "$root/root/baton"
  "${inside[@]}" /usr/bin/env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    bash -c 'cd /root/baton && ./dev test' >"$work/test.log" 2>&1 || {
    tail -n 60 "$work/test.log"
    say "./dev test FAILED"
    return 1
  }
  grep -E 'tests passed|Total Test time' "$work/test.log"
}

run_demo() {
  say "./dev run"
  "${inside[@]}" bash -c 'cd /root/baton && exec ./dev run' >"$work/run.out" 2>"$work/run.log" &
  local child=$! url="" tries
  for tries in $(seq 600); do
    url=$(sed -n 's/^Baton demo: \(http[^ ]*\).*/\1/p' "$work/run.out")
    [ -n "$url" ] && break
    sleep 1
  done
  if [ -z "$url" ]; then
    tail -n 40 "$work/run.log"
    say "./dev run printed no address in $tries s"
    return 1
  fi
  say "it says: Baton demo: $url"
  curl -fsS --max-time 10 "$url" | grep -o '<title>[^<]*</title>'
  # chroot, env, bash and ./dev each became the next: the demo has this id, the service is its child.
  local service
  service=$(tr '\0' '\n' <"/proc/$(pgrep -P "$child")/environ" | sed -n 's/^BATON_DEMO_URL=//p')
  say "/readyz: $(curl -sS --max-time 10 "$service/readyz")"
  kill -TERM "$child"
  local code=0
  wait "$child" || code=$?
  say "ended by SIGTERM with $code"
  [ "$code" = 0 ]
}

build_image() {
  say "the Dockerfile"
  local storage=(--root "$work/storage" --runroot "$work/runroot" --storage-driver vfs)
  local base container
  base=$(buildah "${storage[@]}" from scratch)
  tar -C "$root" --one-file-system --exclude='./root/*' --exclude='./dev/*' -cf "$work/base.tar" .
  buildah "${storage[@]}" add --quiet "$base" "$work/base.tar" / >/dev/null
  rm "$work/base.tar"
  buildah "${storage[@]}" commit --quiet "$base" baton-fresh-base >/dev/null
  buildah "${storage[@]}" bud --quiet --isolation chroot --format docker \
    --build-arg BASE=localhost/baton-fresh-base --tag baton "$root/root/baton" >"$work/image.log" 2>&1 || {
    tail -n 40 "$work/image.log"
    say "the Dockerfile FAILED"
    return 1
  }
  container=$(buildah "${storage[@]}" from baton)
  buildah "${storage[@]}" run --isolation chroot "$container" -- id -un
  buildah "${storage[@]}" run --isolation chroot "$container" -- baton --version
  local config='user {{.User}}, volumes {{.Volumes}}, runs {{.Entrypoint}} {{.Cmd}}, healthy by {{.Healthcheck.Test}}'
  say "$(buildah "${storage[@]}" inspect --type image --format "{{with .Docker.Config}}$config{{end}}" baton)"
}

make_root
trust
run_tests
run_demo
build_image
say "all of it passed"
