import { parentPort, workerData } from 'node:worker_threads'

import { unpack, type UnpackTask } from './unpack'

/* A thread that unpacks one archive. */

await unpack(workerData as UnpackTask, (news) => parentPort?.postMessage(news))
