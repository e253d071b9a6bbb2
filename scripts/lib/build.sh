# shellcheck shell=bash
# Building and testing in a build root: the sources read-only, the build directory kept for next time.

# build_name SUITE FLAVOUR: one for each source tree, root and set of options, so that ninja can go on from there.
build_name()
{
    printf '%s-%s-%s' "$1" "$2" \
        "$(printf '%s\n' "$SOURCE" "$(root_name "$1" build)" "$(meson_options "$2")" | sha256sum | head -c 12)"
}

meson_options()
{
    echo "-Dwerror=true"
    [[ $1 != sanitized ]] || echo "-Db_sanitize=address,undefined"
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

# build SUITE FLAVOUR DESTDIR: everything a bed gets from the build, where it lies in the bed.
build()
{
    # shellcheck disable=SC2046,SC2016 # one word each; the inner shell expands the rest
    in_build_root "$1" "$2" "$3" /bin/sh -ec '
        test -f build.ninja || meson setup "$@" /build /src
        ninja
        meson install --no-rebuild --quiet --destdir /dest
        mkdir -p /dest/opt/left4me-tests
        for part in tests/fixtures/game tests/namespace/left4me-namespace-tests; do
            test ! -e $part || cp -a $part /dest/opt/left4me-tests/
        done' \
        sh $(meson_options "$2")
}

# meson_test SUITE FLAVOUR RESULTS TIER: keeps what meson and GoogleTest report, even of a failed run. A GoogleTest
# program that dies before it reports would pass for its last run, hence the rm.
meson_test()
{
    # shellcheck disable=SC2016,SC2046 # the inner shell expands it; one word each
    in_build_root "$1" "$2" "$3" /bin/sh -c '
        tier=$1
        shift
        test -f build.ninja || meson setup "$@" /build /src || exit
        rm -f ./*.xml
        meson test --suite "$tier" --print-errorlogs --num-processes 2 --timeout-multiplier 3
        echo $? >/dest/meson.status
        cp meson-logs/testlog.junit.xml /dest/meson.xml' \
        sh "$4" $(meson_options "$2") >"$3/meson.log" 2>&1
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
