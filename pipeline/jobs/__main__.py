"""`python -P -m pipeline.jobs JOB_ID`: works on the one job that is named. The settings come from the environment."""

import sys

from pipeline.jobs.process import main

sys.exit(main(sys.argv[1]))
