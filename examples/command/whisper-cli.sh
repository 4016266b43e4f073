#!/bin/sh
# whisper.cpp's program as a system under test: each call starts it anew, model load included.
# Compare it with whisper-jni, where the model stays loaded, to see what that costs.
# Beam size and candidates are always passed, so that what it tells is what it does, whatever the
# program's version has as defaults. Times are decoded: without them the text can be another one.
say() { printf '%s\n' "$1" >&4; }
value() { printf '%s\n' "$line" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

cli=${WHISPER_CLI:-whisper-cli}
if ! command -v "$cli" >/dev/null; then
  say '{"type":"error","kind":"library","message":"there is no program '"$cli"'","remedy":"Build whisper.cpp and put whisper-cli on PATH, or pass its path in WHISPER_CLI."}'
  exit 1
fi
say '{"type":"hello","protocol":1,"engine":"whisper-cli","devices":["cpu"],"capabilities":["language"]}'
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
while IFS= read -r line <&3; do
  id=${line#*'"id":'}
  id=${id%%[!0-9]*}
  case $line in
    '{"type":"load"'*)
      model=$(value model_path)
      beam=$(printf '%s\n' "$line" | sed -n 's/.*"beam_size":\([0-9]*\).*/\1/p')
      beam=${beam:-5}
      if [ -f "$model" ]; then
        say '{"type":"loaded","id":'$id',"device":"cpu","options":{"beam_size":'$beam',"best_of":5,"timestamps_decoded":"always"}}'
      else
        say '{"type":"error","id":'$id',"kind":"model","message":"the model is no file: give the path of a ggml file"}'
      fi ;;
    '{"type":"transcribe"'*)
      language=$(value language)
      if "$cli" --no-gpu --no-prints --beam-size "$beam" --best-of 5 --model "$model" \
          --language "${language:-auto}" --output-txt --output-file "$out/text" --file "$(value audio)" >/dev/null; then
        # A JSON text: backslashes and quotes escaped. A line is a segment, blank included.
        text=$(tr '\t' ' ' <"$out/text.txt" | tr -d '\n' | sed 's/\\/\\\\/g; s/"/\\"/g')
        say '{"type":"done","id":'$id',"text":"'"$text"'"}'
      else
        say '{"type":"error","id":'$id',"message":"'"$cli"' ended with code '$?'"}'
      fi ;;
    '{"type":"unload"'*)
      say '{"type":"unloaded","id":'$id'}'
      exit 0 ;;
  esac
done
