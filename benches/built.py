"""The built benches of this project: asks cargo to build them, gives the paths of the programs."""
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def benches(*names):
    """The path of each bench's program, by its name."""
    command = [os.environ.get("CARGO", "cargo"), "bench", "--no-run", "--locked", "--message-format=json"]
    for name in names:
        command += ["--bench", name]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit("the benches could not be built")
    messages = (json.loads(line) for line in done.stdout.splitlines())
    found = [m for m in messages if m.get("executable") and m["target"]["name"] in names]
    return {message["target"]["name"]: Path(message["executable"]) for message in found}
