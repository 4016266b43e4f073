#!/bin/sh
# Measures on one GPU what is open about it, in at most 10 minutes, and packs what was found and said.
# README.md tells what it needs. A part that fails or takes too long leaves the others alone.
set -u

here=$(cd "$(dirname "$0")" && pwd)
started=$(date +%s)

device=${DEVICE:-cuda}
models=${MODELS:-$here/../data/models}
python=${PYTHON:-python3}
libraries=${CUDA_LIBRARIES:-}
whisper=${WHISPER_LIBRARY:-}
whisper_jni=${WHISPER_JNI_LIBRARY:-}
budget=${BUDGET:-570}
out=${1:-gpu-results-$(date +%Y%m%d-%H%M%S)}

bench=${HUMHELIX_BENCH:-$here/../cli/target/humhelix-bench/bin/humhelix-bench}
if ! command -v "$bench" > /dev/null; then
  echo "measure.sh: found no program $bench; build it with mvn -q -B -ntp -DskipTests package, or set HUMHELIX_BENCH" >&2
  exit 2
fi
if ! command -v timeout > /dev/null; then
  echo "measure.sh: needs the program timeout of GNU coreutils or BusyBox" >&2
  exit 2
fi
if ! mkdir -p "$out" || ! out=$(cd "$out" && pwd); then
  echo "measure.sh: cannot make the folder $out; name another: measure.sh FOLDER" >&2
  exit 2
fi
if [ -e "$out/summary.txt" ]; then
  echo "measure.sh: $out has results already; name another folder: measure.sh FOLDER" >&2
  exit 2
fi

say() {
  echo "$*" | tee -a "$out/summary.txt"
}

# Whatever happens, also at Ctrl-C: what is there is packed.
pack() {
  trap - EXIT
  say "in all: $(($(date +%s) - started)) s"
  tar -C "$(dirname "$out")" -czf "$out.tar.gz" "$(basename "$out")" && echo "results and messages: $out.tar.gz"
}
trap pack EXIT
trap 'say "cancelled"; exit 130' INT TERM

# part NAME SECONDS COMMAND...: runs a command for so many seconds at most, and no longer than is left in all.
part() {
  name=$1
  most=$2
  shift 2
  left=$((started + budget - $(date +%s)))
  if [ "$left" -lt 10 ]; then
    say "$name: left out, the time is up"
    return 0
  fi
  [ "$left" -lt "$most" ] && most=$left
  mkdir -p "$out/$name"
  echo "$*" > "$out/$name/command.txt"
  began=$(date +%s)
  code=0
  # TERM cancels a run as Ctrl-C does: finished trials are kept.
  timeout -k 15 "$most" "$@" > "$out/$name/said.txt" 2> "$out/$name/log.txt" || code=$?
  note=
  [ "$code" -ge 124 ] && note=", cancelled after its $most s"
  say "$name: exit code $code, $(($(date +%s) - began)) s$note"
}

# run NAME SECONDS DEFINITION OPTION...: measures a definition on the device.
run() {
  name=$1
  most=$2
  definition=$3
  shift 3
  part "$name" "$most" "$bench" run "$here/definitions/$definition" --device "$device" --output "$out/$name" \
    --models "$models" --no-baseline --progress plain "$@"
}

# Makes a folder of the libraries of CUDA that are found, without cuDNN.
without_cudnn() {
  mkdir -p "$1"
  {
    echo "$libraries"
    echo "${LD_LIBRARY_PATH:-}" | tr ':' '\n'
    "$python" -c 'import site; print("\n".join(p + "/nvidia" for p in site.getsitepackages() + [site.getusersitepackages()]))'
    echo "${CONDA_PREFIX:-/nowhere}/lib"
    ls -d /usr/local/cuda*/lib64
  } 2> /dev/null | while read -r folder; do
    [ -d "$folder" ] && find -L "$folder" -maxdepth 3 -name 'lib*.so*'
  done | grep -E '/lib(cudart|cublas|cublasLt|curand|cufft|nvrtc|nvrtc-builtins|nvJitLink)\.so' | while read -r library; do
    ln -s "$library" "$1/" 2> /dev/null
  done
}

say "device $device, models $models, $(date -u +%Y-%m-%dT%H:%M:%SZ)"
{
  uname -a
  cat /etc/os-release /proc/driver/nvidia/version
  nvidia-smi -q
  "$python" -m pip list
} > "$out/machine.txt" 2>&1
[ "$python" = python3 ] && python_option= || python_option=$python

# 1. Versions, libraries, and which backends say that they will work.
part 01-doctor 90 "$bench" doctor --gpu --json ${libraries:+--set "cuda_libraries=$libraries"} \
  ${python_option:+--set "faster-whisper.python=$python_option"} ${whisper:+--set "whisper.cpp.library=$whisper"} \
  ${whisper_jni:+--set "whisper-jni.library_path=$whisper_jni"}

# 2. Precision, and where the cache is.
run 02-onnx 100 onnx.yaml ${libraries:+--set "cuda_libraries=$libraries"}

# 3. cuDNN's search for convolutions, at two sizes of batches.
run 03-conv 120 conv.yaml ${libraries:+--set "cuda_libraries=$libraries"}

# 4. TF32.
run 04-tf32 45 tf32.yaml ${libraries:+--set "cuda_libraries=$libraries"}

# 5. faster-whisper.
run 05-faster-whisper 75 faster-whisper.yaml ${libraries:+--set "cuda_libraries=$libraries"} \
  ${python_option:+--set "faster-whisper.python=$python_option"}

# 6. whisper.cpp, with the model of the repository.
if [ -n "$whisper$whisper_jni" ]; then
  (models=$here/../data/models && run 06-whisper 80 whisper.yaml ${libraries:+--set "cuda_libraries=$libraries"} \
    ${whisper:+--set "whisper.cpp.library=$whisper" --set "whisper.cpp without flash attention.library=$whisper"} \
    ${whisper_jni:+--set "whisper-jni.library_path=$whisper_jni"})
else
  say "06-whisper: left out, neither WHISPER_LIBRARY nor WHISPER_JNI_LIBRARY names a build for the GPU"
fi

# 7. What is said without the GPU.
hide_gpu() {
  CUDA_VISIBLE_DEVICES='' run 07-hidden-gpu 30 hidden.yaml ${libraries:+--set "cuda_libraries=$libraries"} \
    ${python_option:+--set "faster-whisper.python=$python_option"}
}
(hide_gpu)

# 8. What is said without cuDNN, in an environment that leads to no other.
without_cudnn "$out/libraries"
ls -l "$out/libraries" > "$out/libraries.txt"
hide_cudnn() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  java=${java:-$(command -v java)}
  unset VIRTUAL_ENV CONDA_PREFIX CUDA_HOME CUDA_PATH
  PATH=$(dirname "$java"):/usr/bin:/bin
  HOME=$out
  LD_LIBRARY_PATH=$out/libraries
  export PATH HOME LD_LIBRARY_PATH
  run 08-hidden-cudnn 30 hidden.yaml --only 'ONNX Runtime*' --set "cuda_libraries=$out/libraries"
}
(hide_cudnn)
rm -r "$out/libraries"
