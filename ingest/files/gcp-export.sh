#!/usr/bin/env bash
# Writes what Chokepoint reads of an organization, folder or project of Google Cloud, as gcloud prints it, so that
# `chokepoint ingest file DIR` can read it elsewhere. Needs bash and gcloud, nothing else.
set -uo pipefail
export LC_ALL=C
umask 077

usage() {
  cat <<'TEXT'
Usage: gcp-export.sh (--organization ID | --folder ID | --project ID) [--out DIR]

  --organization ID, --folder ID, --project ID   what to read, with all that lies in it
  --out DIR                                      where to write (default: ./export)

Log in first: gcloud auth login. Only lists and gets. What was written is not asked again: after an interruption, or when a
permission was added, run the same command once more. What was refused is named, ends nothing and is written nowhere, so
that it counts as not read. The files hold names of people and settings of resources: keep them to yourself.
TEXT
}

out=export scope='' id=''
while [ $# -gt 0 ]; do
  case $1 in
    --organization | --folder | --project) scope=${1#--} id=${2:?$1 needs an id}; shift 2 ;;
    --out) out=${2:?--out needs a folder}; shift 2 ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'gcp-export: unknown option %s\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
done
[ -n "$scope" ] || { usage >&2; exit 2; }
command -v gcloud > /dev/null || { printf 'gcp-export: gcloud is not installed\n' >&2; exit 1; }

# ask FILE WORDS...: what gcloud prints, unless it was asked before. A call that fails leaves no file.
ask() {
  local file=$out/$1; shift
  [ -s "$file" ] && return 0
  mkdir -p "$(dirname "$file")"
  if gcloud "$@" --quiet > "$file.part" 2> "$file.error"; then
    mv "$file.part" "$file"; rm -f "$file.error"
  else
    printf 'gcp-export: refused: gcloud %s: %s\n' "$*" "$(head -n 1 "$file.error")" >&2
    rm -f "$file.part" "$file.error"; return 1
  fi
}

contents='resource iam-policy org-policy relationship'
[ "$scope" = organization ] && contents="$contents access-policy"
for content in $contents; do
  ask "assets/$content.json" asset list "--$scope=$id" "--content-type=$content" --format=json
done

# Deny policies of every node; the list leaves their rules out.
ask nodes.txt asset list "--$scope=$id" '--format=value(name)' \
  '--asset-types=cloudresourcemanager.googleapis.com/(Organization|Folder|Project)' || exit 1
while IFS= read -r name; do
  node=${name#//cloudresourcemanager.googleapis.com/}
  attached=(--attachment-point="cloudresourcemanager.googleapis.com/$node" --kind=denypolicies)
  folder=iam/denypolicies/${node/\//-}
  ask "$folder/list.json" iam policies list "${attached[@]}" --format=json || continue
  ask "$folder/names.txt" iam policies list "${attached[@]}" '--format=value(name)' || continue
  while IFS= read -r policy; do
    [ -n "$policy" ] && ask "$folder/${policy##*/}.json" iam policies get "${policy##*/}" "${attached[@]}" --format=json
  done < "$out/$folder/names.txt"
done < "$out/nodes.txt"

# Who is in the groups that policies name, and in the groups in these.
if [ -s "$out/assets/iam-policy.json" ]; then
  waiting=$(grep -oE '"group:[^"?]+@[^"?]+"' "$out/assets/iam-policy.json" | sed 's/^"group://; s/"$//' | sort -u)
  seen=' '
  while [ -n "$waiting" ]; do
    found=''
    while IFS= read -r group; do
      case $seen in *" $group "*) continue ;; esac
      seen="$seen$group "
      of=(identity groups memberships list "--group-email=$group" --view=full)
      ask "iam/groups/$group.json" "${of[@]}" --format=json || continue
      ask "iam/groups/$group/names.txt" "${of[@]}" --filter=type=GROUP '--format=value(preferredMemberKey.id)' || continue
      found="$found$(cat "$out/iam/groups/$group/names.txt")
"
    done <<< "$waiting"
    waiting=$(printf '%s' "$found" | sed '/^$/d' | sort -u)
  done
fi

# Principal access boundaries, and whom they are bound to.
if [ "$scope" = organization ]; then
  of=("--organization=$id" --location=global)
  folder=iam/boundaries/organizations-$id
  ask "$folder/list.json" iam principal-access-boundary-policies list "${of[@]}" --format=json &&
    ask "$folder/names.txt" iam principal-access-boundary-policies list "${of[@]}" '--format=value(name)' &&
    while IFS= read -r policy; do
      [ -n "$policy" ] && ask "$folder/${policy##*/}.json" iam principal-access-boundary-policies \
        search-policy-bindings "${policy##*/}" "${of[@]}" --format=json
    done < "$out/$folder/names.txt"
fi
rm -f "$out/nodes.txt"; find "$out" -name names.txt -delete; find "$out" -type d -empty -delete
