"""Each defence of the project, how to take it out of the sources, and what then has to fail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Defence:
    """`killer` is what must notice: "compiler", "namespace FILTER" or "unit FILTER" with GoogleTest's words, or
    "bed TIER WORD..." with pytest's."""
    name: str
    file: str
    text: str         # of the defence, which stands in the file exactly once
    without: str      # what stands there without it
    killer: str


COMMON, OVERLAY = "helpers/common/", "helpers/overlay/"
SERVER = "units/left4me-server@.service.in"
SUDOERS = "sudoers/left4me.in"
OWN_MEMORY = "TemporaryFileSystem=/dev/shm:mode=1777\n"
ATTRIBUTES = "MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV"
JOIN, READ = "join_mount_namespace_of_pid1();", "const StateRoot root = open_state_root();"

BETWEEN = "\n                   "


def options(redirect, metacopy):
    return f'{{"redirect_dir", "{redirect}"}},\n{74 * " "}{{"metacopy", "{metacopy}"}}'


# The root helpers, which the namespace tier attacks on this machine's kernel.
HELPERS = [
    Defence("only whole instance names", OVERLAY + "request.cpp", " || !is_instance_name(words[1])", "",
            "namespace *CommandLine.*"),
    Defence("RESOLVE_BENEATH", COMMON + "beneath.cpp", "RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | resolve", "resolve",
            "namespace *LayerDirectory.*:*Trace.*"),
    Defence("no symlink on the way to the instance", OVERLAY + "umount.cpp",
            'RESOLVE_NO_SYMLINKS, "open runtime of "', '0, "open runtime of "', "namespace *Umount.*"),
    Defence("files of left4me's opened without waiting", OVERLAY + "layers.cpp", "O_RDONLY | O_NONBLOCK | O_NOCTTY",
            "O_RDONLY | O_NOCTTY", "namespace *LayersFileKind.*"),
    Defence("paths opened as their owner", OVERLAY + "privilege.cpp",
            "    setfsuid(root.owner);\n    // The two return the value before; only a second call tells whether the "
            "first one worked (setfsuid(2)).\n    if (static_cast<uid_t>(setfsuid(root.owner)) != root.owner ||",
            "    if (", "namespace *Mounting.*:*Reach.*"),
    Defence("no capability while paths are opened", OVERLAY + "privilege.cpp",
            "update(CAPNG_ADD, CAPNG_PERMITTED, Purpose::NameTheHolder);",
            "update(CAPNG_ADD, static_cast<capng_type_t>(CAPNG_PERMITTED | CAPNG_EFFECTIVE), Purpose::NameTheHolder);",
            "namespace *Reach.*:*LayersFileKind.*"),
    Defence("host.env is root's", OVERLAY + "state_root.cpp", "about.st_uid != 0 ||", "", "namespace *HostEnv.*"),
    Defence("PID 1's mount namespace", OVERLAY + "main.cpp",
            "join_mount_namespace_of_pid1();\n                   const",
            "const", "namespace *Pid1Namespace.*"),
    Defence("a lock for each instance", OVERLAY + "main.cpp", "const Fd lock = lock_instance(request->instance);", "",
            "namespace *Concurrency.*"),
    Defence("descriptors of the caller's closed", COMMON + "hygiene.cpp",
            'check(syscall(SYS_close_range, 3U, ~0U, 0U), "close the caller\'s descriptors");', "",
            "namespace *Hygiene.*"),
    Defence("limits of the caller's reset", COMMON + "hygiene.cpp", "    reset_limits();\n", "", "namespace *Caller.*"),
    Defence("signals of the caller's reset", COMMON + "hygiene.cpp",
            "    reset_signals();\n", "", "namespace *Hygiene.*:*Caller.*"),
    Defence("slack of the caller's timers reset", COMMON + "hygiene.cpp",
            'check(prctl(PR_SET_TIMERSLACK, kKernelsOwnSlack, 0, 0, 0), "set the slack of timers");', "",
            "namespace *Hygiene.*"),
    Defence("groups of the caller's dropped", COMMON + "hygiene.cpp",
            'check(setgroups(0, nullptr), "drop the caller\'s groups");',
            "", "namespace *Hygiene.*"),
    Defence("umask of its own", COMMON + "hygiene.cpp",
            "umask(S_IWGRP | S_IWOTH);", "", "namespace *Hygiene.*:*Caller.*"),
    Defence("nosuid", OVERLAY + "create.cpp", ATTRIBUTES, "MOUNT_ATTR_NODEV",
            "namespace *Inert.*"),
    Defence("nodev", OVERLAY + "create.cpp", ATTRIBUTES, "MOUNT_ATTR_NOSUID",
            "namespace *Inert.*"),
    Defence("no layer that is trusted less than upper", OVERLAY + "mount.cpp",
            "    refuse_less_trusted(layers, runtime.upper, instance);\n", "", "namespace *Inert.*"),
    Defence("redirect_dir", OVERLAY + "create.cpp", '{"redirect_dir", "nofollow"}', '{"redirect_dir", "on"}',
            "namespace *Inert.*"),
    Defence("index", OVERLAY + "create.cpp", '{"index", "on"}', '{"index", "off"}', "namespace *Superblock.*"),
    Defence("another superblock's upper is no layer", OVERLAY + "mount.cpp",
            "    refuse_uppers(layers, runtime, instance);\n", "",
            "namespace *Superblock.*"),
    Defence("a mount that is there is compared", OVERLAY + "mount.cpp", "!is_overlay(merged, identity + ' ') || ", "",
            "namespace *RepeatedMount.*"),
    Defence("a mark that led to no mount is taken back", OVERLAY + "identity.cpp",
            "    if (made_)\n", "    if (false)\n", "namespace *Mark.*"),
    Defence("a mark of a live mount is replaced by no failed one", OVERLAY + "identity.cpp", "XATTR_CREATE", "0",
            "namespace *Mark.*"),
    Defence("a mark that is there already is replaced by who has mounted", OVERLAY + "identity.cpp",
            "if (!std::exchange(made_, false))", "if (std::exchange(made_, false))", "namespace *Mark.*"),
    Defence("what is mounted is known by its source, too", OVERLAY + "umount.cpp",
            " && !is_overlay(merged, source_of(instance))", "", "namespace *Mark.*"),
    Defence("a part of an overlay is not the whole", OVERLAY + "mount_table.cpp",
            'line.substr(root).starts_with(" / ")', "true", "namespace *ForeignMount.*"),
    Defence("work is marked, too", OVERLAY + "mount.cpp", "    Mark work(runtime.work, identity);\n",
            "    Mark work(runtime.upper, identity);\n", "namespace *Superblock.*"),
    Defence("no runtime directory in an upper", OVERLAY + "mount.cpp", " || is_marked(runtime.dir) ||", " ||",
            "namespace *Superblock.*"),
    Defence("umount takes no mark but that of what it unmounted", OVERLAY + "umount.cpp",
            "remove_mark(upper, identity);", "remove_mark(upper, mark_of(upper));", "namespace *Mark.*"),
    Defence("a mount whose place was taken meanwhile is taken away", OVERLAY + "mount.cpp",
            "        return {};\n", "        throw;\n", "namespace *Target.*"),
    Defence("no two helpers mount on one directory", OVERLAY + "mount.cpp",
            "!lock_directory(lock, runtime.merged) || ", "", "namespace *Target.*"),
    Defence("no signal while the lock is held", OVERLAY + "lock.cpp",
            'check(sigprocmask(SIG_BLOCK, &all, nullptr), "block signals");', "", "namespace *Concurrency.*"),
    Defence("a mount of somebody else's is left alone", OVERLAY + "umount.cpp",
            "if (!identity.starts_with(source_of(instance)) &&", "if (false &&", "namespace *ForeignMount.*"),
    Defence("umount follows no symlink", OVERLAY + "umount.cpp",
            'umount2("merged", UMOUNT_NOFOLLOW)', 'umount2("merged", 0)',
            "namespace *Trace.*"),
    Defence("umount is never lazy", OVERLAY + "umount.cpp", 'umount2("merged", UMOUNT_NOFOLLOW)',
            'umount2("merged", UMOUNT_NOFOLLOW | MNT_DETACH)', "namespace *Umount.*:*Trace.*"),
    Defence("leftovers are not crossed", OVERLAY + "work.cpp", " | RESOLVE_NO_XDEV", "", "namespace *WorkLeftovers.*"),
    Defence("a list of system calls", OVERLAY + "privilege.cpp", "    allow_only(kSystemCalls);\n", "",
            "namespace *Confinement.*"),
    Defence("no_new_privs", OVERLAY + "privilege.cpp",
            'check(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "set no_new_privs");',
            "", "namespace *Confinement.*"),
    Defence("not dumpable", OVERLAY + "privilege.cpp",
            'check(prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "forbid others to trace this process");', "",
            "namespace *Trace.*"),
    Defence("securebits", OVERLAY + "privilege.cpp",
            'check(prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED), "set secure bits");', "",
            "namespace *Trace.*"),
    Defence("the end of options, --", "helpers/systemctl/rules.hpp", '{"stop", "--no-ask-password", "--", kUnit}',
            '{"stop", "--no-ask-password", kUnit}', "compiler"),
    Defence("the journal's count is one word with its option", "helpers/journalctl/rules.hpp",
            "kLinesOption, kOfUnit", '"--lines", kCount, kOfUnit', "compiler"),
]

