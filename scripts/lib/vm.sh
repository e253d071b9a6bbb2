# shellcheck shell=bash
# Beds that are virtual machines: each Debian's own kernel, 32-bit programs and cgroup controllers. Without KVM
# even where there is a /dev/kvm: a nested one may abort qemu, or hang its kernel, and every machine is to run the same.

KERNEL_WORDS="mitigations=off init_on_alloc=0 audit=0 nokaslr"

# make_vm BED: the assembled root as a disk image, and a second disk to bring results out on.
make_vm()
{
    local directory=$RUN/beds/$1
    truncate --size=3G "$directory/disk"
    mke2fs -q -F -t ext4 -E lazy_itable_init=1 -d "$directory/root" "$directory/disk"
    cp --dereference "$directory"/root/boot/vmlinuz-* "$directory/kernel"
    cp --dereference "$directory"/root/boot/initrd.img-* "$directory/initrd"
}

# boot_vm BED SECONDS WORD…: returns when the machine is off; the words go on the kernel's command line. The processor is one
# without AVX and XSAVE, which take an emulator long, and the kernel does without what only slows it: two thirds of the time
# of one with all. In a session of its own a machine has its share of the host's processors beside all else that runs.
boot_vm()
{
    local patience=$2 directory=$RUN/beds/$1
    shift 2
    rm -f "$directory/results"
    truncate --size=256M "$directory/results"
    timeout --kill-after=10 "$patience" setsid qemu-system-x86_64 \
        -M q35 -cpu Nehalem -smp 1 -m 1536 -accel tcg,thread=multi -nographic -no-reboot -nic none \
        -kernel "$directory/kernel" -initrd "$directory/initrd" \
        -drive "file=$directory/disk,format=raw,if=virtio,cache=unsafe" \
        -drive "file=$directory/results,format=raw,if=virtio,cache=unsafe" \
        -append "console=ttyS0 root=/dev/vda rw quiet systemd.show_status=no $KERNEL_WORDS $*" \
        </dev/null >>"$directory/console" 2>&1 || return
    tar --extract --no-same-owner --directory="$directory/out" --file="$directory/results" 2>>"$directory/console"
}
