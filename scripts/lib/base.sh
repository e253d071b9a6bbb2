# shellcheck shell=bash
# What every script here shares: where things are, how to speak, and namespaces of one's own to work in.

# shellcheck disable=SC2034 # for those who source this file
SOURCE=$(realpath -- "${BASH_SOURCE[0]%/*}/../..")
CACHE=${LEFT4ME_CACHE:-/var/cache/left4me-beds}
# shellcheck disable=SC2034 # for those who source this file
SUITES=(bookworm trixie)

# A caller such as CI may have closed standard input; then a descriptor of ours would take its number.
{ true <&0; } 2>/dev/null || exec </dev/null

say() { printf '%s\n' "$*" >&2; }

die()
{
    say "error: $*"
    exit 1
}

# Runs a command with its output in a log; shows the log's end when it fails.
logged()
{
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null && return
    local status=$?
    say "failed with status $status: $*"
    tail -n 60 -- "$log" >&2
    return "$status"
}

# Holds a lock until this process and its children end. lock -s|-x NAME
lock()
{
    local descriptor
    mkdir -p "$CACHE/locks"
    exec {descriptor}>>"$CACHE/locks/$2"
    flock --nonblock "$1" "$descriptor" && return
    say "waiting for another run that holds $CACHE/locks/$2"
    flock "$1" "$descriptor"
}

require_root()
{
    [[ $EUID -eq 0 ]] || die "root is needed for chroots, containers and overlay mounts: sudo $0"
}

remove_dead_runs()
{
    local run
    for run in "$CACHE"/runs/*/; do
        [[ -d $run ]] || continue
        # Its lock is gone when its processes are, and with them went its mounts.
        flock --nonblock --exclusive "$run" rm -rf --one-file-system "$run" || continue
        remove_cgroups "$run"
    done
}

# Runs this script once more in mount and PID namespaces of its own, with a directory of its own in $RUN:
# whatever happens, no mount and no process outlives it.
in_own_namespaces()
{
    local starting
    require_root
    mkdir -p "$CACHE/runs" "$CACHE/locks"
    # One after the other: a new directory is without its lock for a moment, and another run would take it for dead.
    exec {starting}>>"$CACHE/locks/starting"
    flock "$starting"
    remove_dead_runs
    RUN=$(mktemp -d "$CACHE/runs/XXXXXXXX")
    chmod 0755 "$RUN"
    exec {RUN_LOCK}<"$RUN"
    flock --shared "$RUN_LOCK"
    exec {starting}>&-
    export RUN CACHE
    LEFT4ME_INSIDE=1 setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child \
        --mount-proc -- "$BASH" "$0" "$@" <&0 &
    local child=$! status=0 signal='' name
    for name in INT TERM HUP; do
        # shellcheck disable=SC2064 # this child and name, now
        trap "signal=$name; kill -KILL $child 2>/dev/null" "$name"
    done
    while kill -0 "$child" 2>/dev/null; do
        wait "$child" 2>/dev/null && status=0 || status=$?
    done
    rm -rf --one-file-system "$RUN"
    remove_cgroups "$RUN"
    trap - INT TERM HUP
    [[ -z $signal ]] || kill -s "$signal" $$ # so that the caller sees what ended us
    exit "$status"
}

cgroup_hierarchies()
{
    # cgroup v2 alone, or v1 with v2 or the name=systemd hierarchy beside it.
    findmnt --noheadings --list --output TARGET,FSTYPE,OPTIONS --types cgroup,cgroup2 |
        awk '$2 == "cgroup2" || $3 ~ /name=systemd/ { print $1 }'
}

# Parallel containers would share the cgroup /payload, and then systemd fails to kill its units' processes.
enter_own_cgroup()
{
    local hierarchy
    for hierarchy in $(cgroup_hierarchies); do
        mkdir -p "$hierarchy/left4me-${RUN##*/}-$1"
        echo "$BASHPID" >"$hierarchy/left4me-${RUN##*/}-$1/cgroup.procs"
    done
}

# remove_cgroups RUN
remove_cgroups()
{
    local hierarchy
    for hierarchy in $(cgroup_hierarchies); do
        find "$hierarchy" -depth -type d -path "$hierarchy/left4me-$(basename "$1")-*" -exec rmdir {} + 2>/dev/null || true
    done
}
