#!/usr/bin/env bash
# Makes the corpora that fuzzing starts from, out of the specification and the fixtures, and the dictionary of keys.
set -euo pipefail
cd "$(dirname "$0")"

mkdir -p corpus/loader corpus/answers
for file in ../../spec/dialer.yaml ../fixtures/*/*.yaml; do
    cp "$file" "corpus/loader/$(basename "$(dirname "$file")")-$(basename "$file")"
done
grep -oh '"[A-Za-z$-]\+"' -r ../../codegen/src/load/grammar ../../codegen/src/lower | sort -u >corpus/loader.dict

json='Content-Type: application/vnd.inin.icws+JSON; charset=utf-8'
refusal='{"errorId":"error.request.dialer","message":"it cannot be done","new":{"a":[1,null,1.5e3]}}'
result='{"recordsaffected":1,"errorMessage":"","records":[{"status":"C","identity":"1","zone":null,"values":{"a":"b"}}]}'
challenge='WWW-Authenticate: Basic realm="a, b", ICWS realm="ICWS" location="/ICWS/connection"'
for status in 200 202 204 301 400 401 403 404 410 418 500 503; do
    printf '%s\n%s\n%s\n\n%s' "$status" "$json" "$challenge" "$refusal" >"corpus/answers/refusal-$status"
    printf '%s\n%s\n\n%s' "$status" "$json" "$result" >"corpus/answers/result-$status"
    printf '%s\nContent-Type: text/html\n\n<html>%s</html>' "$status" "$status" >"corpus/answers/html-$status"
    printf '%s\n\n' "$status" >"corpus/answers/empty-$status"
done
