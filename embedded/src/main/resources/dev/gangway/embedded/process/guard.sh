# Reads "add PID", "del PID" and "dir FOLDER" lines from the JVM that started it. When that JVM is gone, the pipe ends:
# the servers still listed are asked to stop, killed after ten seconds, and their temporary folders deleted.
trap '' INT HUP TERM
newline='
'
pids=''
folders=''
while read -r verb argument; do
    case $verb in
        add) pids="$pids $argument" ;;
        del)
            rest=''
            for pid in $pids; do
                [ "$pid" = "$argument" ] || rest="$rest $pid"
            done
            pids=$rest
            ;;
        dir) folders="$folders$argument$newline" ;;
    esac
done
anyone_left() {
    for pid in $pids; do
        kill -0 "$pid" && return 0
    done
    return 1
}
for pid in $pids; do
    kill -TERM "$pid"
done
tries=0
while [ $tries -lt 50 ] && anyone_left; do
    sleep 0.2
    tries=$((tries + 1))
done
for pid in $pids; do
    kill -KILL "$pid"
done
printf '%s' "$folders" | while IFS= read -r folder; do
    rm -rf -- "$folder"
done
