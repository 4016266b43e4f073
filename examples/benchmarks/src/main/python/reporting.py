"""Reports of many stored trials: processor time, peak memory and size of `report`, start included.

python3 reporting.py BIN TEMPLATE MADE_UP [--trials 100000 1000000] [--files 50 1] [--heap 1g] [--chromium PROGRAM]

BIN: the program humhelix-bench of the bundle. TEMPLATE: a results file with a valid trial, whose
records are multiplied. MADE_UP: MadeUpResults.java. Needs nothing but Python and Java; with
--chromium also a Chromium, which draws each page: the time is from its navigation to the last part.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

LIMIT = 5 * 2**20
PATIENCE = 60

# Runs after the page's own scripts; the policy of the copy allows it.
WATCH = """<script>(function look() {
  if (document.documentElement.dataset.ready !== 'true') { setTimeout(look, 5); return; }
  console.info('drawn after ' + Math.round(performance.now()) + ' ms');
})();</script>"""


def measure(program, heap, folder, report):
    """Makes a report; returns processor time, wall time in seconds and peak memory in MiB."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [program, "report", folder, "-o", report],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=dict(os.environ, JAVA_OPTS="-Xmx" + heap),
    )
    output = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"report ended with {os.waitstatus_to_exitcode(status)}: {output}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024


def drawn(chromium, report):
    """Opens a copy of a page that says when it is drawn; returns what it says."""
    with open(report, encoding="utf-8") as file:
        page = file.read()
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page, count=1)
    copy = report + ".watched.html"
    with open(copy, "w", encoding="utf-8") as file:
        file.write(page.replace("</body>", WATCH + "</body>"))
    with tempfile.TemporaryDirectory() as profile:
        browser = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--remote-debugging-port=0"]
            + ["--user-data-dir=" + profile, "file://" + os.path.abspath(copy)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        end = threading.Timer(PATIENCE, browser.kill)
        end.start()
        try:
            for line in browser.stderr:
                found = re.search(r"drawn after \d+ ms", line)
                if found:
                    return found.group(0)
            return f"not drawn within {PATIENCE} s"
        finally:
            end.cancel()
            browser.terminate()
            browser.wait()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("template")
    parser.add_argument("made_up")
    parser.add_argument("--trials", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--files", type=int, nargs="*", default=[50, 1])
    parser.add_argument("--heap", default="1g")
    parser.add_argument("--chromium")
    given = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    with tempfile.TemporaryDirectory() as folder:
        for trials in given.trials:
            for files in given.files:
                place = os.path.join(folder, "results")
                subprocess.run([java, given.made_up, given.template, place, str(files), str(trials // files)], check=True)
                size = sum(os.path.getsize(os.path.join(place, name)) for name in os.listdir(place))
                report = os.path.join(folder, "report.html")
                measure(given.program, given.heap, place, report)  # the files are in memory then, and the archives of classes are made
                cpu, wall, peak = measure(given.program, given.heap, place, report)
                html = os.path.getsize(report)
                assert html < LIMIT, f"{html} bytes of HTML"
                print(
                    f"{trials} trials, {files} {'file' if files == 1 else 'files'}, {size / 1e6:.0f} MB, heap {given.heap}:"
                    f" report {cpu:.2f} s of CPU, {wall:.2f} s, {peak:.0f} MiB; HTML {html / 2**20:.2f} MiB"
                    + (f", {drawn(given.chromium, report)}" if given.chromium else ""),
                    flush=True,
                )
                shutil.rmtree(place)


if __name__ == "__main__":
    main()