# What only a booted system shows.
SYSTEM = [
    Defence("journalctl is not root", "helpers/journalctl/main.cpp", "become_journal_reader();", "",
            "bed attack -k test_neither_wrapper_leaves_its_child_a_capability"),
    Defence("journalctl has a user of its own", "helpers/journalctl/reader.cpp", "paths::kJournalUser", '"nobody"',
            "bed attack -k test_neither_wrapper_leaves_its_child_a_capability"),
    Defence("a wrapper's child has no capability", "helpers/journalctl/main.cpp", "drop_all_capabilities();", "",
            "bed attack -k test_neither_wrapper_leaves_its_child_a_capability"),
    Defence("a constant environment for a wrapper's child", COMMON + "become.cpp",
            "execve(program, argv.data(), environment);", "execve(program, argv.data(), environ);", "unit Become*"),
    Defence("whole words in sudoers", SUDOERS, r"left4me-overlay ^(mount|umount) [a-z0-9][a-z0-9_-]{0\,63}$",
            "left4me-overlay mount *, @LIBEXECDIR@/left4me-overlay umount *", "bed system -k test_sudo_wall"),
    Defence("no variable through sudo", SUDOERS, "Defaults!LEFT4ME env_reset, !env_keep, !env_check, !setenv",
            "Defaults!LEFT4ME !env_reset, setenv", "bed attack -k takes_no_variable"),
    Defence("nosuid in a bed", OVERLAY + "create.cpp", ATTRIBUTES, "MOUNT_ATTR_NODEV", "bed attack -k p5"),
    Defence("nodev in a bed", OVERLAY + "create.cpp", ATTRIBUTES, "MOUNT_ATTR_NOSUID", "bed attack -k p5"),
    Defence("no layer that is trusted less than upper, in a bed", OVERLAY + "mount.cpp",
            "    refuse_less_trusted(layers, runtime.upper, instance);\n", "", "bed attack -k p5"),
    Defence("redirect_dir in a bed", OVERLAY + "create.cpp", '{"redirect_dir", "nofollow"}', '{"redirect_dir", "on"}',
            "bed attack -k redirect"),
    Defence("metacopy in a bed", OVERLAY + "create.cpp",
            options("nofollow", "off"), options("on", "on"), "bed attack -k trusted-file"),
    Defence("PID 1's mount namespace for a hardened caller", OVERLAY + "main.cpp", JOIN, "",
            "bed attack -k p9_hardened"),
    Defence("PID 1's host.env for a hardened caller", OVERLAY + "main.cpp", BETWEEN.join([JOIN, READ]),
            BETWEEN.join([READ, JOIN]), "bed attack -k p9_hardened"),
    Defence("umask of l4d2ctl's own", "orchestrator/cli/inheritance.cpp", "    ::umask(022);\n", "",
            "bed system -k umask"),
    Defence("l4d2ctl's own children", "orchestrator/system/signals.cpp",
            "by_default.sa_handler = SIG_DFL;", "by_default.sa_handler = SIG_IGN;", "bed attack -k p9_circumstances"),
    Defence("no environment file", SERVER, "[Service]\n",
            "[Service]\nEnvironmentFile=-@STATE_ROOT@/instances/%i/instance.env\n", "bed attack -k instance_env"),
    Defence("what a unit's game does not see", SERVER,
            f" /var:ro\n{OWN_MEMORY}TemporaryFileSystem=@CONFDIR@:ro\nTemporaryFileSystem=@STATE_ROOT@:ro\n",
            f"\n{OWN_MEMORY}TemporaryFileSystem=@CONFDIR@:ro\n", "bed attack -k p8"),
    Defence("no namespaces for the game", SERVER, "RestrictNamespaces=yes\n", "", "bed attack -k p8"),
    Defence("a list of system calls for the game", SERVER,
            "SystemCallFilter=~@privileged @resources @mount @debug @cpu-emulation @obsolete @keyring\n", "",
            "bed attack -k p8"),
    Defence("only some families of sockets", SERVER,
            "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n", "",
            "bed attack -k p8"),
    Defence("no setuid bits by the game", SERVER, "RestrictSUIDSGID=yes\n", "", "bed attack -k p8"),
    Defence("no other personality", SERVER, "LockPersonality=yes\n", "", "bed attack -k p8"),
    Defence("an IPC namespace and memory of its own", SERVER, OWN_MEMORY, "",
            "bed attack -k p8"),
    Defence("nothing survives a stop", SERVER, "KillSignal=SIGINT\n", "KillSignal=SIGINT\nKillMode=process\n",
            "bed attack -k p8"),
    Defence("limits stay in the unit", "orchestrator/commands/run.cpp", "    confine_limits();\n", "",
            "bed attack -k p8"),
    Defence("no io_uring for the game", SERVER, "SystemCallFilter=~io_uring_setup io_uring_enter io_uring_register\n",
            "", "bed attack -k p8"),
    Defence("no inotify for the game", SERVER, "SystemCallFilter=~inotify_init:EMFILE inotify_init1:EMFILE\n", "",
            "bed attack -k p8"),
    Defence("no terminal of left4me's for the game", SERVER, " -/dev/pts", "", "bed system -k test_sandbox"),
    Defence("no priorities of the game's own", SERVER, "SyslogLevelPrefix=no\n", "", "bed system -k no_priority"),
    Defence("what is said about a unit counts only from systemd", "helpers/journalctl/rules.hpp", '"_PID=1", ', "",
            "bed attack -k passes_for"),
    Defence("the look for a holder has an end", OVERLAY + "holder.cpp", "kLongestSearch{2}",
            "kLongestSearch{3600}", "bed attack -k p10_silence"),
    Defence("/proc leads nobody into left4me's mounts", "orchestrator/system/place.cpp", "RESOLVE_NO_MAGICLINKS", "0",
            "bed attack -k p10_silence"),
    Defence("no question to a file system that need not answer", OVERLAY + "holder.cpp", "AT_STATX_DONT_SYNC", "0",
            "bed attack -k p10_silence"),
    Defence("doctor's command stays in overlays", "orchestrator/doctor/overlay_access.cpp",
            ' && test \\"$(stat -c %d:%i .)\\" = \\"$2\\"', "", "bed system -k doctor_overlays"),
    Defence("signals stay in the unit", "orchestrator/commands/run.cpp", "    confine_signals();\n", "",
            "bed attack -k p8"),
]
ALL = HELPERS + SYSTEM
