#!/usr/bin/env bash
# Records the plans in this folder from a running server.
#
#   capture.sh FOLDER CLIENT [OPTION...]       e.g. capture.sh mysql-9.7 mysql --socket=/tmp/x/mysqld.sock --user=root
#
# CLIENT is mysql or mariadb with what it needs to log in as a user who may create a database. The database
# `qdigest_library` is made anew and dropped in the end. Per statement there is a file FOLDER/NAME.txt, with a line
# `=== FORMAT` above the output of each format; what the server refuses is left out.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
out=$here/$1
client=("${@:2}" --default-character-set=utf8mb4)
database=qdigest_library

sql() { "${client[@]}" "$@"; }
version=$(sql -BNe 'SELECT VERSION()')
kind=mysql
[[ $version == *MariaDB* ]] && kind=mariadb
mkdir -p "$out"
rm -f "$out"/*.txt
sql -e "DROP DATABASE IF EXISTS $database; CREATE DATABASE $database"
sql "$database" <"$here/schema.sql" >/dev/null

# take FORMAT TEXT [OPTION...]: run TEXT in a transaction that is undone, and append what it prints
take() {
  local format=$1 text=$2 printed
  shift 2
  if printed=$(printf '%s\nSTART TRANSACTION;\n%s\nROLLBACK;\n' "$setting" "$text" |
    sql --binary-mode "$@" "$database" 2>/dev/null) && [[ $printed ]]; then
    printf '=== %s\n%s\n' "$format" "$printed" >>"$out/$name.txt"
  fi
}

while IFS= read -r -d $'\1' part; do
  heading=${part%%$'\n'*} query=${part#*$'\n'}
  query=${query%%[[:space:]]} query=${query%;}
  name=${heading%%:*} setting=
  [[ $heading == *:* ]] && setting="SET optimizer_switch = '${heading#*: }';"
  if [[ $kind == mysql ]]; then
    take table "EXPLAIN FORMAT=TRADITIONAL $query;" -t
    take vertical "EXPLAIN FORMAT=TRADITIONAL $query;" --vertical
    take batch "EXPLAIN FORMAT=TRADITIONAL $query;" -B
    take tree "EXPLAIN FORMAT=TREE $query;" -BNr
    take tree-table "EXPLAIN FORMAT=TREE $query;" -t
    take tree-batch "EXPLAIN FORMAT=TREE $query;" -B
    take json1 "SET explain_json_format_version = 1; EXPLAIN FORMAT=JSON $query;" -BNr
    take json2 "SET explain_json_format_version = 2; EXPLAIN FORMAT=JSON $query;" -BNr
    take json2-vertical "SET explain_json_format_version = 2; EXPLAIN FORMAT=JSON $query;" --vertical
    take analyze "EXPLAIN ANALYZE $query;" -BNr
    take analyze-json "EXPLAIN ANALYZE FORMAT=JSON $query;" -BNr
  else
    take table "EXPLAIN EXTENDED $query;" -t
    take partitions "EXPLAIN PARTITIONS $query;" -t
    take vertical "EXPLAIN $query;" --vertical
    take batch "EXPLAIN $query;" -B
    take json "EXPLAIN FORMAT=JSON $query;" -BNr
    take json-table "EXPLAIN FORMAT=JSON $query;" -t
    take json-batch "EXPLAIN FORMAT=JSON $query;" -B
    take analyze "ANALYZE $query;" -t
    take analyze-json "ANALYZE FORMAT=JSON $query;" -BNr
  fi
done < <(sed -n '/^-- [a-z_]*\(:.*\)\?$/,$p' "$here/statements.sql" | sed 's/^-- \([a-z_]*\(:.*\)\?\)$/\x01\1/' |
  tail -c +2; printf '\1')

sql -e "DROP DATABASE $database"
echo "$version" >"$out/VERSION"
