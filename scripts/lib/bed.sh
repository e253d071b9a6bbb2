# shellcheck shell=bash
# A bed is a booted Debian with left4me installed: a cached run root, what `build` made, and the tests.

BEDS=(container-bookworm container-trixie vm-bookworm vm-trixie)

suite_of() { printf '%s' "${1#*-}"; }

is_bed() { [[ " ${BEDS[*]} " == *" $1 "* ]]; }

# assemble_bed BED DESTDIR [TIER…]: the tiers that its tests' unit will run.
assemble_bed()
{
    local bed=$1 destdir=$2 directory=$RUN/beds/$1
    shift 2
    mkdir -p "$directory"/{upper,work,root,state,out}
    mount -t overlay -o "lowerdir=$(root_path "$(suite_of "$bed")" run),upperdir=$directory/upper,workdir=$directory/work" \
        "left4me-$bed" "$directory/root"
    cp -a "$destdir/." "$directory/root/"
    put_tests_into "$directory/root"
    name_machine "$directory/root" "$bed"
    bed_settings "$bed" "$*" >"$directory/root/opt/left4me-tests/bed/settings"
}

put_tests_into()
{
    mkdir -p "$1/opt/left4me-tests"/{bed,fixtures}
    cp -a "$SOURCE"/tests/{system,attack,package,bench} "$SOURCE/docs/schema" "$1/opt/left4me-tests/"
    cp -a "$SOURCE"/tests/fixtures/{names,steamcmd} "$1/opt/left4me-tests/fixtures/"
    cp -a "$SOURCE"/tests/beds/* "$1/opt/left4me-tests/bed/"
    cp "$SOURCE/tests/beds/left4me-tests.service" "$1/etc/systemd/system/"
    chown -R root:root "$1/opt/left4me-tests"
    find "$1/opt/left4me-tests" -name __pycache__ -prune -exec rm -rf {} +
}

# Test selection is what pytest and GoogleTest read from the environment anyway. Both containers run on one kernel: the long
# storm and the long load are Debian 13's.
bed_settings()
{
    local brief=
    [[ $1 != container-bookworm ]] || brief=30
    printf '%s=%q\n' LEFT4ME_BED "$1" TIERS "$2" PYTEST_ADDOPTS "${PYTEST_ADDOPTS:-}" GTEST_FILTER "${GTEST_FILTER:-}" \
        LEFT4ME_STORM_SECONDS "${LEFT4ME_STORM_SECONDS:-$brief}" LEFT4ME_LOAD_SECONDS "${LEFT4ME_LOAD_SECONDS:-$brief}"
}

# sudo looks the host's own name up, and there is no network to ask.
name_machine()
{
    echo "$2" >"$1/etc/hostname"
    printf '127.0.0.1 localhost %s\n::1 localhost\n' "$2" >"$1/etc/hosts"
}

bed_did_not_boot()
{
    say "$1 did not boot, or did not end in time; its console's last lines:"
    tail -n 40 -- "$RUN/beds/$1/console" | tr -d '\033\r' >&2
    exit 1
}
