"""Echoes. Started for an item: standard input to standard output. With --stream: one JSON text a line, answered by one."""
import json
import sys

if sys.argv[1:2] == ["--stream"]:
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps({"index": request["index"], "ok": True, "result": request["item"]}), flush=True)
else:
    sys.stdout.write(sys.stdin.read())
