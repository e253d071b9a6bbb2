// floor mount NAME | floor umount NAME: the same overlay as left4me-overlay's by bare system calls, without
// one check: what is left when everything that makes it safe is taken away. Root of a throw-away machine
// only.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace
{
constexpr std::size_t kPath = 512;
const char* const kStateRoot = "/var/lib/left4me";

int must(int result, const char* what)
{
    if (result < 0)
    {
        perror(what);
        exit(1);
    }
    return result;
}

void set_path(int context, const char* key, const char* below, const char* last)
{
    char path[kPath];
    snprintf(path, sizeof path, "%s/%s%s", kStateRoot, below, last);
    must(fsconfig(context, FSCONFIG_SET_STRING, key, path, 0), path);
}

void set_layers(int context, const char* instance)
{
    char path[kPath];
    snprintf(path, sizeof path, "%s/instances/%s/layers", kStateRoot, instance);
    FILE* layers = fopen(path, "re");
    must(layers == nullptr ? -1 : 0, path);
    while (fgets(path, sizeof path, layers) != nullptr)
    {
        path[strcspn(path, "\n")] = '\0';
        set_path(context, "lowerdir+", path, "");
    }
    fclose(layers);
}

void attach(const char* instance, const char* merged)
{
    char runtime[kPath];
    snprintf(runtime, sizeof runtime, "runtime/%s", instance);
    const int context = must(fsopen("overlay", FSOPEN_CLOEXEC), "fsopen");
    set_layers(context, instance);
    set_path(context, "upperdir", runtime, "/upper");
    set_path(context, "workdir", runtime, "/work");
    must(fsconfig(context, FSCONFIG_CMD_CREATE, nullptr, nullptr, 0), "create");
    const int overlay = must(fsmount(context, FSMOUNT_CLOEXEC, 0), "fsmount");
    must(move_mount(overlay, "", AT_FDCWD, merged, MOVE_MOUNT_F_EMPTY_PATH), "move_mount");
}
} // namespace

int main(int argc, char** argv)
{
    if (argc != 3)
    {
        return 64;
    }
    char merged[kPath];
    snprintf(merged, sizeof merged, "%s/runtime/%s/merged", kStateRoot, argv[2]);
    must(setns(must(open("/proc/1/ns/mnt", O_RDONLY | O_CLOEXEC), "open"), CLONE_NEWNS), "setns");
    if (strcmp(argv[1], "mount") == 0)
    {
        attach(argv[2], merged);
        return 0;
    }
    return umount2(merged, UMOUNT_NOFOLLOW) == 0 ? 0 : 1;
}
