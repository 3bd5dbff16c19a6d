# What the scripts mysql and mariadb in this folder share. Source it; do not run it.
#
# The sourcing script sets
#   server_name             a word for messages
#   default_port            where the search for a free port begins
# and defines
#   install_server          install what is missing; set mysqld_cmd and client_cmd, with their fixed options
#   init_data DIR SQLFILE   fill DIR/data and run SQLFILE in it
#   programs                the folder of the package's programs, set by install_server
# With `ld` (see loader) it says how those programs are run.

set -euo pipefail

cache=${QDIGEST_SERVERS:-${XDG_CACHE_HOME:-$HOME/.cache}/qdigest-servers}
ld=()

note() { printf '%s: %s\n' "$server_name" "$*" >&2; }
die() { note "error: $*"; exit 1; }

# MARK: - Programs of another suite

# The main mirror that this machine's own apt is configured with.
main_mirror() {
  apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Identifier: Packages' |
    awk -F'|' '$2 !~ /-(security|updates|backports|proposed)/ && $3 == "main" && !found { print $1; found = 1 }'
}

# unpack_packages ROOT SUITE PACKAGE...    `mirror` and `keyring` name another distribution's
# Unpack the packages and all they depend on into ROOT, from another suite of the mirror that apt uses,
# without installing them: the tree brings its own libc and its programs run through its own dynamic
# loader, so neither chroot nor root's rights are needed and the system's packages stay as they are.
unpack_packages() {
  local root=$1 suite=$2
  shift 2
  [[ ! -e $root/.complete ]] || return 0
  command -v apt-get >/dev/null || die "needs apt-get (Debian or Ubuntu) to fetch $*"
  mkdir -p "$(dirname "$root")" || die "cannot create $(dirname "$root")"
  (
    flock 9
    [[ ! -e $root/.complete ]] || exit 0
    tmp=$(mktemp -d "$root.XXXXXX")
    trap 'rm -rf "$tmp"' EXIT
    mirror=${mirror:-$(main_mirror)} keyring=${keyring:-$distribution}
    [[ $mirror ]] || die "apt-get indextargets names no mirror: run apt-get update first"
    mkdir -p "$tmp"/{lists,cache/archives}/partial "$tmp/root"
    : >"$tmp/status"
    signed=
    for key in /usr/share/keyrings/{debian,ubuntu}-archive-keyring.gpg; do
      [[ ! -e $key || $signed || $key != */"$keyring"-* ]] || signed="[signed-by=$key] "
    done
    echo "deb $signed$mirror $suite main" >"$tmp/sources.list"
    apt=(apt-get -qq -o Dir::Etc::sourcelist="$tmp/sources.list" -o Dir::Etc::sourceparts=/dev/null
      -o Dir::Etc::preferencesparts=/dev/null -o Dir::State::lists="$tmp/lists"
      -o Dir::State::status="$tmp/status" -o Dir::Cache="$tmp/cache" -o Debug::NoLocking=true
      -o Acquire::Languages=none -o Acquire::Retries=3 -o Acquire::Check-Valid-Until=false
      -o APT::Sandbox::User=)
    note "fetching the package list of $suite"
    "${apt[@]}" update >&2 || die "apt-get update failed for suite $suite"
    note "fetching $* and what they need"
    "${apt[@]}" install -y --no-install-recommends --download-only "$@" >"$tmp/log" 2>&1 ||
      { tail -n 20 "$tmp/log" >&2; die "cannot download $*"; }
    note "unpacking into $root"
    for deb in "$tmp"/cache/archives/*.deb; do
      case ${deb##*/} in perl_* | perl-* | libperl* | libgdbm* | libdb5* | *-gconv-*) continue ;; esac   # not used
      dpkg-deb -x "$deb" "$tmp/root" || die "cannot unpack ${deb##*/}"
    done
    rm -rf "$tmp"/root/usr/share/{doc,man,locale,lintian,info,gcc,gdb}
    touch "$tmp/root/.complete"
    rm -rf "$root"
    mv "$tmp/root" "$root"
    chmod 755 "$root"
  ) 9>"$root.lock"
}

