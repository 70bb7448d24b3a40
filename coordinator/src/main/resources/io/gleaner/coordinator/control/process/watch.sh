# Runs one program of a worker and writes down how it ended, whether or not a coordinator is there to see it.
# $1 the worker's folder, $2 how often the program was started before; then the program and its arguments
# Writes, each whole or not at all: $2.claim (pid and start token of this shell), $2.started (pid of the program), $2.exit.
folder=$1 run=$2
shift 2

# Nothing that is sent to the whole group may keep this shell from writing the end.
trap : HUP INT TERM

token=-
if [ -r /proc/self/stat ]; then
  read -r stat < /proc/$$/stat
  # Behind the last parenthesis, since a name may hold anything: the 22nd field is the start time.
  set_aside=${stat##*) }
  token=$(printf '%s\n' "$set_aside" | cut -d ' ' -f 20)
fi

# A link can be made once: of two shells that were started for the same run, one runs the program.
printf '%s %s\n' "$$" "$token" > "$folder/$run.claim.$$"
if ! ln "$folder/$run.claim.$$" "$folder/$run.claim" 2>/dev/null; then
  rm -f "$folder/$run.claim.$$"
  exit 0
fi
rm -f "$folder/$run.claim.$$"

/bin/sh -c 'printf "%s\n" "$$" > "$0/$1.started.new"; mv "$0/$1.started.new" "$0/$1.started"; shift; exec "$@"' \
  "$folder" "$run" "$@" 2>&1
code=$?
printf '%s\n' "$code" > "$folder/$run.exit.new"
mv "$folder/$run.exit.new" "$folder/$run.exit"
