"""How much of all that is tried is tried: `FAULTS_SHARE=0.1`, for a tenth of it."""

import os

SHARE = float(os.environ.get("FAULTS_SHARE") or 1)


def share(of: int) -> int:
    return max(1, round(of * SHARE))
