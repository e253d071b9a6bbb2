# shellcheck shell=sh
# unit_block UNIT ANSWERER: what `systemctl show` has to say of a unit.
unit_block()
{
    printf 'Id=%s\nActiveState=active\nInvocationID=%s\n\n' "$1" "$2"
}
