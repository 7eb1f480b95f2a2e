/** A worker that was opened ahead, so that its script is here when servers are started. */
let spare: Worker | undefined;

/** Answers the worker that was opened ahead, or another. */
export function takeWorker(): Worker {
  const worker = spare ?? newWorker();
  drop();
  return worker;
}

/** Opens a worker ahead. One whose script does not arrive is forgotten. */
export function openSpare(): void {
  if (spare) return;
  spare = newWorker();
  spare.addEventListener('error', failed);
  // A page that the browser keeps for "back" keeps its workers too.
  addEventListener('pagehide', close);
}

function drop(): void {
  spare?.removeEventListener('error', failed);
  removeEventListener('pagehide', close);
  spare = undefined;
}

function failed(event: Event): void {
  event.preventDefault();
  drop();
}

function close(): void {
  spare?.terminate();
  drop();
}

const newWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), {
    name: 'nats-servers',
    // For a server that passes sources on as they are. The site's bundler makes it a classic worker.
    type: 'module',
  });
