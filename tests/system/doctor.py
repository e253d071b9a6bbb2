"""What `l4d2ctl doctor` finds, by the names of its checks."""

import json

import bed
import schema


def findings(user=bed.OWNER, **options):
    result = bed.l4d2ctl("doctor", "--json", user=user, **options)
    found = json.loads(result.out)
    schema.check(found, "doctor.schema.json")
    assert result.status == (78 if any(entry["status"] == "failure" for entry in found) else 0)
    return {entry["id"]: entry for entry in found}


def failed(**options):
    return {name: entry for name, entry in findings(**options).items() if entry["status"] == "failure"}