# Sets `ld` to the words that run a program of the tree ROOT on ROOT's libraries.
loader() {
  local so
  so=$(find "$1"/usr/lib "$1"/lib -maxdepth 2 -name 'ld-linux*.so.*' 2>/dev/null | head -n 1) || true
  [[ $so ]] || die "no dynamic loader in $1: remove that folder and start again"
  # Older releases have some libraries in /lib.
  ld=("$so" --library-path "$(dirname "$so"):$1/usr/lib/$(basename "$(dirname "$so")")")
}

distribution=$(. /etc/os-release 2>/dev/null && echo "${ID:-}") || true

# MARK: - What runs in a folder

# The process of DIR's server, if it runs. A number left behind by a crash may belong to
# another program by now, so the process has to name DIR's data folder.
running_pid() {
  local pid
  pid=$(cat "$1/mysqld.pid" 2>/dev/null) || return 1
  [[ $pid ]] && grep -zqxF -- "--datadir=$1/data" "/proc/$pid/cmdline" 2>/dev/null && echo "$pid"
}

# Whether a process runs; one that ended, but was not yet waited for by its parent, does not.
is_alive() {
  local state
  state=$(sed 's/.*) \(.\).*/\1/' "/proc/$1/stat" 2>/dev/null) || return 1
  [[ $state && $state != [ZX] ]]
}

# The version in the greeting of the server on a port. A greeting proves that the server takes
# connections, and asking for no more than that leaves nothing in the slow log.
greeting() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit
    while IFS= read -r -t 5 -d '' -u 3 part; do
      [[ $part == $'\n'* ]] || continue # the packet's header, up to protocol version 10
      part=${part#$'\n'}
      echo "${part#5.5.5-}"
      exit 0
    done
    exit 1
  ) 2>/dev/null
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

absolute() { realpath -m -- "$1"; }

# MARK: - Commands

