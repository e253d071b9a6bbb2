# shellcheck shell=bash
# The tiers, where each runs, and the order that keeps two cores busy. Results go to $RESULTS/TIER/PLACE/.

# shellcheck disable=SC2034 # for those who source this file
TIERS=(unit lint fixture fuzz namespace faults system attack package demo)

# A bed that hangs must not hold up everything: seconds for one boot, tests included.
declare -A PATIENCE=([container]=1500 [vm]=2000)

SANITIZED_SUITE=trixie # whose unit tests run under sanitizers, and only so; the other's run plain
DEMO_SUITE=trixie      # which scripts/demo boots
# What a root helper reads, or what the unit and initialize read of left4me's, is fuzzed longest.
FUZZ_LONGEST=(helper_words host_env instance_env layers mount_table spec)

is_tier() { [[ " ${TIERS[*]} " == *" $1 "* ]]; }

wanted() { [[ -z $ONLY || $ONLY == "$1" ]]; }

# Every run is written down before it begins, so that one which never ends, or never begins, is missed.
expect()
{
    mkdir -p "$RESULTS/$1/$2"
    echo "never ended" >"$RESULTS/$1/$2/$3.status"
}

expect_everything()
{
    local suite bed
    for suite in $(suites_of "${CHOSEN[@]}"); do
        for tier in $(build_root_tiers "$suite"); do
            expect "$tier" "$suite" meson
        done
        [[ $suite != "$SANITIZED_SUITE" ]] || ! wanted unit || expect unit "$suite" meson
        ! wanted package || expect package "$suite" first-boot
        [[ $suite != "$FUZZ_SUITE" ]] || ! wanted fuzz || expect fuzz "$suite-clang" fuzzers
        [[ $suite != "$DEMO_SUITE" ]] || ! wanted demo || expect demo "$suite" demos
    done
    for bed in "${CHOSEN[@]}"; do
        ! wanted system || expect system "$bed" first-boot
        ! boots_twice "$bed" || expect system "$bed" second-boot
        ! wanted attack || expect attack "$bed" first-boot
        [[ $bed != vm-* ]] || ! wanted namespace || expect namespace "$bed" first-boot
    done
}

suites_of() { printf '%s\n' "${@#*-}" | sort -u; }

# One version of each linter decides, and that is Debian 12's.
build_root_tiers()
{
    local tier
    [[ $1 == "$SANITIZED_SUITE" ]] || ! wanted unit || echo unit
    for tier in fixture fuzz namespace faults; do
        ! wanted "$tier" || echo "$tier"
    done
    [[ $1 != bookworm ]] || ! wanted lint || echo lint
}

# Containers do: the kernel has little part in what a second boot shows, and a virtual machine's takes a minute.
boots_twice() { wanted system && [[ $1 != vm-* ]]; }

# Containers share this machine's kernel, where the build root has run the namespace tier already.
bed_tiers()
{
    ! wanted system || echo system
    ! wanted attack || echo attack
    [[ $1 != vm-* ]] || ! wanted namespace || echo namespace
}

# processor_seconds PID: of its children, so far as it has waited for them.
processor_seconds() { awk '{ printf "%d", ($16 + $17) / 100 }' "/proc/$1/stat"; }

# step LABEL COMMAND…: says how long it took, by the clock and of a processor; the status is in $STEP. It never fails
# itself, so that nobody is tempted to call it before ||, where -e would not hold in the command.
step()
{
    local label=$1 began=$SECONDS used
    used=$(mktemp "$RUN/used-XXXXXX")
    shift
    STEP=0
    (
        trap 'processor_seconds "$BASHPID" >"$used"' EXIT
        "$@"
    ) &
    wait $! || STEP=$?
    say "$(printf '%5d s  %s: %d s, %d s of a processor' "$SECONDS" "$label" "$((SECONDS - began))" "$(<"$used")")$(
        ((STEP == 0)) || echo ", status $STEP")"
}

