#!/bin/sh
# humhelix-bench in a container. Says at once, in the host's words, what would else come after hours.
set -eu

results=${HUMHELIX_RESULTS:-/opt/hum-helix}
bundle=${HUMHELIX_BUNDLE:-/opt/humhelix-bench}

case "${1:-}" in
  run)
    if [ ! -w "$results" ]; then
      user=$(id -u):$(id -g)
      echo "humhelix-bench: the container's user $user may not write to $results, which belongs to $(stat -c %u:%g "$results" 2> /dev/null || echo nobody). On the host, type: sudo install -d -o $(id -u) -g $(id -g) '${HUMHELIX_HOST_RESULTS:-$results}'" >&2
      exit 3
    fi ;;
esac

# exec: signals go to Java, and its exit code is the container's.
exec "$bundle/bin/humhelix-bench" "$@"
