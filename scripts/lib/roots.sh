# shellcheck shell=bash
# Root file systems from Debian's packages, made once and kept under $CACHE/roots.

# A root's name changes with its packages, so that a changed list makes a new root.
root_name()
{
    printf '%s-%s-%s' "$1" "$2" "$(packages_of "$1" "$2" | sha256sum | head -c 12)"
}

root_path() { printf '%s/roots/%s' "$CACHE" "$(root_name "$1" "$2")"; }

# ensure_root SUITE KIND: the root exists, and stays while this process lives.
ensure_root()
{
    local name
    name=$(root_name "$1" "$2")
    if [[ ! -d $CACHE/roots/$name ]]; then
        mkdir -p "$CACHE/roots" "$CACHE/logs" "$CACHE/locks"
        (
            lock -x "make-$name"
            [[ -d $CACHE/roots/$name ]] || make_root "$1" "$2" "$name"
        ) || die "no root file system $name; the whole log: $CACHE/logs/$name.log"
    fi
    lock -s "use-$name"
    touch "$CACHE/locks/use-$name"
}

make_root()
{
    local partial=$CACHE/roots/$3.partial began=$SECONDS
    say "making the root file system $3"
    rm -rf --one-file-system "$partial"
    # shellcheck disable=SC2016 # mmdebstrap gives the hook its $1
    logged "$CACHE/logs/$3.log" mmdebstrap --mode=root --variant=minbase --format=directory \
        --include="$(packages_of "$1" "$2" | paste -sd,)" \
        --aptopt='Acquire::Retries "3"' --aptopt='Acquire::Languages "none"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt=force-unsafe-io \
        --customize-hook='mkdir -p "$1/src" "$1/build" "$1/dest"; chmod 0755 "$1"' \
        "$1" "$partial" || return
    mv -T "$partial" "$CACHE/roots/$3"
    say "made $3 in $((SECONDS - began)) s"
}

# Roots of older package lists, unless another run works in one.
remove_old_roots()
{
    local root name
    for root in "$CACHE"/roots/*/; do
        [[ -d $root ]] || continue
        name=$(basename "$root")
        [[ $name == *.partial || $name == "$(root_name "${name%%-*}" "$(cut -d- -f2 <<<"$name")")" ]] && continue
        [[ -n $(find "$CACHE/locks/use-$name" -mtime +7 2>/dev/null) ]] || continue
        flock --nonblock --exclusive "$CACHE/locks/use-$name" rm -rf --one-file-system "$root" || true
    done
}
