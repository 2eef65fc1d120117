# What the tests of this folder share; a test sources it. Its scratch folder is $dir: the sockets and
# the log of its one house lie in it, or those of each HOUSE in $dir/HOUSE.

cannot() { # WHY: the test does not run here, and nothing is proven
    echo "skipped: $1"
    exit 77
}
needs() { # PROGRAM...: by name, or by path
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || cannot "needs $program"
    done
}
fail() { # WHAT
    local log
    echo "FAILED: $*"
    for log in "$dir"/log "$dir"/*/log; do
        [ -f "$log" ] || continue
        echo "--- $log"
        tail -n 40 "$log"
    done
    exit 1
}
is() { # WHAT WANTED GIVEN
    [ "$2" = "$3" ] || fail "$1: wanted \"$2\", got \"$3\""
}

wait_until() { # SECONDS COMMAND...: looks again until it is true; false when it never was
    local end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
    shift
    until "$@"; do
        [ "${EPOCHREALTIME/[.,]/}" -lt "$end" ] || return 1
        sleep 0.05
    done
}
within() { # SECONDS WHAT COMMAND...
    wait_until "$1" "${@:3}" >/dev/null 2>&1 || fail "not within $1 s: $2"
}
eventually() { # WHAT COMMAND...: soon, and on a busy machine too
    within 30 "$@"
}

ask() { # [HOUSE] TARGET [curl options]
    by_socket read.sock "$@"
}
tell() { # [HOUSE] TARGET [curl options]: by the socket that may also change things
    by_socket admin.sock "$@"
}
by_socket() {
    local home=$dir socket=$1
    shift
    if [[ $1 != /* ]]; then
        home+=/$1
        shift
    fi
    curl -sS --max-time 15 --unix-socket "$home/$socket" "http://v$1" "${@:2}"
}
code_of() { # ask|tell [HOUSE] TARGET [curl options]: of the answer
    "$@" -o /dev/null -w '%{http_code}'
}
field() { # EXPRESSION: of the JSON on standard input, d
    python3 -c "import json, sys; d = json.load(sys.stdin); print($1)"
}
metric() { # [HOUSE] NAME
    ask "${@:1:$#-1}" /metrics | sed -n "s/^${*:$#} //p"
}
# What is not to happen does not happen while the daemon counts on: its turns, its looks.
counts_on() { # [HOUSE] METRIC BY
    local from
    from=$(metric "${@:1:$#-1}")
    eventually "${*:1:$#-1} counts on by ${*:$#}" has_counted "${@:1:$#-1}" $((from + ${*:$#}))
}
has_counted() { # [HOUSE] METRIC VALUE
    [ "$(metric "${@:1:$#-1}")" -ge "${@:$#}" ]
}
status() { # [HOUSE] EXPRESSION
    ask "${@:1:$#-1}" /v1/status | field "${@:$#}"
}