start() {
  local dir port='' pid owner='' version='' i
  [[ ${1:-} ]] || usage
  dir=$(absolute "$1")
  shift
  while [[ ${1:-} && $1 != -- ]]; do
    case $1 in
      --owner) owner=${2:?--owner needs a process id}; shift 2 ;;
      *) port=$1; shift ;;
    esac
  done
  [[ ${1:-} != -- ]] || shift
  [[ ! $port || $port =~ ^[0-9]+$ ]] || die "not a port: $port"
  ((${#dir} <= 90)) || die "the path is too long for a unix socket: $dir"
  install_server
  mkdir -p "$dir/tmp" || die "cannot create $dir" # a server empties its tmpdir: never share one

  if pid=$(running_pid "$dir"); then
    [[ -e $dir/facts ]] || die "process $pid runs in $dir but its start did not finish: stop it first"
    note "already running (process $pid)"
    cat "$dir/facts"
    return
  fi
  if [[ ! -e $dir/.initialised ]]; then
    note "initialising $dir"
    rm -rf "$dir/data"
    printf "CREATE USER 'qdigest'@'%s' IDENTIFIED BY 'qdigest';\nGRANT ALL ON *.* TO 'qdigest'@'%s' WITH GRANT OPTION;\n" \
      localhost localhost % % >"$dir/init.sql"
    init_data "$dir" "$dir/init.sql" >"$dir/init.log" 2>&1 ||
      { tail -n 20 "$dir/init.log" >&2; die "cannot initialise $dir"; }
    touch "$dir/.initialised"
  fi

  # One start at a time from here on, so that no two choose the same port.
  exec 8>"${TMPDIR:-/tmp}/qdigest-servers-$(id -u).lock"
  flock 8
  if [[ $port ]]; then
    ! port_is_taken "$port" || die "port $port is taken"
  else
    for ((port = default_port; ; port++)); do port_is_taken "$port" || break; done
  fi
  [[ -e $dir/slow.log ]] || (umask 022 && : >"$dir/slow.log")
  rm -f "$dir/mysqld.pid" "$dir/facts"
  launched=
  trap '[[ ! $launched ]] || kill -KILL "$launched" 2>/dev/null' EXIT
  trap 'exit 130' INT TERM
  setsid "${mysqld_cmd[@]}" --user="$(id -un)" --datadir="$dir/data" --tmpdir="$dir/tmp" \
    --bind-address=127.0.0.1 --port="$port" --socket="$dir/mysqld.sock" \
    --pid-file="$dir/mysqld.pid" --log-error="$dir/error.log" \
    --slow-query-log=ON --slow-query-log-file="$dir/slow.log" --long-query-time=0 \
    --local-infile=ON --secure-file-priv= --skip-log-bin "$@" \
    </dev/null >>"$dir/error.log" 2>&1 8>&- &
  launched=$!
  for ((i = 0; i < 1200; i++)); do
    kill -0 "$launched" 2>/dev/null ||
      { tail -n 20 "$dir/error.log" >&2; die "the server did not start, see $dir/error.log"; }
    [[ -s $dir/mysqld.pid ]] && version=$(greeting "$port") && break
    sleep 0.1
  done
  [[ $version ]] || die "no answer within two minutes, see $dir/error.log"
  exec 8>&-
  pid=$(cat "$dir/mysqld.pid")
  cat >"$dir/facts.new" <<FACTS
VERSION=$version
HOST=127.0.0.1
PORT=$port
SOCKET=$dir/mysqld.sock
USER=qdigest
PASSWORD=qdigest
SLOW_LOG=$dir/slow.log
ERROR_LOG=$dir/error.log
PID=$pid
FACTS
  mv "$dir/facts.new" "$dir/facts"
  launched=
  [[ ! $owner ]] || follow "$owner" "$pid"
  cat "$dir/facts"
}

# Ends the server once its owner is gone, so that a killed test leaves none behind.
follow() {
  setsid bash -c 'while kill -0 "$1"; do sleep 1; kill -0 "$2" || exit; done; kill -KILL "$2"' follow "$1" "$2" \
    </dev/null >/dev/null 2>&1 &
}

# stop_process DIR SIGNAL: returns when DIR's server is gone.
stop_process() {
  local pid i
  pid=$(running_pid "$1") || return 0
  kill "-$2" "$pid" || die "cannot signal process $pid"
  for ((i = 0; i < 1200; i++)); do
    is_alive "$pid" || return 0
    sleep 0.05
  done
  die "process $pid is still there after a minute"
}

stop() {
  local dir
  [[ ${1:-} ]] || usage
  dir=$(absolute "$1")
  [[ -d $dir ]] || die "no such folder: $dir"
  stop_process "$dir" TERM
}

remove() {
  local dir
  [[ ${1:-} ]] || usage
  dir=$(absolute "$1")
  [[ -d $dir ]] || return 0
  [[ -e $dir/.initialised || -e $dir/init.sql ]] || die "$dir is not a server's folder"
  stop_process "$dir" KILL
  rm -rf "$dir"
}

facts() {
  local dir
  [[ ${1:-} ]] || usage
  dir=$(absolute "$1")
  running_pid "$dir" >/dev/null && [[ -e $dir/facts ]] || die "no server runs in $dir"
  cat "$dir/facts"
}

client() {
  local dir
  [[ ${1:-} ]] || usage
  dir=$(absolute "$1")
  shift
  [[ -S $dir/mysqld.sock ]] || die "no server runs in $dir"
  install_server
  exec "${client_cmd[@]}" --socket="$dir/mysqld.sock" --user=root --local-infile=1 "$@"
}

tool() {
  local path
  [[ ${1:-} ]] || usage
  install_server
  path=$programs/$1
  [[ -x $path ]] || die "no program $1 in $programs"
  shift
  [[ $(head -c 2 "$path" | tr -d '\0') != '#!' ]] || exec perl "$path" "$@"
  exec "${ld[@]}" "$path" "$@"
}

install() { install_server; }

usage() {
  cat >&2 <<USAGE
usage: $0 start DIR [PORT] [--owner PID] [-- SERVER-OPTION...]
       $0 stop DIR                      end it, its data stays
       $0 remove DIR                    end it at once and remove DIR
       $0 facts DIR                     what start printed
       $0 client DIR [CLIENT-OPTION...] the command-line client, as root
       $0 tool NAME [OPTION...]         another program of the server's package
       $0 install                       only fetch what is missing
USAGE
  exit 64
}

main() {
  case ${1:-} in
    start | stop | remove | facts | client | tool | install) "$@" ;;
    *) usage ;;
  esac
}
