"""The protocol of the Kubernetes docs' "Fine Parallel Processing Using a Work Queue", on a list of Redis.

    fine_tutorial.py fill COUNT     pushes so many items of 64 bytes
    fine_tutorial.py work           a worker of the tutorial's, with no work to do

A worker asks whether both lists are empty, moves an item from one to the other, writes a lease with an expiry,
works, and takes the item and its lease away.
"""
import hashlib
import os
import sys
import uuid

import redis

NAME = "benchmark.fine"
PROCESSING = NAME + ":processing"
LEASE = NAME + ":leased_by_session:"


def fill(client, count):
    pipeline = client.pipeline(transaction=False)
    for number in range(count):
        pipeline.rpush(NAME, "%064d" % number)
        if number % 1000 == 999:
            pipeline.execute()
    pipeline.execute()


def work(client):
    session = str(uuid.uuid4())
    while client.llen(NAME) or client.llen(PROCESSING):
        item = client.brpoplpush(NAME, PROCESSING, timeout=2)
        if item is None:
            continue
        lease = LEASE + hashlib.sha224(item).hexdigest()
        client.setex(lease, 10, session)
        print("Working on " + item.decode())
        client.lrem(PROCESSING, 0, item)
        client.delete(lease)


if __name__ == "__main__":
    server = redis.Redis.from_url(os.environ["GLEANER_LEDGER"])
    if sys.argv[1] == "fill":
        fill(server, int(sys.argv[2]))
    else:
        work(server)
