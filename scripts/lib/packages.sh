# shellcheck shell=bash disable=SC2034 # packages_of finds the lists by their names
# What the host and each kind of root file system need, by Debian's names.

HOST_PACKAGES=(mmdebstrap debian-archive-keyring systemd-container iproute2 mount procps python3 util-linux)
VM_PACKAGES=(qemu-system-x86 e2fsprogs)

RUN_PACKAGES=(systemd systemd-sysv libsystemd0 dbus sudo libcap-ng0 libmount1 libc6-i386 lib32stdc++6 linux-image-cloud-amd64
    python3 python3-pytest iproute2 procps util-linux strace attr kmod xfsprogs btrfs-progs
    hyperfine fuse-overlayfs time)
RUN_PACKAGES_bookworm=(libyaml-cpp0.7 libboost-program-options1.74.0)
RUN_PACKAGES_trixie=(libyaml-cpp0.8 libboost-program-options1.83.0)

BUILD_PACKAGES=(g++ g++-multilib meson ninja-build pkg-config libmount-dev libcap-ng-dev libsystemd-dev libyaml-cpp-dev
    libboost-program-options-dev nlohmann-json3-dev libgtest-dev libgmock-dev python3 iproute2 util-linux attr strace zsh
    build-essential debhelper)
# One version of each linter decides, and that is Debian 12's.
BUILD_PACKAGES_bookworm=(clang clang-format clang-tidy libclang-rt-dev shellcheck sudo systemd binutils groff man-db lintian)
BUILD_PACKAGES_trixie=()

# packages_of SUITE KIND, one a line
packages_of()
{
    local -n common="${2^^}_PACKAGES" special="${2^^}_PACKAGES_$1"
    printf '%s\n' "${common[@]}" "${special[@]}" | sort
}

# ensure_host_packages PACKAGE…
ensure_host_packages()
{
    local missing
    # dpkg-query fails where it does not know one of them.
    missing=$({ dpkg-query --show --showformat '${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true; } |
        awk '/^ii/ { print $2 }' | sort | comm -13 - <(printf '%s\n' "$@" | sort))
    [[ -n $missing ]] || return 0
    say "installing on this machine: ${missing//$'\n'/ }"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # one word each
    apt_get update && apt_get install --no-install-recommends $missing
}

apt_get()
{
    # Another apt-get may be at work on this machine: wait for it.
    apt-get -qq --yes -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null >&2
}
