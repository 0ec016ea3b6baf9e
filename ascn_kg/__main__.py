"""``python -m ascn_kg`` is ``ascn-kg``."""

import sys

from ascn_kg.cli import main

sys.exit(main())
