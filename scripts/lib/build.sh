# shellcheck shell=bash
# Building and testing in a build root: the sources read-only, the build directory kept for next time.

# build_name SUITE FLAVOUR: one for each source tree, root and set of options, so that ninja can go on from there.
build_name()
{
    printf '%s-%s-%s' "$1" "$2" \
        "$(printf '%s\n' "$SOURCE" "$(root_name "$1" build)" "$(meson_options "$2")" | sha256sum | head -c 12)"
}

# meson_options FLAVOUR
meson_options()
{
    echo "-Dwerror=true -Ddebug=false" # nobody debugs here, and it takes a quarter of the time
    # Each library as one takes a third of the time.
    echo "-Dunity=on"
    # What only an optimization shows, warnings and code alike, the plain build shows.
    case $1 in
        sanitized) echo "-Db_sanitize=address,undefined -Doptimization=0" ;; # a third of the time with 1
        fuzzed) echo "-Db_sanitize=address,undefined -Doptimization=1" ;;
    esac
    # libFuzzer wants to see which branches an input takes; clang's sanitizers leave symbols to the program.
    [[ $1 != fuzzed ]] || echo "-Dcpp_args=-fsanitize=fuzzer-no-link -Db_lundef=false"
}

# package_words SUITE: how its package is built. Debian 13's is built file by file, as users build: its headers include
# least on the side; Debian 12's is optimized, so that lintian sees what users get.
package_words()
{
    case $1 in
        trixie) echo noopt ;;
        *) echo optimized -Dunity=on ;;
    esac
}

# in_build_root SUITE FLAVOUR DEST COMMAND…: in a root, PID namespace and network of its own. pivot_root rather
# than chroot, since from a chroot the kernel lets nobody make user namespaces.
in_build_root()
(
    name=$(build_name "$1" "$2")
    root=$(root_path "$1" build)
    mkdir -p "$CACHE/builds/$name" "$3" "$RUN/scratch"
    chmod 1777 "$RUN/scratch"
    lock -x "build-$name"
    touch "$CACHE/builds/$name"
    env ROOT="$root" BUILD="$CACHE/builds/$name" DEST="$3" SOURCE="$SOURCE" SCRATCH="$RUN/scratch" \
        unshare --mount --propagation private --pid --fork --kill-child --net --uts --ipc \
        -- "$BASH" "$SOURCE/scripts/lib/enter-root" "${@:4}"
)

# build SUITE FLAVOUR DESTDIR TARGET…: what a bed gets from the build, where it lies in the bed: all that is installed,
# and these targets of the tests.
build()
{
    # shellcheck disable=SC2046 # one word each
    in_build_root "$1" "$2" "$3" /src/scripts/lib/inside/build "${@:4}" -- $(meson_options "$2")
}

# meson_test SUITE FLAVOUR RESULTS TIER
meson_test()
{
    # shellcheck disable=SC2046 # one word each
    in_build_root "$1" "$2" "$3" /src/scripts/lib/inside/test "$4" $(meson_options "$2") >"$3/meson.log" 2>&1
}

# The Debian whose clang builds the fuzzers.
FUZZ_SUITE=bookworm

fuzz_targets() { ls "$SOURCE/tests/fuzz/corpus"; }

# fuzz DEST TARGET=SECONDS…: what breaks a target, and a report, in DEST
fuzz()
{
    # shellcheck disable=SC2046 # one word each
    in_build_root "$FUZZ_SUITE" fuzzed "$1" /src/scripts/lib/inside/fuzz "${@:2}" -- $(meson_options fuzzed)
}

# Of source trees that nobody builds any more.
remove_old_builds()
{
    local build
    for build in "$CACHE"/builds/*/; do
        [[ -n $(find "$build" -maxdepth 0 -mtime +7 2>/dev/null) ]] || continue
        flock --nonblock --exclusive "$CACHE/locks/build-$(basename "$build")" rm -rf --one-file-system "$build" || true
    done
}
