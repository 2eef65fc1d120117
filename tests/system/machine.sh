# A machine of its own for what is not ours to do to this one: QEMU, emulated, no network, with
# Debian's kernel, the programs of a build, and an /init that a test writes. Sourced; wants $build.
[ -n "${VESPER_SOAK:-}" ] || cannot "a long run: tools/test --soak, or VESPER_SOAK=1"
needs qemu-system-x86_64 cpio gzip ldd strip curl "$build/vesperd" "$build/vesper"
[ "$(uname -m)" = x86_64 ] || cannot "the machine it emulates is an x86_64 as this one must be"
busybox=/bin/busybox
[ -x "$busybox" ] && ! ldd "$busybox" >/dev/null 2>&1 ||
    cannot "needs busybox-static (tools/install soak)"
kernel=$(find /boot -name 'vmlinuz-*-cloud-amd64' 2>/dev/null | sort -V | tail -n 1)
[ -n "$kernel" ] || cannot "needs a kernel: linux-image-cloud-amd64 (tools/install soak)"

dir=$(mktemp -d)
qemu=
finish() {
    [ -n "$qemu" ] && kill -9 "$qemu" 2>/dev/null
    wait 2>/dev/null
    rm -rf "$dir"
}
trap finish EXIT

# Programs, their libraries, the zones, a shop whose rules the test writes to $root/etc/vesper/rules.
root=$dir/root
mkdir -p "$root"/{bin,dev,proc,sys,tmp,run,disk,etc/vesper/rules,etc/vesper/messages/news,usr/share}
cp "$busybox" "$root/bin/busybox"
for program in "$build/vesperd" "$build/vesper" "$(command -v curl)"; do
    strip -o "$root/bin/${program##*/}" "$program"
    ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
        mkdir -p "$root$(dirname "$library")"
        cp -L "$library" "$root$library"
    done
done
cp -a /usr/share/zoneinfo "$root/usr/share/"
rm -rf "$root"/usr/share/zoneinfo/{posix,right}
cat >"$root/etc/vesper/vesper.toml" <<END
[store]
path = "${state:-/tmp}/vesper.db"
[control]
read_socket = "/run/read.sock"
admin_socket = "/run/admin.sock"
[intake]
inbox = "/tmp/inbox"
[folders]
manager = "/etc/vesper"
library = ""
[channel.email]
kind = "maildir"
path = "/tmp/outbox"
END
printf 'name = "S"\nzone = "Asia/Shanghai"\nlanguages = ["en"]\nsender = "S <s@shop.example>"\n' \
    >"$root/etc/vesper/shop.toml"
printf '+++\nsubject = "Order {{order.number}}"\n+++\nHello.\n' >"$root/etc/vesper/messages/news/en.md"
cat >"$root/guest.sh" <<'END'
# What each /init begins with.
/bin/busybox --install -s /bin
export PATH=/bin VESPER_CONFIG=/etc/vesper/vesper.toml
mount -t devtmpfs none /dev
mount -t proc none /proc
mount -t sysfs none /sys
mount -t tmpfs none /tmp
mkdir -p /tmp/inbox
exec >/dev/ttyS0 2>&1
say() { echo "GUEST $*"; }
fail() {
    say "FAILED: $*"
    tail -n 20 /tmp/log
    poweroff -f
}
letters() { find /tmp/outbox/new -type f 2>/dev/null | wc -l; }
# By the time since boot, which no setting of the clock moves.
uptime_s() { sed 's/\..*//' /proc/uptime; }
within() { # SECONDS WHAT COMMAND...
    began=$(uptime_s); limit=$1; what=$2
    shift 2
    while ! "$@"; do
        [ $(($(uptime_s) - began)) -ge "$limit" ] && fail "not within $limit s: $what"
        sleep 0.2
    done
    say "$what after $(($(uptime_s) - began)) s"
}
turns() { curl -sS --unix-socket /run/read.sock http://v/metrics | sed -n 's/^vesper_turns_total //p'; }
has_turned() { [ "$(turns)" -ge "$wanted_turns" ]; }
# What cannot be waited for, since it is not to happen, does not happen in COUNT turns.
turns_by() {
    wanted_turns=$(($(turns) + $1))
    within 90 "$1 turns" has_turned
}
answers() { vesper status >/dev/null 2>&1; }
start() {
    vesperd --config /etc/vesper/vesper.toml 2>>/tmp/log &
    daemon=$!
    within 60 "vesperd answers" answers
}
END

# Boots what is in $root with $root/init, which ends by saying "done" and powering off. Further
# arguments are QEMU's.
run_machine() {
    chmod +x "$root/init"
    (cd "$root" && find . | cpio --quiet -o -H newc) | gzip -1 >"$dir/initrd" ||
        cannot "the machine could not be packed"
    timeout 540 qemu-system-x86_64 -accel tcg -m 1024 -nographic -no-reboot -nic none \
        -kernel "$kernel" -initrd "$dir/initrd" \
        -append "console=ttyS0 quiet panic=-1" "$@" </dev/null >"$dir/console" 2>&1 &
    qemu=$!
    wait "$qemu"
    qemu=
    tr -d '\r' <"$dir/console" | sed -n 's/.*\(GUEST .*\)/\1/p'
    if tr -d '\r' <"$dir/console" | grep -q '^GUEST done$'; then exit 0; fi
    echo "FAILED: the machine did not come to its end"
    tail -n 40 "$dir/console"
    exit 1
}
