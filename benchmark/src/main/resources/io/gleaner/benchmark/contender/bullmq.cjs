// BullMQ:  bullmq.cjs fill COUNT   adds so many jobs
//          bullmq.cjs work         a worker with nothing to do, until it is ended
const { Queue, Worker } = require('bullmq');

const server = new URL(process.env.GLEANER_LEDGER);
const connection = {
  host: server.hostname,
  port: Number(server.port),
  password: decodeURIComponent(server.password),
  maxRetriesPerRequest: null,
};

async function fill(count) {
  const queue = new Queue('benchmark', { connection });
  for (let from = 0; from < count; from += 1000) {
    const jobs = [];
    for (let i = from; i < Math.min(count, from + 1000); i++) {
      jobs.push({ name: 'item', data: String(i).padStart(64, '0') });
    }
    await queue.addBulk(jobs);
  }
  await queue.close();
}

if (process.argv[2] === 'fill') {
  fill(Number(process.argv[3]));
} else {
  new Worker('benchmark', async () => undefined, {
    connection,
    concurrency: 100,
    removeOnComplete: { count: 0 },
  });
}
