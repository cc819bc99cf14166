import { ADMIN_SOCKET, MARKER_ADDRESS } from "./render.ts";

/*
 * What runs in the container, by its busybox shell. The texts are fixed: all that differs comes as `$1`, `$2` … or on
 * stdin. Each finishes what it began though the runner that asked for it is killed.
 */

/** Keeps the routing, and the certificates beside it, over the container's end. */
export const DATA = "/data";
const FILE = `${DATA}/sluice/edge.json`;
/** Memory of the container: empty after each start, so no lock or socket outlives its holder. */
export const RUN = "/run/sluice";
const LOCK = `${RUN}/lock`;

/** `$1`: the configuration of an edge that has never routed. */
export const START = `
mkdir -p ${DATA}/sluice || exit 1
rm -f ${DATA}/sluice/new.*
test -s ${FILE} || { printf '%s' "$1" > ${FILE}.first && mv ${FILE}.first ${FILE}; } || exit 1
exec caddy run --config ${FILE}
`;

/** Prints which routing caddy has. */
export const READY = `wget -q -O - http://${MARKER_ADDRESS}/`;

/** Prints which routing caddy has, the stored configuration's hash, each on a line, and then that configuration. */
export const READ = `${READY} && echo && sha256sum < ${FILE} && cat ${FILE}`;

/** Exit codes of `APPLY`. */
export const CHANGED_MEANWHILE = 10;
export const REFUSED = 11;

/**
 * Compare and swap. stdin: the new configuration. `$1`: the hash of the stored one that it was made from; `$2`: its
 * marker; `$3`: how long to wait for requests on their way, in hundredths of a second; `$4`: 1 where caddy has that
 * routing already and only what is stored changes. The lock is a link to the holder's number: who is gone has none.
 */
export const APPLY = `
umask 077
new=${DATA}/sluice/new.$$
code=${RUN}/code.$$
said=${RUN}/said.$$
trap 'rm -f "$new" "$code" "$said"; test "$(readlink ${LOCK})" = "$$" && rm -f ${LOCK}' EXIT
cat > "$new" || exit 1
until ln -s "$$" ${LOCK} 2>/dev/null; do
  holder=$(readlink ${LOCK}) && ! test -d "/proc/$holder" && rm -f ${LOCK}
  sleep 0.02
done
have=$(sha256sum < ${FILE}) || exit 1
test "\${have%% *}" = "$1" || exit ${CHANGED_MEANWHILE}
if test "$4" = 1; then mv "$new" ${FILE}; exit; fi
{
  caddy reload --config "$new" --address ${ADMIN_SOCKET} > "$said" 2>&1
  result=$?
  test -d /proc/$$ && echo $result > "$code.part" && mv "$code.part" "$code"
} < /dev/null > /dev/null 2>&1 &
after=0
until test "$(${READY} 2>/dev/null)" = "$2"; do
  if test -s "$code"; then
    after=$((after + 1))
    if test "$(cat "$code")" != 0 || test $after -gt 100; then cat "$said" >&2; exit ${REFUSED}; fi
  fi
  sleep 0.02
done
mv "$new" ${FILE} || exit 1
rm -f ${LOCK}
connected() {
  awk '$4 == "01" && $2 !~ /:(0050|01BB|07E2)$/ && $3 !~ /:07E2$/ { print $2 $3 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null
}
now() { read -r up _ < /proc/uptime; up=\${up%.*}\${up#*.}; }
now; end=$((up + $3))
old=$(connected)
while test -n "$old" && test "$up" -lt "$end"; do
  sleep 0.02
  still=
  have=$(connected)
  for one in $old; do case "$have" in *"$one"*) still="$still $one" ;; esac; done
  old=$still
  now
done
exit 0
`;
