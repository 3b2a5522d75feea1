"""Runs every benchmark, the quick ones first, and prints what was measured; nothing is kept."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks import chain, clauses, main_job, matching, notices, reports

AS_OF = date.fromisoformat(main_job.DATE)

if __name__ == "__main__":
    only_chain = sys.argv[1:] == ["chain"]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; medians.")
    print("Compare within one run only: the same machine can be twice as slow when it is busy.")
    if only_chain:
        chain.run()
        sys.exit()
    # In a process of its own: the memory of its peers would be counted with everything that is started later.
    subprocess.run([sys.executable, "-m", "benchmarks", "chain"], check=True)
    clauses.run()
    with tempfile.TemporaryDirectory() as folder:
        matching.run(AS_OF)
        notices.run(Path(folder), AS_OF)
        reports.run(Path(folder), AS_OF)
        main_job.run(Path(folder))
