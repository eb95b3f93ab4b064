"""Runs a script in QuickJS: quickjs.py <folder of the Python packages> <script>."""
import sys

sys.path.insert(0, sys.argv[1])
import quickjs  # noqa: E402  (only there once the path is set)

context = quickjs.Context()
context.add_callable("print", print)
with open(sys.argv[2], encoding="utf-8") as script:
    context.eval(script.read())
