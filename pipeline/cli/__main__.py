"""`python -m pipeline.cli` is `postmortem`."""

import sys

from pipeline.cli import main

sys.exit(main())
