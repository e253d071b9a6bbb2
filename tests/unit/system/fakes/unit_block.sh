# shellcheck shell=sh
# unit_block UNIT ANSWERER STATE: what `systemctl show` has to say of a unit, after an empty line unless it is the first.
unit_block()
{
    printf '%sId=%s\nActiveState=%s\nInvocationID=%s\n' "${between:-}" "$1" "$3" "$([ "$3" = inactive ] || echo "$2")"
    between='
'
}
