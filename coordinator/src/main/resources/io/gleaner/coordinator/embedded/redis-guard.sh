# Runs Redis and sees to it that it does not outlive the coordinator, however that one ends.
#   $1 the program, $2 its configuration file, $3 the file for its pid, $4 its log
# Standard input is the reading end of a pipe of which only the coordinator holds the writing end:
# when the coordinator is gone, killed or not, the pipe ends. Standard output gets Redis' pid.
trap '' INT QUIT HUP TERM TSTP PIPE
exec 3<&0
"$1" "$2" </dev/null >>"$4" 2>&1 3<&- &
redis=$!
echo "$redis" >"$3"
(
  while read -r _; do :; done
  kill -TERM "$redis"
  sleep 5
  kill -KILL "$redis"
) <&3 3<&- >/dev/null 2>&1 &
watcher=$!
echo "$redis"
exec </dev/null >/dev/null 2>&1 3<&-
wait "$redis"
status=$?
# Redis is gone and its pid may be given to another process: nobody must be killed for it.
kill -KILL "$watcher"
exit "$status"
