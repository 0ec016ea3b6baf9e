"""One module for each engine; its steps run each in a process of its own: ``python -m benchmarks.engines …``."""
