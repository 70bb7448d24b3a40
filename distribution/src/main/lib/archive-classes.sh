# Part of bin/gleaner, which has set java, GLEANER_JAVA_FLAGS and GLEANER_HOME: makes lib/worker.jsa and lib/coordinator.jsa, the classes that a
# run loads as the Java machine wants them in memory. A program that finds its archive starts in about half the time and weighs less.
#
# An archive is valid for one Java and for jars of one path, size and time; where it does not fit, the Java machine starts without it.

lib=$GLEANER_HOME/lib
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
[ -w "$lib" ] || fail "cannot write to '$lib'. Whoever may change this distribution must run this once."

# Of a real run on the embedded servers, a list for each process: the coordinator and its worker.
train() (
  unset GLEANER_BROKER GLEANER_BROKER_FILE GLEANER_LEDGER GLEANER_LEDGER_FILE GLEANER_JAVA_OPTS
  export XDG_STATE_HOME="$work" XDG_CACHE_HOME="$work" GLEANER_JAVA_OPTS="-Xshare:auto -XX:DumpLoadedClassList=$work/classes.%p"
  seq 200 | "$GLEANER_HOME/bin/gleaner" run -p 1 --job archive --results "$work/results" -- true
)

archive() { # name, main class
  # From JDK 24 on a name is followed by more.
  list=$(grep -l "^$(echo "$2" | tr . /)\( \|\$\)" "$work"/classes.*) || return 1
  # In an order that does not depend on which thread came first.
  grep -v '^#' "$list" | LC_ALL=C sort -u >"$work/$1.classes"
  # shellcheck disable=SC2086 # flags are meant to be split
  "$java" $GLEANER_JAVA_FLAGS -Xlog:disable -Xshare:dump "-XX:SharedClassListFile=$work/$1.classes" "-XX:SharedArchiveFile=$work/$1.jsa" \
    -cp "$(echo "$lib/gleaner-$1"-[0-9]*.jar)" >"$work/$1.log" 2>&1 || { cat "$work/$1.log"; return 1; }
  mv -f "$work/$1.jsa" "$lib/$1.jsa"
}

rm -f "$lib/worker.jsa" "$lib/coordinator.jsa"
train >"$work/log" 2>&1 || { cat "$work/log" >&2; fail "the run that shows which classes are needed failed; see above."; }
archive worker io.gleaner.worker.cli.WorkerMain >&2 &
archive coordinator io.gleaner.coordinator.cli.GleanerMain >&2 || fail "the coordinator's archive of classes could not be made; see above."
wait $! || fail "the worker's archive of classes could not be made; see above."
