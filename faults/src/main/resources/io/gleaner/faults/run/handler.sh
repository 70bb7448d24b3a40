#!/bin/sh
# The handler of a Job under faults. Arguments: the run's folder; the item, "SECONDS FLAVOUR".
# It tells the journal what it does, one appended line an event (see Event.java), and has a child with a child of its own.
folder=$1
# shellcheck disable=SC2086 # the item is meant to be split
set -- $2
seconds=$1
flavour=$2
index=$GLEANER_ITEM_INDEX
token=$GLEANER_FENCING_TOKEN

tell() {
  read -r now _ </proc/uptime
  echo "$now $1 $GLEANER_WORKER $index $GLEANER_ATTEMPT $token $$ ${2:--}" >>"$folder/journal"
}

# Whatever lives of this item's earlier attempts. The number of a process may be another's by now, so its environment decides.
known=$folder/pids/$index
if [ -f "$known" ]; then
  while read -r pid old; do
    if { tr '\0' '\n' <"/proc/$pid/environ" | grep -qx "GLEANER_FENCING_TOKEN=$old"; } 2>/dev/null; then
      tell LEFT "$old"
    fi
  done <"$known"
fi
tell START
echo "$$ $token" >>"$known"

if [ "$flavour" = brief ]; then
  tell END 0
  echo "$token"
  exit 0
fi
if [ "$flavour" = stubborn ]; then
  trap '' TERM
fi
{ while :; do tell TICK; sleep 0.1; done; } >/dev/null 2>&1 &
child=$!
echo "$child $token" >>"$known"

code=0
if ! [ -f "$folder/mended" ]; then
  case $flavour in
    deadly)
      tell SUICIDE
      kill -9 "$PPID"
      ;;
    failing) code=7 ;;
    hopeless) code=42 ;;
  esac
fi
if [ "$GLEANER_ATTEMPT" = 1 ]; then
  case $flavour in
    suicide)
      tell SUICIDE
      kill -9 "$PPID"
      ;;
    flaky) code=7 ;;
  esac
fi
sleep "$seconds"
{ kill -9 "$child"; wait "$child"; } 2>/dev/null
tell END "$code"
echo "$token"
exit "$code"
