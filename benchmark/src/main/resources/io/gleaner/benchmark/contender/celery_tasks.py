"""A Celery application whose one task does nothing; as a program it sends COUNT of them."""
import os
import sys

from celery import Celery

app = Celery("celery_tasks", broker=os.environ["GLEANER_BROKER"])
app.conf.update(
    task_default_queue="benchmark.celery",
    task_ignore_result=True,
    # As late as Gleaner's: the message is acknowledged when the task is done.
    task_acks_late=True,
    worker_prefetch_multiplier=250,
    broker_transport_options={"confirm_publish": True},
)


@app.task(name="noop")
def noop(item):
    return None


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        noop.delay("%064d" % number)
