# shellcheck shell=sh
# unit_block UNIT ANSWERER: what `systemctl show` has to say of a unit, after an empty line unless it is the first.
unit_block()
{
    printf '%sId=%s\nActiveState=active\nInvocationID=%s\n' "${between:-}" "$1" "$2"
    between='
'
}
