# Kills what a worker has started when the worker is gone, or frozen beyond its deadline.
# Arguments: the worker's id, the worker's pid. Two pipes that only the worker writes:
#   standard input:      N SECONDS  deadline N is so far away; its end is the worker's end
#   descriptor 2, read:  + GROUP    a process group runs          - GROUP    it is gone
#                        = GROUP    it has no item: it ends with the worker, and not at the deadline
#                        d N        deadline N is set, whatever it was before
# Descriptor 1 is the second pipe's other end, for what the timers say. Two, so that a group's line,
# of which there are thousands a second, passes through one process only.
# Needs sleep; with grep, tr and /proc it also finds processes that left their group or were never
# told of, by GLEANER_WORKER in their environment.
trap '' HUP INT QUIT TERM TSTP TTIN TTOU USR1 USR2 ALRM
cd /
id=$1
worker=$2
if sleep 0.01 2>/dev/null; then fractions=yes; else fractions=; fi

# Says "t N" when deadline N is over, and "q" when the worker is gone. A timer is never stopped; it
# is out of date when a later deadline has come.
time_out() {
  while IFS= read -r line; do
    number=${line%% *}
    seconds=${line#* }
    if [ -z "$fractions" ]; then seconds=${seconds%.*}; fi
    { sleep "$seconds"; echo "t $number"; } </dev/null &
  done
  echo q
}

# Whether a process is in a group that rests: pid (name) state parent group ...
rests() {
  [ "$resting" != ' ' ] || return 1
  stat=
  read -r stat 2>/dev/null <"/proc/$1/stat"
  stat=${stat##*) ? }
  stat=${stat#* }
  case $resting in
    *" ${stat%% *} "*) return 0 ;;
  esac
  return 1
}

forget() {
  case $groups in
    *" $1 "*) groups="${groups%%" $1 "*} ${groups#*" $1 "}" ;;
  esac
  case $resting in
    *" $1 "*) resting="${resting%%" $1 "*} ${resting#*" $1 "}" ;;
  esac
}

strike() {
  for group in $groups; do kill -9 "-$group"; done 2>/dev/null
  round=0
  # A process may start another between being found and being killed: look until none is found.
  while [ "$round" -lt 50 ]; do
    round=$((round + 1))
    found=
    for file in $(grep -lsF "GLEANER_WORKER=$id" /proc/[0-9]*/environ 2>/dev/null); do
      pid=${file#/proc/}
      pid=${pid%/environ}
      if [ "$pid" = "$worker" ]; then continue; fi
      if rests "$pid"; then continue; fi
      if tr '\0' '\n' <"$file" 2>/dev/null | grep -qxF "GLEANER_WORKER=$id"; then
        kill -9 "$pid" 2>/dev/null && found=yes
      fi
    done
    if [ -z "$found" ]; then break; fi
  done
}

keep() {
  groups=' '
  resting=' '
  timer=0
  late=
  while IFS= read -r line; do
    word=${line#??}
    case $line in
      +*)
        forget "$word"
        groups="$groups$word "
        # Started by a worker that has just thawed and does not know yet that it is late.
        if [ -n "$late" ]; then kill -9 "-$word" 2>/dev/null; fi
        ;;
      -*) forget "$word" ;;
      =*)
        forget "$word"
        resting="$resting$word "
        ;;
      d*)
        timer=$word
        late=
        ;;
      t*)
        if [ "$word" = "$timer" ]; then
          late=yes
          strike
        fi
        ;;
      q) break ;;
    esac
  done
  groups="$groups$resting"
  resting=' '
  strike
  # The last act: this guard's own session, with the timers that are left.
  kill -9 0
}

# What runs in the background reads /dev/null instead of standard input: hence the detour.
exec 3<&0 4<&2 2>/dev/null
time_out <&3 3<&- 4<&- &
exec 0<&4 1>/dev/null 3<&- 4<&-
keep
