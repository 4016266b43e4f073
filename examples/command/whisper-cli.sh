#!/bin/sh
# whisper.cpp's program as a system under test: each call starts it anew, model load included.
# Compare it with whisper-jni, where the model stays loaded, to see what that costs.
# On the processor, or with device cuda on a GPU: while loading, a call shows that it is really there.
# What it says of its decoding is from its source: examples/main/main.cpp of v1.7.1 and
# examples/cli/cli.cpp of v1.9.3, with src/whisper.cpp of both.
say() { printf '%s\n' "$1" >&4; }
value() { printf '%s\n' "$line" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# A tenth of a second of silence, transcribed: on a GPU the program says so on standard error
# (whisper_backend_init_gpu in src/whisper.cpp), and without one it goes on with the processor.
on_gpu() {
  silence=$(mktemp) || return
  {
    printf 'RIFF\244\014\000\000WAVEfmt \020\000\000\000\001\000\001\000\200\076\000\000\000\175\000\000\002\000\020\000data\200\014\000\000'
    head -c 3200 /dev/zero
  } > "$silence"
  said=$("$cli" --model "$model" --language en --file "$silence" 2>&1 > /dev/null)
  rm -f "$silence"
  printf '%s\n' "$said" >&2
  case $said in *'using CUDA'*' backend'*) ;; *) return 1 ;; esac
}

cli=${WHISPER_CLI:-whisper-cli}
if ! command -v "$cli" >/dev/null; then
  say '{"type":"error","kind":"library","message":"there is no program '"$cli"'","remedy":"Build whisper.cpp and put whisper-cli on PATH, or pass its path in WHISPER_CLI."}'
  exit 1
fi
say '{"type":"hello","protocol":1,"engine":"whisper-cli","devices":["cpu","cuda"],"capabilities":["language"]}'
while IFS= read -r line <&3; do
  id=${line#*'"id":'}
  id=${id%%[!0-9]*}
  case $line in
    '{"type":"load"'*)
      model=$(value model_path) device=$(value device)
      asked=${line##*'"options":{'}
      arguments= beams=5 best=5 threads= unknown=
      for pair in $(printf '%s' "${asked%%\}*}" | tr -d '"' | tr , ' '); do
        number=${pair#*:}
        case $pair in
          beam_size:[0-9]*) beams=$number arguments="$arguments --beam-size $number" ;;
          best_of:[0-9]*) best=$number arguments="$arguments --best-of $number" ;;
          threads:[0-9]*) threads=',"threads":'$number arguments="$arguments --threads $number" ;;
          *) unknown=${pair%%:*} ;;
        esac
      done
      # Distilled models of the first release have no time tokens; the program does not say which these are.
      case $model in
        *distil*) times= ;;
        *) times=',"timestamps_decoded":"always"' ;;
      esac
      if [ -n "$unknown" ]; then
        say '{"type":"error","id":'$id',"message":"setting '"$unknown"' is unknown; allowed: beam_size, best_of, threads"}'
      elif [ ! -f "$model" ]; then
        say '{"type":"error","id":'$id',"kind":"model","message":"the model is no file: give the path of a ggml file"}'
      elif [ "$device" != cpu ] && ! on_gpu; then
        say '{"type":"error","id":'$id',"kind":"device","message":"'"$cli"' does not run on a CUDA GPU here; what it said is in the log","remedy":"Take a whisper-cli that was built with GGML_CUDA, and check the driver with nvidia-smi; or use device: cpu."}'
      else
        say '{"type":"loaded","id":'$id',"device":"'"$device"'","options":{"beam_size":'$beams',"best_of":'$best$threads$times',"temperatures":"0, 0.2, 0.4, 0.6, 0.8, 1","condition_on_previous_text":true,"vad_filter":false,"long_audio":"sequential","audio_window":"padded to 30 s"}}'
      fi
      gpu=
      [ "$device" != cpu ] || gpu=--no-gpu ;;
    '{"type":"transcribe"'*)
      language=$(value language)
      # Not --no-timestamps, which changes what is decoded. Arguments are words without blanks: unquoted.
      if text=$("$cli" $gpu --no-prints $arguments --model "$model" --language "${language:-auto}" --file "$(value audio)"); then
        # A line for each segment, after its times: joined, then as JSON, with backslashes and quotes escaped.
        text=$(printf '%s\n' "$text" | sed -n 's/^\[[0-9:.]* --> [0-9:.]*\]  //p' | tr -d '\n' | tr '\t' ' ' | sed 's/\\/\\\\/g; s/"/\\"/g')
        say '{"type":"done","id":'$id',"text":"'"$text"'"}'
      else
        say '{"type":"error","id":'$id',"message":"'"$cli"' ended with code '$?'"}'
      fi ;;
    '{"type":"unload"'*)
      say '{"type":"unloaded","id":'$id'}'
      exit 0 ;;
  esac
done
