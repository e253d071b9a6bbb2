# shellcheck shell=bash
# Building and testing in a build root: the sources read-only, the build directory kept for next time.

# build_directory SUITE FLAVOUR: one for each source tree, root and set of options, so that ninja can go on from there.
build_directory()
{
    printf '%s/builds/%s-%s-%s' "$CACHE" "$1" "$2" \
        "$(printf '%s\n' "$SOURCE" "$(root_name "$1" build)" "$(meson_options "$2")" | sha256sum | head -c 12)"
}

meson_options()
{
    echo "-Dwerror=true"
    [[ $1 != sanitized ]] || echo "-Db_sanitize=address,undefined"
}

# in_build_root SUITE FLAVOUR DESTDIR COMMAND…: in a root, PID namespace and network of its own. pivot_root rather
# than chroot, since from a chroot the kernel lets nobody make user namespaces.
in_build_root()
{
    local directory root
    directory=$(build_directory "$1" "$2")
    root=$(root_path "$1" build)
    mkdir -p "$directory"
    env ROOT="$root" BUILD="$directory" DEST="$3" SOURCE="$SOURCE" unshare --mount --propagation private --pid --fork \
        --kill-child --net --uts --ipc -- "$BASH" "$SOURCE/scripts/lib/enter-root" "${@:4}"
}

build()
{
    local suite=$1 flavour=$2 destdir=$3
    mkdir -p "$destdir"
    # shellcheck disable=SC2046,SC2016 # one word each; the inner shell expands the rest
    in_build_root "$suite" "$flavour" "$destdir" /bin/sh -ec '
        test -f build.ninja || meson setup "$@" /build /src
        ninja
        meson install --no-rebuild --quiet --destdir /dest' sh $(meson_options "$flavour")
}

# meson_test SUITE FLAVOUR RESULTS TIER…: keeps what meson and GoogleTest report, even of a failed run.
meson_test()
{
    local suite=$1 flavour=$2 results=$3 status=0
    # shellcheck disable=SC2016 # the inner shell expands it
    in_build_root "$suite" "$flavour" "$results" /bin/sh -c '
        meson test --no-rebuild --print-errorlogs --num-processes 2 --timeout-multiplier 3 "$@"
        status=$?
        cp meson-logs/testlog.junit.xml meson-logs/testlog.txt /dest/
        exit $status' sh "${@:4}" || status=$?
    return "$status"
}
