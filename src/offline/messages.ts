import { errorText } from '../lab/error-text.ts';

/** What the worker keeps of the site. */
export interface KeptState {
  release: string;
  /** Whether all of the site is kept. */
  whole: boolean;
  /** How many pages are kept because they were opened. */
  seen: number;
  /** How many files the whole site has, and their bytes. */
  files: number;
  bytes: number;
  /** How many of these bytes are here already, also of a whole site that is not all here yet. */
  here: number;
  /** Whether the whole site is on its way now. */
  isKeeping: boolean;
}

/** What a page asks the worker. */
export type Asked =
  | { type: 'state' }
  | { type: 'keep' }
  /** As `keep` where the whole site is on its way; else it begins nothing. */
  | { type: 'follow' }
  /** Whoever has it kept is answered that it was cancelled. */
  | { type: 'cancel' }
  | { type: 'remove' }
  /** Of which release the page is, and what it has loaded, as whole addresses. */
  | { type: 'seen'; release: string; urls: readonly string[] }
  /** A waiting worker takes the place of the one before. */
  | { type: 'take over' };

/** What the worker answers; `keeping` comes several times before. */
export type Answered =
  | { type: 'keeping'; bytes: number }
  | { type: 'state'; state: KeptState }
  | { type: 'failed'; why: string };

/**
 * Asks a worker, and answers what it keeps then.
 * @throws Error in the worker's words
 */
export function askWorker(
  worker: ServiceWorker,
  asked: Asked,
  onKeeping: (bytes: number) => void = () => {},
): Promise<KeptState> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<KeptState>((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Answered>) => {
      if (data.type === 'keeping') onKeeping(data.bytes);
      else if (data.type === 'state') resolve(data.state);
      else reject(new Error(data.why));
    };
    worker.postMessage(asked, [port2]);
  }).finally(() => port1.close());
}

/** The channel on which the worker says that the whole site has begun or ceased to be kept. `base` is the path of the site. */
export const openKeptChannel = (base: string): BroadcastChannel =>
  new BroadcastChannel(`leafwise ${base} kept`);

/** Whether an error of the browser says that it has no room left. */
export const isOfRoom = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'QuotaExceededError';

/** Answers why something could not be kept, as a sentence with the remedy. */
export function whyNotKept(error: unknown): string {
  if (isOfRoom(error))
    return 'This browser has no room left for it. Make room on the disk, or remove data of other sites, then press again.';
  return errorText(error);
}
