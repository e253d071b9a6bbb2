# shellcheck shell=bash
# Beds that are containers: systemd boots as PID 1 in a second, on this machine's kernel.

# boot_container BED SECONDS WORD…: returns when the container is off; the words are systemd's kernel command line.
# Landlock is what `l4d2ctl run` confines signals with, and nspawn's own filter would hide it.
boot_container()
{
    local bed=$1 patience=$2 directory=$RUN/beds/$1
    shift 2
    enter_own_cgroup "$bed"
    UNIFIED_CGROUP_HIERARCHY=yes timeout --kill-after=10 "$patience" \
        systemd-nspawn --quiet --directory="$directory/root" --boot --machine="${RUN##*/}-$bed" --hostname="$bed" \
        --register=no --keep-unit --private-network --console=pipe \
        --link-journal=no --resolv-conf=off --timezone=off \
        --system-call-filter='landlock_create_ruleset landlock_add_rule landlock_restrict_self' \
        --bind="$directory/state:/var/lib/left4me" --bind="$directory/out:/opt/left4me-tests/results" \
        systemd.show_status=no quiet "$@" </dev/null >>"$directory/console" 2>&1
}

# start_container BED SECONDS: boots in the background; $LEADER is its PID 1 as seen from here.
start_container()
{
    local bed=$1 patience=$2 deadline=$((SECONDS + 60))
    boot_container "$bed" "$patience" &
    CONTAINER=$!
    until LEADER=$(leader_below "$CONTAINER") && is_booted; do
        if ((SECONDS > deadline)) || ! kill -0 "$CONTAINER"; then
            bed_did_not_boot "$bed"
        fi
        sleep 0.2
    done
}

# The container's PID 1: the child of systemd-nspawn that is a PID 1 itself.
leader_below()
{
    local child
    for child in $(pgrep --parent "$1"); do
        [[ $(awk '/^NSpid:/ { print $NF }' "/proc/$child/status" 2>/dev/null) == 1 ]] && echo "$child" && return
        leader_below "$child" && return
    done
    return 1
}

is_booted() { in_container systemctl --quiet is-active multi-user.target 2>/dev/null; }

in_container() { nsenter --target "$LEADER" --all -- "$@"; }

# As a unit of the bed's own: what nsenter brings in has other capabilities. run_in_container SYSTEMD-RUN-WORD…
run_in_container() { in_container systemd-run --quiet --wait --collect --setenv=LANG=C.UTF-8 "$@"; }

stop_container()
{
    kill -RTMIN+4 "$LEADER" # what PID 1 takes for "power off"
    wait "$CONTAINER"
}