# Everything of one Debian version. The virtual machines are slow and begin first.
run_suite()
{
    local suite=$1 tier bed virtual=
    if [[ -n $(beds_of "$suite") ]] || wanted package; then
        ensure_root "$suite" run
    fi
    ensure_root "$suite" build
    step "build $suite" logged "$RESULTS/build-$suite.log" \
        build "$suite" plain "$RUN/installed-$suite" game left4me-namespace-tests bench-floor bench-steps
    ((STEP == 0)) || return
    for bed in $(beds_of "$suite"); do
        [[ $bed == vm-* ]] || continue
        step "$bed" run_bed "$bed" &
        virtual=$!
    done
    for tier in $(build_root_tiers "$suite"); do
        step "$tier $suite" meson_test "$suite" plain "$RESULTS/$tier/$suite" "$tier"
    done
    for bed in $(beds_of "$suite"); do
        [[ $bed == vm-* ]] || step "$bed" run_bed "$bed"
    done
    ! wanted package || step "package $suite" test_package "$suite"
    [[ $suite != "$DEMO_SUITE" ]] || ! wanted demo || step "demo $suite" test_demos
    [[ $suite != "$SANITIZED_SUITE" ]] || ! wanted unit ||
        step "unit $suite, sanitized" meson_test "$suite" sanitized "$RESULTS/unit/$suite" unit
    [[ $suite != "$FUZZ_SUITE" ]] || ! wanted fuzz || step "fuzz $suite-clang" fuzz_all
    [[ -z $virtual ]] || wait "$virtual"
}

# The Debian package, in a container where nothing of ours is installed.
test_package()
{
    local bed=package-$1 out=$RESULTS/package/$1
    # shellcheck disable=SC2046 # one word each
    logged "$out/build.log" in_build_root "$1" package "$RUN/packages-$1" /src/scripts/lib/inside/package 9.9.9 \
        $(package_words "$1")
    mkdir -p "$RUN/packages-$1/opt/left4me-tests"
    cp -a "$RUN/installed-$1"/opt/left4me-tests/{game,library} "$SOURCE/debian/tests/story" "$RUN/packages-$1/opt/left4me-tests/"
    assemble_bed "$bed" "$RUN/packages-$1" package
    boot_container "$bed" "${PATIENCE[container]}" systemd.wants=left4me-tests.service || bed_did_not_boot "$bed"
    cp -a "$RUN/beds/$bed/out/package/." "$out/"
}

end_as_xml() { tail -n 40 -- "$1" | tr -cd '\11\12\40-\176' | sed 's/&/\&amp;/g; s/</\&lt;/g'; }

# In namespaces of their own, as for somebody who has just come and calls them.
test_demos()
{
    local out=$RESULTS/demo/$DEMO_SUITE words verdict cases='' status=0
    for words in '' --rootless; do
        verdict=''
        # shellcheck disable=SC2086 # no word where it is empty
        env --unset=LEFT4ME_INSIDE --unset=RUN "$SOURCE/scripts/demo" $words >"$out/demo$words.log" 2>&1 || {
            status=$?
            verdict="<failure>$(end_as_xml "$out/demo$words.log")
it ended with status $status</failure>"
        }
        cases+="<testcase classname=\"scripts\" name=\"demo${words:+ $words}\">$verdict</testcase>"
    done
    echo "<testsuite name=\"demos\">$cases</testsuite>" >"$out/demos.xml"
    echo "$status" >"$out/demos.status"
    return "$status"
}

fuzz_seconds()
{
    if [[ " ${FUZZ_LONGEST[*]} " == *" $1 "* ]]; then echo 60; else echo 10; fi
}

fuzz_all()
{
    local target plan=() out=$RESULTS/fuzz/$FUZZ_SUITE-clang
    for target in $(fuzz_targets); do
        plan+=("$target=${LEFT4ME_FUZZ_SECONDS:-$(fuzz_seconds "$target")}")
    done
    fuzz "$out" "${plan[@]}" >"$out/fuzzers.log" 2>&1
}

# The chosen beds of a suite that have something to do.
beds_of()
{
    local bed
    for bed in "${CHOSEN[@]}"; do
        [[ $(suite_of "$bed") != "$1" || -z $(bed_tiers "$bed") ]] || echo "$bed"
    done
}

# run_bed BED: boots it once for each part of the system tier, and brings the results home.
run_bed()
{
    local bed=$1 kind=${1%%-*} tiers tier boot
    mapfile -t tiers < <(bed_tiers "$bed")
    assemble_bed "$bed" "$RUN/installed-$(suite_of "$bed")" "${tiers[@]}"
    [[ $kind != vm ]] || make_vm "$bed"
    for boot in first second; do
        [[ $boot == first ]] || boots_twice "$bed" || continue
        "boot_$kind" "$bed" "${PATIENCE[$kind]}" systemd.wants=left4me-tests.service || bed_did_not_boot "$bed"
        for tier in "${tiers[@]}"; do
            cp -a "$RUN/beds/$bed/out/$tier/." "$RESULTS/$tier/$bed/"
            cp "$RUN/beds/$bed/console" "$RESULTS/$tier/$bed/"
        done
    done
}
